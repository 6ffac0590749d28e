import { ORIGIN_WORDS } from '#core/diagnosis/index.ts';
import { csvResponse } from '#lib/csv.ts';
import { carbonFor } from '../../opened.ts';
import type { RequestHandler } from './$types';

/** Every line part by part: quantity, factor with its number and edition, post, kilograms, interval. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { found } = await carbonFor(locals, params.token);
  const origins = new Map(found.inventory.lines.map(({ id, origin, from }) => [id, { origin, from }]));
  return csvResponse('carbone-lignes.csv', [
    ['Ligne', 'Intitulé', 'Activité', 'Qui exploite', 'Quantité', 'Unité', 'Facteur', 'Nom du facteur', 'kgCO2e par unité', 'Partie', 'Poste', 'kgCO2e', 'Ligne : de', 'Ligne\u00a0: à', 'Calcul', 'Origine', 'Repose sur', 'Source du facteur'],
    ...found.balance.details.flatMap((one) => one.parts.map((part) => {
      const origin = origins.get(one.id ?? '');
      return [one.id ?? one.line, one.label, one.activity, one.operatedBy, one.quantity, one.unit, one.factor.number ?? '', one.factor.name, part.factor, part.kind, part.post, part.kg, one.low, one.high, one.arithmetic, origin ? ORIGIN_WORDS[origin.origin] : '', origin?.origin === 'estimate' ? `${origin.from!.basis.text}${origin.from!.basis.kind === 'assumption' ? ' (hypothèse)' : ''}` : '', one.factor.source];
    })),
  ]);
};
