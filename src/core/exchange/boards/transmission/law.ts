import type { LegalReminder } from '../../board.ts';

const rural = (articles: string) => `Code rural et de la pêche maritime, ${articles}`;

/** What the law says of handing over a firm or a farm, in our words. */
export const LAW: Readonly<Record<string, LegalReminder>> = {
  safer: { text: 'Le notaire informe la Safer de toute vente de terres ou de bâtiments agricoles, deux mois avant ; elle peut préempter, notamment pour installer quelqu’un. Mieux vaut la rencontrer avant.', source: rural('art. L141-1-1 et L143-1') },
  structures: { text: 'Exploiter des terres demande souvent une autorisation du préfet : au-delà du seuil du schéma régional, ou sans diplôme ni expérience suffisante. Certaines reprises en famille se déclarent seulement. La demande se fait avant de signer.', source: rural('art. L331-1 à L331-3') },
  tenant: { text: 'Des terres sont louées : le fermier en place achète par priorité si elles se vendent, et un bail rural ne se cède pas hors de la famille sans accord. Le propriétaire choisit donc le repreneur avec le cédant.', source: rural('art. L411-35 et L412-1') },
  notice: { text: 'Un exploitant qui part à la retraite le fait savoir à l’administration trois ans avant au moins, et dit si sa ferme devient libre. La loi d’orientation agricole du 24 mars 2025 revoit cette démarche : à vérifier auprès de la chambre d’agriculture.', source: rural('art. L330-5') },
  employees: { text: 'Quand un fonds de commerce, ou plus de la moitié des parts d’une société, se vend dans une entreprise de moins de 250 salariés, ceux-ci en sont informés et peuvent faire une offre : deux mois avant si elle en compte moins de 50. Ce délai est en cours de réforme : à vérifier avant de signer.', source: 'Code de commerce, art. L141-23, L141-28, L23-10-1 et L23-10-7' },
  commune: { text: 'Dans un périmètre de sauvegarde du commerce, la commune peut acheter un fonds par priorité : une déclaration préalable lui est faite.', source: 'Code de l’urbanisme, art. L214-1' },
  qualification: { text: 'Ce métier demande une qualification : un diplôme, ou trois ans d’expérience, chez le repreneur ou chez quelqu’un qui contrôle le travail en permanence.', source: 'Loi n° 96-603 du 5 juillet 1996, art. 16, reprise au code de l’artisanat' },
  discretion: { text: 'Ce qui est dit d’une cession reste entre le conseiller et les deux côtés, par étapes : l’activité et le secteur d’abord, le nom quand les deux l’acceptent. Un engagement de confidentialité se signe avant les chiffres.', source: 'Règle de la bourse ; code civil, art. 1112-2' },
};
