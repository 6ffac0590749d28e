import { type AskForHelp, isSubject, type Reach, type Time } from '#core/support/index.ts';

export type Values = { [name: string]: string | string[] };
export type Problems = Record<string, string>;

/** The form's names for what the room knows. */
export const REACHES: Record<string, Reach> = { telephone: 'phone', visio: 'video', ecrit: 'writing', visite: 'visit' };
export const MOMENTS: Record<string, Time> = { matin: 'morning', midi: 'noon', 'apres-midi': 'afternoon', soir: 'evening' };

const text = (values: Values, name: string): string => (Array.isArray(values[name]) ? (values[name][0] ?? '') : (values[name] ?? '')).trim();
const list = (values: Values, name: string): string[] => (values[name] === undefined ? [] : Array.isArray(values[name]) ? values[name] : [values[name]]);

/** What was typed, with every name that may have several answers as a list. */
export function valuesOf(typed: FormData): Values {
  const values: Values = {};
  for (const name of new Set(typed.keys())) values[name] = name === 'quand' ? typed.getAll(name).map(String) : String(typed.get(name)).slice(0, 3_000);
  return values;
}

/** What the first step lacks: words and a commune. */
export function problemsOfFirst(values: Values): Problems {
  return {
    ...(text(values, 'mots').length < 3 ? { mots: 'Dites en quelques mots ce dont vous avez besoin.' } : {}),
    ...(text(values, 'commune') === '' ? { commune: 'Dites dans quelle commune vous êtes, ou voulez être.' } : {}),
  };
}

const PHONE = /^\+?[\d\s().-]{9,20}$/;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

/** Reads the whole form: what may be asked, or what is wrong, field by field. `validSiret`: whether a number typed may be one. */
export function readAsk(values: Values, given: { territoryId: string; communeCode: string | null; validSiret: (siret: string) => boolean }): { ok: true; ask: AskForHelp } | { ok: false; problems: Problems } {
  const problems = problemsOfFirst(values);
  if (!given.communeCode && !problems['commune']) problems['commune'] = 'Aucune commune du territoire ne porte ce nom. Essayez le début du nom, ou le code postal.';
  const subject = text(values, 'autre') || text(values, 'sujet');
  if (!isSubject(subject)) problems['sujet'] = 'Choisissez de quoi il s’agit, même à peu près.';
  const starting = text(values, 'statut') === 'pas-encore';
  if (!starting && text(values, 'statut') !== 'entreprise') problems['statut'] = 'Dites si vous avez déjà une entreprise.';
  const firm = text(values, 'entreprise');
  const digits = firm.replace(/\s/g, '');
  const siret = /^\d{14}$/.test(digits) ? digits : null;
  if (!starting && /^\d{9,}$/.test(digits) && !(siret && given.validSiret(siret))) problems['entreprise'] = 'Ce numéro n’est pas un SIRET (14 chiffres) : vérifiez-le, ou écrivez le nom de l’entreprise.';
  const [phone, mail] = [text(values, 'telephone'), text(values, 'courriel')];
  const reach = REACHES[text(values, 'joindre')];
  if (!reach) problems['joindre'] = 'Choisissez comment vous voulez qu’on vous réponde.';
  if (text(values, 'nom') === '') problems['nom'] = 'Donnez un nom, pour qu’on sache qui demander.';
  if (phone && !PHONE.test(phone)) problems['telephone'] = 'Ce numéro de téléphone ne se lit pas. Exemple : 06 12 34 56 78.';
  if (mail && !MAIL.test(mail)) problems['courriel'] = 'Cette adresse ne se lit pas. Exemple : nom@exemple.fr.';
  if (!phone && !mail) problems['telephone'] = 'Donnez un téléphone ou une adresse : sinon personne ne peut vous répondre.';
  else if (!phone && (reach === 'phone' || reach === 'visit')) problems['telephone'] = 'Donnez un téléphone, puisque vous voulez qu’on vous appelle ou qu’on vienne.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    ask: {
      territoryId: given.territoryId, id: text(values, 'id'), words: text(values, 'mots'), subject, communeCode: given.communeCode!, siret: starting ? null : siret, firmName: starting || siret ? null : firm || null, starting,
      personName: text(values, 'nom'), phone: phone || null, email: mail || null, reach: reach!, times: list(values, 'quand').flatMap((one) => MOMENTS[one] ?? []),
    },
  };
}
