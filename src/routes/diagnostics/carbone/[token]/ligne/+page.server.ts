import { error, fail, redirect } from '@sveltejs/kit';
import { ACTIVITIES, activityIds, isAssumed, KNOWN_AS, type LineForm, namedFactor, offeredFactors, putLine, readLineForm, ROLES, searchFactors, unitsFor } from '#core/diagnosis/index.ts';
import { number } from '#lib/format.ts';
import { carbonFor, change, fieldsOf } from '../../opened.ts';
import type { Actions, PageServerLoad } from './$types';

const written = (value: unknown): string => (value === undefined || value === null ? '' : String(value).replace('.', ','));

/** The line that the address names: an estimate to replace, or one of one's own; else a new one, perhaps with the factor just chosen. */
export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  setHeaders({ 'x-robots-tag': 'noindex' });
  const { found } = await carbonFor(locals, params.token);
  const id = url.searchParams.get('ligne');
  const line = id ? found.inventory.lines.find((one) => one.id === id) : undefined;
  if (id && !line) error(404, { message: 'Cette ligne n’est plus dans l’inventaire.' });
  const chosen = url.searchParams.get('facteur');
  const offered = offeredFactors();
  const common = chosen?.startsWith('choix-') ? offered[Number(chosen.slice(6))] : undefined;
  const row = line?.row ?? {};
  const estimatedFarm = line?.from && typeof line.from.factor === 'object' ? `farm:${line.from.factor.farm}:${line.from.factor.what}` : null;
  const factor = common?.factor ?? chosen ?? line?.kept?.factor ?? estimatedFarm ?? (typeof row['factor'] === 'object' ? JSON.stringify(row['factor']) : written(row['factor']));
  const named = namedFactor(factor);
  const activity = common?.activity ?? String(row['activity'] ?? url.searchParams.get('activite') ?? '');
  const units = named ? unitsFor(named.unit) : row['unit'] ? [String(row['unit'])] : [];
  const words = url.searchParams.get('q')?.slice(0, 100) ?? '';
  return {
    token: params.token, id, title: line?.from?.label ?? (line ? String(row['label'] ?? id) : null), ask: line?.from?.ask ?? null, estimated: line?.origin === 'estimate', basis: line?.origin === 'estimate' && line.from ? { text: line.from.basis.text, assumed: isAssumed(line.from.basis) } : null, whole: factor.startsWith('{'),
    typed: {
      id: line && !line.from ? line.id : '', replaces: line?.from?.id ?? '', factor, activity, label: String(row['label'] ?? common?.label ?? ''), quantity: line?.origin === 'estimate' ? '' : written(row['quantity']), unit: common?.units[0] ?? (named && row['unit'] && chosen === null ? String(row['unit']) : (named?.unit ?? String(row['unit'] ?? ''))),
      years: written(row['years'] ?? common?.years), operatedBy: String(row['operatedBy'] ?? ''), known: line?.kept?.known ?? 'bill', price: written(line?.kept?.price), leakPercent: written(line?.kept?.leakPercent ?? (line?.from?.cooling?.leakPercent)),
    } satisfies Record<string, string> as Record<string, string>,
    estimate: line?.origin === 'estimate' ? number(Number(row['quantity']), 2) : null,
    factor: named ? { name: named.name, unit: named.unit, total: written(Number(named.total.toPrecision(6))), source: named.source, doubt: named.doubt, number: /^\d+$/.test(factor) ? factor : null } : null,
    units, words, found: searchFactors(words).map(({ number: code, name, unit, total, category }) => ({ number: code!, name, unit, total: written(Number(total.toPrecision(4))), category })),
    groups: [...new Set(offered.map(({ group }) => group))].map((group) => ({ group, items: offered.flatMap((one, i) => (one.group === group ? [{ value: `choix-${i}`, label: one.label }] : [])) })),
    activities: activityIds.map((one) => ({ id: one, label: ACTIVITIES[one].label, covers: ACTIVITIES[one].covers })),
    roles: Object.entries(ROLES).map(([value, label]) => ({ value, label })), known: Object.entries(KNOWN_AS).map(([value, { label, percent }]) => ({ value, label: `${label} (±\u00a0${percent}\u00a0%)` })),
    needs: { years: activity in ACTIVITIES && 'years' in ACTIVITIES[activity as keyof typeof ACTIVITIES], leak: activity === 'refrigerant' },
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const typed = fieldsOf(await request.formData());
    const { found } = await carbonFor(locals, params.token);
    const read = readLineForm(typed as LineForm, found.inventory.head.employees);
    if (!read.ok) return fail(400, { typed, problems: read.problems, unusual: read.unusual });
    await change(locals, params.token, (answers) => putLine(answers, read.line));
    redirect(303, `/diagnostics/carbone/${params.token}?fait=ligne#lignes`);
  },
};
