import { error } from '@sveltejs/kit';
import { labelsHeldBy } from '#core/diagnosis/index.ts';
import { establishmentBySiret, factsOf, nafLabel, sizeLabel } from '#core/directory/index.ts';
import { asActor, isAdviser, recordRead, viewerOf } from '#core/identity/index.ts';
import { actions as ownActions, ownProposals } from './own-proposals.ts';
import { proposalsFor } from './proposals-of.ts';
import { communeOf } from '#core/territory/index.ts';
import { cropWall } from '#lib/map/index.ts';
import { territoryWall, townsOf } from '../../maps.server.ts';
import { displayName } from '../names.ts';
import { diagnosesOf } from './diagnoses-of.ts';
import { schemaOrg } from './schema-org.ts';
import type { Actions, PageServerLoad } from './$types';


export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { deps, actor, territory } = locals;
  const firm = await establishmentBySiret(deps.db, params.siret.replace(/\s/g, '').toUpperCase());
  if (!firm) error(404, { message: 'Aucun établissement de l’annuaire n’a ce numéro. Il est peut-être hors du territoire, ou son numéro a été mal recopié.' });
  const adviser = isAdviser(actor);
  const viewer = viewerOf(actor, firm.siret);
  const [facts, proposals, map] = await Promise.all([asActor(deps.db, actor, firm.territoryId, (db) => factsOf(db, firm.territoryId, firm.siret, viewer)), adviser ? proposalsFor(locals, firm.siret) : { list: [], more: 0 }, mapOf(locals, firm)]);
  // Only what was not said to everybody is private: reading that is written down.
  if (actor.kind === 'person' && facts.some((fact) => fact.consent !== 'public')) await recordRead(deps, { territoryId: firm.territoryId, personId: actor.id, siret: firm.siret });
  return {
    firm,
    name: displayName(firm),
    adviser,
    member: viewer.kind === 'member',
    /** Noting, correcting and taking back are for the firm's own people and for advisers. */
    edits: adviser || viewer.kind === 'member',
    activity: firm.activityCode ? { code: firm.activityCode, label: nafLabel(firm.activityCode) } : null,
    size: sizeLabel(firm.sizeBand),
    age: firm.createdOn ? yearsBetween(firm.createdOn, firm.closedOn ?? deps.clock.today()) : null,
    facts,
    proposals,
    own: viewer.kind === 'member' ? await ownProposals(deps, firm.territoryId, firm.siret) : null,
    said: url.searchParams.get('fait'),
    map,
    labels: await labelsHeldBy(deps.db, firm.territoryId, firm.siret, deps.clock.today()),
    diagnoses: await diagnosesOf(locals, firm),
    territoryName: territory.withArticle,
    schemaOrg: schemaOrg(firm, url.origin),
  };
};

/** Whole years from a date to another. */
const yearsBetween = (from: string, to: string) => Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);

/** The stones around it. Its own place when it is known and not masked, else its commune. */
async function mapOf({ deps, territory }: App.Locals, firm: { communeCode: string; longitude: number | null; latitude: number | null }) {
  const commune = await communeOf(deps.db, firm.communeCode);
  const exact = firm.longitude !== null && firm.latitude !== null;
  const at = exact ? { longitude: firm.longitude!, latitude: firm.latitude! } : commune && commune.longitude !== null && commune.latitude !== null ? { longitude: commune.longitude, latitude: commune.latitude } : null;
  if (!at) return null;
  const wall = await (await territoryWall(deps, territory.id)).wall;
  return { drawn: cropWall(wall, [at], { width: 440, ratio: 0.72, leastKm: 22 }), at, exact, towns: townsOf(wall.places, 30) };
}

export const actions: Actions = { interesse: ownActions.interesse, non: ownActions.non, repondre: ownActions.repondre };
