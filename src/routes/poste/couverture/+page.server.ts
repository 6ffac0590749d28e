import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { nafList, SIZE_CLASSES } from '#core/directory/index.ts';
import { absencesOf } from '#core/followup/index.ts';
import { advisersOf, bodiesOf, type Person } from '#core/identity/index.ts';
import { coverageOf, routeUncovered, StateCoverage, stateCoverage, subjectThemes } from '#core/support/index.ts';
import { communesOf, searchCommunes } from '#core/territory/index.ts';
import { asThem } from '../../as-them.ts';
import { requireAdviser } from '../../require.ts';
import type { Actions, PageServerLoad } from './$types';

const keyOf = (personId: string, bodyId: string) => `${personId} ${bodyId}`;

/** Whose coverage this person may state: her own, and that of everybody in a body she manages. */
async function statable({ deps, territory }: App.Locals, me: Person) {
  const managed = new Set(me.bodies.filter((body) => body.role === 'manager').map((body) => body.id));
  return (await advisersOf(deps, territory.id)).filter((one) => one.personId === me.id || managed.has(one.bodyId) || me.administrator);
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const me = requireAdviser(locals);
  const { deps, territory } = locals;
  const [people, bodies, communes, absences] = await Promise.all([statable(locals, me), bodiesOf(deps.db, territory.id), communesOf(deps.db, territory.id), absencesOf(deps, territory.id)]);
  const asked = url.searchParams.get('qui');
  const one = people.find((who) => keyOf(who.personId, who.bodyId) === asked) ?? people.find((who) => who.personId === me.id) ?? people[0] ?? null;
  const stated = one && (await coverageOf(deps.db, territory.id, one.personId, one.bodyId));
  const groupings = new Map(communes.flatMap((commune) => (commune.epciCode ? [[commune.epciCode, commune.epciName!] as const] : [])));
  const names = new Map(communes.map((commune) => [commune.code, commune.name]));
  return {
    people: people.map((who) => ({ key: keyOf(who.personId, who.bodyId), label: `${who.name}, ${who.bodyName}` })),
    who: one && { key: keyOf(one.personId, one.bodyId), name: one.name, body: one.bodyName, mine: one.personId === me.id, dormant: bodies.find((body) => body.id === one.bodyId)?.dormantSince ?? null },
    away: one && (absences.filter((absence) => absence.personId === one.personId).map((absence) => ({ startsOn: absence.startsOn, endsOn: absence.endsOn, deputy: absence.deputyName }))),
    stated: stated !== null,
    values: { epci: stated?.epci_codes ?? [], communes: (stated?.commune_codes ?? []).map((code) => names.get(code) ?? code).join(', '), subjects: stated?.subjects ?? [], activities: stated?.activities ?? [], sizes: stated?.sizes ?? [], starting: stated?.starting ?? 'too' },
    groupings: [...groupings].map(([code, name]) => ({ value: code, label: name })).toSorted((a, b) => a.label.localeCompare(b.label, 'fr')),
    themes: subjectThemes(),
    sections: nafList().filter(({ level }) => level === 'section').map(({ code, label }) => ({ value: code, label })),
    sizes: SIZE_CLASSES.map(({ code, label }) => ({ value: code, label })),
    saved: url.searchParams.get('fait') === 'note',
  };
};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const me = requireAdviser(locals);
    const { deps, territory } = locals;
    const form = await request.formData();
    const all = (name: string) => form.getAll(name).map(String);
    const people = await statable(locals, me);
    const one = people.find((who) => keyOf(who.personId, who.bodyId) === form.get('qui')) ?? error(form.has('qui') ? 403 : 400, { message: 'Vous ne pouvez dire que votre couverture, ou celle de votre équipe.' });
    const typed = String(form.get('communes') ?? '');
    const values = { epci: all('groupements'), communes: typed, subjects: all('sujets'), activities: all('activites'), sizes: all('tailles'), starting: z.enum(['too', 'only', 'no']).catch('too').parse(form.get('demarrage')) };
    const codes: string[] = [];
    for (const name of typed.split(/[,;\n]/).map((part) => part.trim()).filter(Boolean)) {
      const [found] = await searchCommunes(deps.db, { q: name, territoryId: territory.id, limit: 1 });
      if (!found) return fail(400, { values, problem: `Aucune commune du territoire ne s’appelle « ${name} ».` });
      codes.push(found.code);
    }
    const said = StateCoverage.safeParse({ territoryId: territory.id, personId: one.personId, bodyId: one.bodyId, epciCodes: values.epci, communeCodes: codes, subjects: values.subjects, activities: values.activities, sizes: values.sizes, starting: values.starting });
    if (!said.success) return fail(400, { values, problem: 'Une de ces réponses n’est plus proposée : relisez, puis enregistrez de nouveau.' });
    const stated = await asThem(locals, (deps) => stateCoverage(deps)(said.data));
    if (!stated.ok) return fail(409, { values, problem: 'Cette personne n’est plus dans cette structure, ou ce groupement n’est plus du territoire.' });
    // Requests that waited for somebody may have found her.
    await routeUncovered(deps)(territory.id);
    redirect(303, `/poste/couverture?qui=${encodeURIComponent(keyOf(one.personId, one.bodyId))}&fait=note`);
  },
};
