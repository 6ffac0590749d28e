import { listed } from '#lib/format.ts';
import type { Asked } from '../diagnosis.ts';
import { questionsOf, type Reference, sourceOf } from '../model.ts';
import type { Action, Result } from '../result.ts';
import { type Fit, fitOf, type Label, labelsOf } from './model.ts';

const NBSP = '\u00a0';
const lowered = (text: string): string => text.replace(/^\p{Lu}(?=\p{Ll}|’|\s)/u, (letter) => letter.toLowerCase());
const inPlace = (met: number, asked: number): string => (met === 0 ? `Aucun des ${asked} points demandés ici n’est en place.` : met === asked ? 'Tous les points demandés ici sont en place.' : `Sur ${asked} points demandés ici, ${met} ${met > 1 ? 'sont' : 'est'} en place.`);
const share = ({ met, lacking }: Fit): number => met.length / Math.max(1, met.length + lacking.length);
const sureOf = (reference: Reference, label: Label) => (sourceOf(reference, label.source).assumption || label.cost?.sure === 'assumed' ? ('assumed' as const) : ('estimated' as const));
const costOf = ({ cost }: Label): string | null => cost && `${cost.text}${cost.year ? ` (tarif de ${cost.year})` : ' (date du tarif non trouvée)'}`;

/** Labels that fit, the closest first: the largest share met of what was asked, then the fewest steps left. */
export const fitsOf = ({ reference, answers }: Pick<Asked, 'reference' | 'answers'>): Fit[] =>
  labelsOf(reference).flatMap((label) => fitOf(label, answers) ?? []).toSorted((a, b) => share(b) - share(a) || a.lacking.length + a.unasked.length - b.lacking.length - b.unasked.length);

function actionOf(reference: Reference, fit: Fit): Action {
  const { label, met, lacking, unasked } = fit;
  const steps = lacking.length > 0 ? `Il manque${NBSP}: ${lacking.map(lowered).join(`${NBSP}; `)}.` : 'Rien ne manque de ce qui a été demandé.';
  return {
    id: label.id, title: lacking.length === 0 ? `Demander ${label.name}` : `Préparer ${label.name}`, why: `${inPlace(met.length, met.length + lacking.length)} Valable${NBSP}: ${label.lasts}.`,
    how: `${steps} ${unasked.length > 0 ? `À vérifier avec l’organisme${NBSP}: ${unasked.map(lowered).join(`${NBSP}; `)}. ` : ''}Appeler${NBSP}: ${label.call}.`,
    cost: costOf(label), time: label.effort, gain: null, sure: sureOf(reference, label), source: sourceOf(reference, label.source),
    leadsTo: { kind: 'adviser', subject: 'carbon', words: `Je voudrais le label ${label.name}`, label: 'En parler à un conseiller' },
  };
}

/** Which of the fourteen labels fit a firm, what each still asks, costs, and who to call. */
export function assessLabels(asked: Asked): Result {
  const { reference, answers } = asked;
  const fits = 'trade' in answers ? fitsOf(asked) : [];
  const all = labelsOf(reference);
  const best = fits[0];
  const why = (label: Label) => (answers['size'] === 'more' && label.trades.includes(String(answers['trade'])) ? 'réservé aux moins de 50 salariés' : 'pour un autre métier');
  return {
    headline: [
      { id: 'fits', label: fits.length < 2 ? `label sur ${all.length} est fait pour vous` : `labels sur ${all.length} sont faits pour vous`, value: 'trade' in answers ? fits.length : null, unit: '', certainty: 'stated' },
      { id: 'closest', label: best ? `des points demandés sont en place pour le plus proche${NBSP}: ${best.label.name}` : 'le plus proche', value: best ? Math.round(100 * share(best)) : null, unit: '%', certainty: 'estimated', note: 'Sur ce qui est demandé ici. L’organisme vérifie tout, preuves à l’appui.' },
    ],
    dimensions: fits.slice(0, 8).map((fit) => ({ id: fit.label.id, label: fit.label.name, value: Math.round(100 * share(fit)), of: 100, words: fit.lacking.length === 0 ? 'à demander' : `manque ${fit.lacking.length}` })),
    sections: [
      {
        id: 'tous', kind: 'table', title: 'Les quatorze labels', columns: ['Label', 'Pour vous\u00a0?', 'Ce qui manque', 'Effort', 'Coût', 'Durée', 'Qui appeler'],
        rows: all.toSorted((a, b) => Number(fits.some((fit) => fit.label.id === b.id)) - Number(fits.some((fit) => fit.label.id === a.id))).map((label) => {
          const fit = fits.find((one) => one.label.id === label.id);
          return [label.name, fit ? 'oui' : `non${NBSP}: ${why(label)}`, fit ? listed([...fit.lacking, ...fit.unasked.map((one) => `${one} (à vérifier)`)]) || 'rien de ce qui est demandé ici' : '–', label.effort, costOf(label) ?? 'non trouvé\u00a0: demander un devis', label.lasts, label.call];
        }),
      },
    ],
    lines: fits.map((fit) => ({
      id: fit.label.id, label: fit.label.name, value: `${fit.met.length} / ${fit.met.length + fit.lacking.length}`, detail: `En place${NBSP}: ${fit.met.join(`${NBSP}; `) || 'rien encore'}. Manque${NBSP}: ${fit.lacking.join(`${NBSP}; `) || 'rien'}. Non demandé ici${NBSP}: ${fit.unasked.join(`${NBSP}; `) || 'rien'}. Délivré par${NBSP}: ${fit.label.body}.`,
      certainty: sureOf(reference, fit.label), source: sourceOf(reference, fit.label.source), question: 'daily',
    })),
    actions: fits.map((fit) => actionOf(reference, fit)),
    missing: questionsOf(reference).filter((one) => !(one.id in answers) && one.when.length === 0).map(({ id, text, why: because }) => ({ question: id, text, why: because })),
    notes: ['Un geste coché vaut pour un critère\u00a0: c’est notre lecture du référentiel (hypothèse), pas un audit. Les prix disent leur année\u00a0: ceux de 2012 et 2013 ont sûrement changé.'],
  };
}
