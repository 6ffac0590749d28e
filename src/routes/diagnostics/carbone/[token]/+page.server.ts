import { fail, redirect } from '@sveltejs/kit';
import { frenchNumber, isAssumed, keptAccounts, keptSizes, lineShown, ORIGIN_WORDS, removeLine, restoreLine, sayHead, saySize } from '#core/diagnosis/index.ts';
import { co2, number, percent } from '#lib/format.ts';
import { displayName } from '../../../annuaire/names.ts';
import { carbonFor, change, fieldsOf } from '../opened.ts';
import type { Actions, PageServerLoad } from './$types';

const SAID: Record<string, string> = { ligne: 'La ligne est enregistrée, le total est recalculé.', retiree: 'La ligne est retirée du total.', remise: 'L’estimation est remise à sa place.', dit: 'C’est noté.', comptes: 'Les comptes sont lus\u00a0: leurs lignes remplacent les estimations qu’elles couvrent.', inventaire: 'L’inventaire est lu\u00a0: ses lignes remplacent les estimations.' };
const FIRST = 3;

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  setHeaders({ 'x-robots-tag': 'noindex' });
  const { kept, firm, found } = await carbonFor(locals, params.token);
  const { balance, inventory, narrowings, actions } = found;
  const results = new Map(balance.details.map((one) => [one.id, one]));
  const sizes = keptSizes(kept.answers);
  const lines = inventory.lines.map((one) => {
    const result = results.get(one.id);
    const shown = result && lineShown(result, one);
    return {
      id: one.id, origin: one.origin, originWords: ORIGIN_WORDS[one.origin], label: String(one.row['label'] ?? one.from?.label ?? one.id), estimated: one.from !== null,
      quantity: typeof one.row['quantity'] === 'number' ? `${number(one.row['quantity'], 2)}\u00a0${String(one.row['unit'] ?? '')}` : '', kg: result?.kg ?? null, value: result ? co2(result.kg) : 'non comptée',
      share: result && balance.total.kg > 0 ? percent(result.kg / balance.total.kg) : '', detail: shown?.detail ?? '', source: shown?.source?.text ?? '', assumption: one.origin === 'estimate' && one.from !== null && isAssumed(one.from.basis),
      problems: balance.problems.filter((problem) => problem.id === one.id).map(({ sentence }) => sentence), narrows: narrowings.find(({ id }) => id === one.id)?.gain ?? 0,
    };
  });
  return {
    token: params.token, trade: inventory.trade?.title ?? null, firm: firm && { siret: firm.siret, name: displayName(firm) }, year: balance.year,
    total: { value: co2(balance.total.kg), low: balance.total.low === null ? null : co2(balance.total.low), high: balance.total.high === null ? null : co2(balance.total.high) }, lines: lines.toSorted((a, b) => (b.kg ?? 0) - (a.kg ?? 0)),
    first: narrowings.slice(0, FIRST).map(({ id, gain }) => ({ id, gain: percent(gain), label: lines.find((one) => one.id === id)?.label ?? id, ask: inventory.lines.find((one) => one.id === id)?.from?.ask ?? '' })),
    leftOut: inventory.leftOut.map(({ from, why }) => ({ id: from.id, label: from.label, why })),
    fileProblems: balance.problems.filter(({ line }) => line === null).map(({ sentence }) => sentence),
    head: { year: String(inventory.head.year ?? ''), employees: written(inventory.head.employees), turnoverKeuros: written(inventory.head.turnoverKeuros), areaM2: written(inventory.head.areaM2), heatingKw: written(inventory.head.heatingKw), parking: written(inventory.head.parking) },
    actions: actions.flatMap((one) => (one.ask || one.row.cost === null || one.costAsk ? [{ id: one.row.id, title: one.row.title, ask: one.ask, size: written(sizes[one.row.id]?.size), euros: written(sizes[one.row.id]?.euros), gain: one.kg === null ? null : co2(one.kg) }] : [])),
    accounts: keptAccounts(kept.answers).map((one) => ({ ...one, euros: number(one.euros) })), done: SAID[url.searchParams.get('fait') ?? ''] ?? null,
  };
};

const written = (value: number | undefined): string => (value === undefined ? '' : String(value).replace('.', ','));

/** What the firm says of itself: field, least, most, words. */
const HEAD: Record<string, [least: number, most: number, whole: boolean, words: string]> = {
  year: [1990, 2100, true, 'L’année'], employees: [0.1, 1e6, false, 'L’effectif'], turnoverKeuros: [0.1, 1e8, false, 'Le chiffre d’affaires'], areaM2: [1, 1e7, false, 'La surface'], heatingKw: [0.1, 1e5, false, 'La puissance de chauffage'], parking: [0, 1e5, true, 'Le nombre de places'],
};

export const actions: Actions = {
  retirer: async ({ locals, params, request }) => {
    const { ligne = '', estimee = '' } = fieldsOf(await request.formData());
    await change(locals, params.token, (answers) => removeLine(answers, ligne, estimee === 'oui'));
    redirect(303, `/diagnostics/carbone/${params.token}?fait=retiree#lignes`);
  },
  remettre: async ({ locals, params, request }) => {
    const { ligne = '' } = fieldsOf(await request.formData());
    await change(locals, params.token, (answers) => restoreLine(answers, ligne));
    redirect(303, `/diagnostics/carbone/${params.token}?fait=remise#lignes`);
  },
  dire: async ({ locals, params, request }) => {
    const typed = fieldsOf(await request.formData());
    const problems: Record<string, string> = {};
    const said: Record<string, number | undefined> = {};
    const thisYear = Number(locals.deps.clock.today().slice(0, 4));
    for (const [name, [least, most, whole, words]] of Object.entries(HEAD)) {
      const text = typed[name]?.trim() ?? '';
      if (text === '') {
        said[name] = undefined;
        continue;
      }
      const read = frenchNumber(text);
      if (!read || read.rest !== '') problems[name] = `«\u00a0${text.slice(0, 30)}\u00a0» n’est pas un nombre.`;
      else if (read.value < least || read.value > most || (whole && !Number.isInteger(read.value))) problems[name] = `${words} ne peut pas valoir ${text.slice(0, 30)}.`;
      else if (name === 'year' && read.value > thisYear) problems[name] = `${text} est une année à venir\u00a0: un bilan décrit une année passée.`;
      else said[name] = read.value;
    }
    if (Object.keys(problems).length > 0) return fail(400, { what: 'dire', typed, problems });
    await change(locals, params.token, (answers) => sayHead(answers, said as Parameters<typeof sayHead>[1]));
    redirect(303, `/diagnostics/carbone/${params.token}?fait=dit`);
  },
  action: async ({ locals, params, request }) => {
    const typed = fieldsOf(await request.formData());
    const one = (await carbonFor(locals, params.token)).found.actions.find(({ row }) => row.id === typed['action']);
    const problems: Record<string, string> = {};
    const read = (name: 'taille' | 'devis', least: number, most: number): number | undefined => {
      const text = typed[name]?.trim() ?? '';
      if (text === '') return undefined;
      const found = frenchNumber(text);
      if (!found || found.rest !== '') problems[name] = `«\u00a0${text.slice(0, 30)}\u00a0» n’est pas un nombre.`;
      else if (found.value < least || found.value > most) problems[name] = `Il faut entre ${number(least, 2)} et ${number(most)}.`;
      return found?.value;
    };
    const [size, euros] = [read('taille', one?.ask?.min ?? 0, one?.ask?.max ?? 1e6), read('devis', 0, 1e8)];
    if (!one || Object.keys(problems).length > 0) return fail(400, { what: `action-${typed['action'] ?? ''}`, typed, problems });
    await change(locals, params.token, (answers) => saySize(answers, one.row.id, { ...(size === undefined ? {} : { size }), ...(euros === undefined ? {} : { euros }) }));
    redirect(303, `/diagnostics/carbone/${params.token}?fait=dit#actions`);
  },
};
