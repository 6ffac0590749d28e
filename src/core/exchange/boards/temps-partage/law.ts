import type { LegalReminder } from '../../board.ts';

const labour = (articles: string) => `Code du travail, ${articles}`;

/** What the law says of one job shared by several firms, in our words. */
export const LAW: Readonly<Record<string, LegalReminder>> = {
  'not-employer': { text: 'La bourse met en relation : elle n’embauche pas, ne prête personne et ne facture rien. Faites relire le montage par un conseiller avant de signer.', source: labour('art. L8231-1 et L8241-1') },
  'for-profit': { text: 'Prêter un salarié en y gagnant est interdit, hors intérim, portage et quelques cas que la loi nomme : le prix de l’heure ne couvre que le salaire, les cotisations et les frais.', source: labour('art. L8231-1 et L8241-1') },
  group: { text: 'Un groupement d’employeurs est une association ou une coopérative sans but lucratif, qui embauche et met à la disposition de ses seuls membres. Chaque entreprise doit donc y adhérer.', source: labour('art. L1253-1 et L1253-2') },
  inspection: { text: 'L’inspection du travail est informée dans le mois qui suit la création : nom, siège, dirigeants, statuts, membres et leur effectif, convention collective. La liste des membres reste à sa disposition.', source: labour('art. L1253-6 et D1253-1') },
  users: { text: 'Le contrat est écrit. Il dit les conditions d’emploi et de rémunération, la qualification, la liste des entreprises qui peuvent employer la personne et les lieux de travail.', source: labour('art. L1253-9') },
  joint: { text: 'Les membres répondent ensemble des salaires et des cotisations dus par le groupement ; les statuts peuvent répartir cette charge.', source: labour('art. L1253-8') },
  agreements: { text: 'Les entreprises relèvent de conventions collectives différentes, ou ne l’ont pas toutes dite : le groupement en choisit une et le déclare à l’administration du travail, qui peut s’y opposer.', source: labour('art. L1253-17') },
  'public-half': { text: 'Pour chaque salarié, le travail chez les membres publics reste accessoire : la moitié de son temps au plus. Vérifié ici sur l’année.', source: labour('art. L1253-20') },
  loan: { text: 'Un prêt sans profit demande l’accord du salarié, une convention entre l’entreprise qui prête et celle qui emploie, et un avenant au contrat : travail, horaires, lieu. Le salarié retrouve ensuite son poste.', source: labour('art. L8241-2') },
  'part-time': { text: 'Un contrat à temps partiel compte 24 heures par semaine au moins, sauf accord de branche, ou demande écrite et motivée du salarié, par exemple pour cumuler plusieurs emplois.', source: labour('art. L3123-7 et L3123-27') },
  'several-employers': { text: 'Tous contrats réunis, les durées maximales de travail s’appliquent : 10 heures par jour, 48 heures par semaine. Chaque employeur doit savoir qu’il n’est pas le seul.', source: labour('art. L8261-1, L3121-18 et L3121-20') },
};
