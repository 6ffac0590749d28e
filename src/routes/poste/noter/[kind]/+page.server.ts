import { error, fail, redirect } from '@sveltejs/kit';
import { establishmentBySiret, kindOf, type RecordKind, searchDirectory, SearchInput } from '#core/directory/index.ts';
import { type Board, BOARDS, matieres, NoteSeeker, noteSeeker, rematchParty } from '#core/exchange/index.ts';
import { record } from '#core/identity/index.ts';
import { communesOf } from '#core/territory/index.ts';
import { blankValues } from '../../../annuaire/[siret]/fiche/[sens]/flow-form.ts';
import { type CommuneChoice, communeTyped, type Problems, readRecord, usualOf, type Values, valuesTyped } from '../../../record-form/read-record.ts';
import { requireAdviser } from '../../../require.ts';
import type { Actions, PageServerLoad } from './$types';

const FOUND = 8;

/** Materials have a page of their own on the firm's record: here one only says which firm. */
const FLOWS: Record<string, { page: string; label: string; ask: string }> = {
  'flow-out': { page: 'sort', label: 'Ce qui sort', ask: 'Une matière dont l’entreprise voudrait se défaire' },
  'flow-in': { page: 'manque', label: 'Ce qui manque', ask: 'Une matière que l’entreprise pourrait prendre' },
};

function asked(id: string): { kind: RecordKind; board: Board; byPerson: boolean } {
  const kind = kindOf(id);
  const board = BOARDS.find((one) => [one.needs.kind, one.offers?.kind].includes(id));
  if (!kind || !board) error(404, { message: 'Cette page n’existe pas.' });
  return { kind, board, byPerson: board.people.includes(id) };
}

const communesAsked = async ({ deps, territory }: App.Locals): Promise<CommuneChoice[]> => (await communesOf(deps.db, territory.id)).map(({ code, name }) => ({ code, name }));

export const load: PageServerLoad = async ({ locals, params, url }) => {
  requireAdviser(locals);
  const flow = FLOWS[params.kind];
  const { kind, board, byPerson } = flow ? { kind: null, board: matieres, byPerson: false } : asked(params.kind);
  const { deps, territory, viewer } = locals;
  const who = (url.searchParams.get('qui') ?? '').trim().slice(0, 120);
  const siret = (url.searchParams.get('siret') ?? '').replace(/\s/g, '');
  const firm = /^\d{14}$/.test(siret) ? await establishmentBySiret(deps.db, siret) : null;
  if (flow && firm && firm.status !== 'closed') redirect(303, `/annuaire/${firm.siret}/fiche/${flow.page}`);
  const rows = byPerson || firm || !who ? [] : (await searchDirectory(deps.db, SearchInput.parse({ territoryId: territory.id, q: who }), viewer)).rows;
  return {
    kindId: params.kind, label: (flow ?? kind!).label, ask: (flow ?? kind!).ask, board: { id: board.id, name: board.name }, byPerson, who, communes: byPerson || firm ? await communesAsked(locals) : [],
    values: { ...blankValues(deps.clock.today()), ...(kind ? usualOf(kind) : {}) } as Values,
    firm: firm && { siret: firm.siret, name: firm.name ?? 'Nom non diffusé', commune: firm.communeName, closed: firm.status === 'closed' },
    found: rows.slice(0, FOUND).map((row) => ({ siret: row.siret, name: row.name ?? 'Nom non diffusé', commune: row.communeName })),
  };
};

const WHERE: Record<string, { name: string; problem: string }> = {
  personName: { name: 'nom', problem: 'Dites le nom de la personne.' },
  email: { name: 'courriel', problem: 'Cette adresse ne se lit pas : il faut nom@domaine.' },
  phone: { name: 'telephone', problem: 'Quarante caractères au plus.' },
  consentHow: { name: 'accord', problem: 'Dites comment la personne a donné son accord.' },
};

export const actions: Actions = {
  /** What a person seeks; what a firm says is kept by its own record's page. */
  default: async ({ locals, params, request }) => {
    const me = requireAdviser(locals);
    const { kind, board, byPerson } = asked(params.kind);
    if (!byPerson) error(405, { message: 'Choisissez d’abord l’entreprise.' });
    const { deps, territory } = locals;
    const communes = await communesAsked(locals);
    const values = valuesTyped(await request.formData());
    const text = (name: string) => String(values[name] ?? '').trim();
    const read = readRecord(kind, values, communes);
    const communeCode = communeTyped(text('commune'), communes);
    const placed = communes.some((one) => one.code === communeCode);
    const person = NoteSeeker.safeParse({ territoryId: territory.id, kind: params.kind, communeCode, value: read.ok ? read.value : {}, personName: text('nom'), phone: text('telephone') || null, email: text('courriel') || null, consentHow: text('accord'), by: me.id });
    const problems: Problems = {
      ...(read.ok ? {} : read.problems),
      ...Object.fromEntries((person.error?.issues ?? []).flatMap((issue) => { const where = WHERE[String(issue.path[0])]; return where ? [[where.name, where.problem]] : []; })),
      ...(placed ? {} : { commune: 'Choisissez une commune de la liste.' }),
      ...(text('telephone') || text('courriel') ? {} : { telephone: 'Un téléphone ou un courriel, pour pouvoir lui dire ce qui est trouvé.' }),
    };
    if (!person.success || Object.keys(problems).length > 0) return fail(400, { values, problems });
    const noted = await noteSeeker(deps)(person.data);
    if (!noted.ok) return fail(400, { values, problems: { commune: 'Cette commune n’est pas du territoire.' } as Problems });
    await record(deps, { territoryId: territory.id, personId: me.id, did: 'record.change', siret: null, about: noted.value, detail: 'seeker' });
    const found = await rematchParty(deps)({ territoryId: territory.id, board, party: noted.value });
    redirect(303, `/bourse/${board.id}?${new URLSearchParams({ q: person.data.personName, note: String(found.proposals) })}`);
  },
};
