import { CERTAINTY_WORDS } from '#core/diagnosis/index.ts';
import { csvResponse } from '#lib/csv.ts';
import { resultFor } from '../../opened.ts';
import type { RequestHandler } from './$types';

/** The result as a sheet: figures, sides, lines with their sources, actions. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { opened } = await resultFor(locals, params.token);
  const { reference, result } = opened;
  const source = (one: { text: string; year: number | null } | null) => (one ? `${one.text}${one.year ? `, ${one.year}` : ''}` : '');
  return csvResponse(`diagnostic-${reference.slug}.csv`, [
    ['Quoi', 'Intitulé', 'Valeur', 'Unité', 'Détail', 'Certitude', 'Source', 'Édition'],
    ...result.headline.map((one) => ['résultat', one.label, one.value ?? one.text ?? '', one.unit, one.low !== undefined && one.high !== undefined ? `de ${one.low} à ${one.high}` : (one.note ?? ''), CERTAINTY_WORDS[one.certainty], '', reference.edition]),
    ...result.dimensions.map((one) => ['dimension', one.label, one.value ?? '', `/ ${one.of}`, one.words, '', '', reference.edition]),
    ...result.lines.map((one) => ['ligne', one.label, one.value, '', one.detail, CERTAINTY_WORDS[one.certainty], source(one.source), reference.edition]),
    ...result.actions.map((one) => ['action', one.title, one.gain ?? '', '', `${one.how} Coût : ${one.cost ?? 'demander un devis'}. Temps : ${one.time}.${one.schemes?.length ? ` Aides possibles : ${one.schemes.map(({ name, body }) => `${name} (${body})`).join(' ; ')}.` : ''}`, CERTAINTY_WORDS[one.sure], source(one.source), reference.edition]),
  ]);
};
