import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { establishmentsBySirets, type FactKind, factsOfKind, RecordFact, type RecordKind, recordFacts } from '#core/directory/index.ts';
import { record } from '#core/identity/index.ts';
import { inTransaction } from '#core/kernel/index.ts';
import { communesOf } from '#core/territory/index.ts';
import { readCsv } from '#lib/csv.ts';
import { HOW } from '../annuaire/[siret]/fiche/[sens]/words.ts';
import { cellsOf, columnsOf, readCells } from '../record-form/table.ts';
import { requireAdviser } from '../require.ts';

const MOST_LINES = 5_000;
const MOST_SHOWN = 50;

/** A board that tables are read into, and the kinds they may hold. */
export type Imported = { board: { id: string; name: string }; kinds: RecordKind[] };

/** What the page that reads a table shows. */
export const importPage = ({ locals }: Pick<RequestEvent, 'locals'>, { board, kinds }: Imported) => {
  requireAdviser(locals);
  return { board, kinds: kinds.map((kind) => ({ kind: kind.kind, label: kind.label, columns: ['siret', ...columnsOf(kind)] })), how: HOW };
};

/** Records what a table says: all lines or none, since a table half read would have to be sorted by hand. What a firm has already said in the same cells is not said twice. */
export async function readTable({ locals, request }: Pick<RequestEvent, 'locals' | 'request'>, { board, kinds }: Imported) {
  const me = requireAdviser(locals);
  const { deps, territory, viewer } = locals;
  const form = await request.formData();
  const file = form.get('fichier');
  const pasted = String(form.get('tableau') ?? '');
  const typed = { sorte: String(form.get('sorte') ?? ''), tableau: pasted, qui: String(form.get('qui') ?? '').trim(), comment: String(form.get('comment') ?? '') };
  const again = (problem: string, lines: string[] = []) => fail(400, { typed, problem, lines });
  const kind = kinds.find((one) => one.kind === typed.sorte);
  if (!kind) return again('Dites ce que tient le tableau.');
  const rows = readCsv(file instanceof File && file.size > 0 ? await decoded(file) : pasted);
  const [header, ...lines] = rows;
  if (!header || lines.length === 0) return again('Donnez un tableau d’au moins une ligne sous les titres.');
  if (lines.length > MOST_LINES) return again(`${MOST_LINES.toLocaleString('fr-FR')} lignes au plus à la fois.`);
  const siretAt = header.cells.findIndex((title) => title.toLowerCase() === 'siret');
  if (siretAt < 0) return again('Il manque la colonne « siret », qui dit de quelle entreprise il s’agit.');
  if (!typed.qui) return again('Dites qui a donné l’accord de montrer cela aux conseillers.');
  const communes = (await communesOf(deps.db, territory.id)).map(({ code, name }) => ({ code, name }));
  const sirets = lines.map((row) => (row.cells[siretAt] ?? '').replace(/\s/g, ''));
  const known = new Map((await establishmentsBySirets(deps.db, territory.id, sirets)).map((one) => [one.siret, one.status]));
  const wrong: string[] = [];
  const facts = lines.flatMap((row, i) => {
    const siret = sirets[i]!;
    const status = known.get(siret);
    if (status !== 'open') wrong.push(`Ligne ${row.line} : ${status ? 'cet établissement est fermé' : `le SIRET « ${siret} » n’est pas dans l’annuaire`}.`);
    const read = readCells(kind, header.cells, row.cells, communes);
    if (!read.ok) wrong.push(...read.problems.map((problem) => `Ligne ${row.line}, ${problem}`));
    return read.ok && status === 'open' ? [RecordFact.parse({ territoryId: territory.id, siret, kind: kind.kind, value: read.value, source: 'adviser', sourceDetail: 'tableau', statedOn: deps.clock.today(), certainty: 'stated', consent: 'advisers', consentGivenBy: typed.qui, consentHow: typed.comment || 'par écrit' })] : [];
  });
  if (wrong.length > 0) return again(`Rien n’a été enregistré : ${wrong.length === 1 ? 'un point est' : `${wrong.length} points sont`} à revoir.`, wrong.slice(0, MOST_SHOWN));
  const inCells = (siret: string, value: unknown) => [siret, ...cellsOf(kind, value as Record<string, unknown>, communes)].join(';');
  const said = new Set((await factsOfKind(deps.db, territory.id, kind.kind as FactKind, viewer)).map((fact) => inCells(fact.siret, fact.value)));
  const news = facts.filter(({ siret, value }) => !said.has(inCells(siret, value)) && said.add(inCells(siret, value)));
  await inTransaction(deps.db, async (db) => {
    await recordFacts({ ...deps, db })(news);
    for (const siret of new Set(news.map((fact) => fact.siret))) await record({ ...deps, db }, { territoryId: territory.id, personId: me.id, did: 'record.change', siret, about: null, detail: `tableau ${kind.kind}` });
  });
  redirect(303, `/bourse/${board.id}?${new URLSearchParams({ voir: kind.side === 'offers' ? 'offres' : 'besoins', lues: String(news.length), connues: String(facts.length - news.length) })}`);
}

/** A file of a spreadsheet: UTF-8, or the encoding of older French ones. */
async function decoded(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
