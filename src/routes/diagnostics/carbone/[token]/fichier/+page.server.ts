import { error, fail, redirect } from '@sveltejs/kit';
import { readFec, readInventory, takeAccounts, takeInventory } from '#core/diagnosis/index.ts';
import { tried } from '#core/identity/index.ts';
import { number, plural } from '#lib/format.ts';
import { carbonFor, change } from '../../opened.ts';
import type { Actions, PageServerLoad } from './$types';

const MOST_BYTES = 40_000_000;
const MOST_LINES = 2_000;
const SHOWN = 30;

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  setHeaders({ 'x-robots-tag': 'noindex' });
  const { found } = await carbonFor(locals, params.token);
  return { token: params.token, trade: found.inventory.trade?.title ?? null, entered: found.inventory.lines.filter(({ origin }) => origin !== 'estimate').length };
};

/** The bytes of the file sent, and whether the person has seen what is to be looked at; a sentence where there is no file. */
async function fileOf(request: Request): Promise<{ bytes: Uint8Array; sure: boolean } | { problem: string }> {
  const form = await request.formData();
  const file = form.get('fichier');
  if (!(file instanceof File) || file.size === 0) return { problem: 'Choisissez un fichier.' };
  if (file.size > MOST_BYTES) return { problem: 'Ce fichier dépasse 40\u00a0Mo\u00a0: demandez-en un par exercice.' };
  return { bytes: new Uint8Array(await file.arrayBuffer()), sure: form.has('sur') };
}

/** Reading a file is work: a connection that gives many is asked to wait. */
async function allowed({ deps }: App.Locals, address: string): Promise<void> {
  const answer = await tried(deps, 'typed-client', `carbon file ${address}`);
  if (!answer.ok) error(429, { message: `Beaucoup de fichiers viennent d’être envoyés depuis votre connexion. Revenez dans ${answer.minutes}\u00a0minutes.` });
}

type Said = { line: number | null; sentence: string };
/** A refusal with what is to be looked at, line by line; nothing is taken until the person says so. */
const refusal = (what: string, problem: string, said: Said[] = [], counted = 0) => fail(400, { what, problem, said: said.slice(0, SHOWN).map(({ line, sentence }) => ({ line, sentence })), more: Math.max(0, said.length - SHOWN), counted });
const LOOK = 'Regardez ce qui suit, puis redonnez le fichier en cochant «\u00a0c’est bien ça\u00a0».';

export const actions: Actions = {
  comptes: async ({ locals, params, request, getClientAddress }) => {
    await allowed(locals, getClientAddress());
    const file = await fileOf(request);
    if ('problem' in file) return refusal('comptes', file.problem);
    const read = readFec(file.bytes, Number(locals.deps.clock.today().slice(0, 4)));
    if (!read.ok) return refusal('comptes', `Ce n’est pas un fichier des écritures comptables\u00a0: ${read.detail}`);
    const { problems, counted, lines } = read.value;
    if (problems.length > 0 && !file.sure) return refusal('comptes', `${number(counted)} écritures lues sur ${number(lines)}. ${LOOK}`, problems, counted);
    await change(locals, params.token, (answers) => takeAccounts(answers, read.value));
    redirect(303, `/diagnostics/carbone/${params.token}?fait=comptes#comptes`);
  },
  inventaire: async ({ locals, params, request, getClientAddress }) => {
    await allowed(locals, getClientAddress());
    const file = await fileOf(request);
    if ('problem' in file) return refusal('inventaire', file.problem);
    const read = readInventory(file.bytes, Number(locals.deps.clock.today().slice(0, 4)));
    if (!read.ok) return refusal('inventaire', read.reason === 'not-json' ? `Ce fichier n’est pas du JSON\u00a0: ${read.detail}` : `Ce n’est pas un inventaire\u00a0: ${read.detail}`);
    const { lines, problems } = read.value;
    if (lines.length === 0) return refusal('inventaire', 'Aucune ligne ne se lit.', problems);
    if (lines.length > MOST_LINES) return refusal('inventaire', `Ce fichier a ${number(lines.length)} lignes\u00a0: la page en garde ${number(MOST_LINES)} au plus. La commande «\u00a0gariotte carbon\u00a0» n’a pas de limite.`);
    if (problems.length > 0 && !file.sure) return refusal('inventaire', `${plural(lines.length, 'ligne lue', 'lignes lues')}. ${LOOK}`, problems, lines.length);
    await change(locals, params.token, (answers) => takeInventory(answers, read.value));
    redirect(303, `/diagnostics/carbone/${params.token}?fait=inventaire#lignes`);
  },
};
