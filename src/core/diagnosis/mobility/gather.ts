import { communeOf, communesOf, straightLineTravel } from '#core/territory/index.ts';
import type { Asked, Diagnosis } from '../diagnosis.ts';
import { agreedFirms } from '../keep/queries.ts';
import { mobilityData, staffOf, type World } from './model.ts';
import { type Site, sharedRides } from './rides.ts';

const SEARCH_SECONDS = 2;

/** Reads how far each home is, and looks for shared cars with neighbours whose diagnosis agreed to it (and only when this one did). */
export const gatherMobility: NonNullable<Diagnosis<World>['gather']> = async ({ db, clock }, { territoryId, answerId, siret }, { reference, answers }: Asked) => {
  const travel = straightLineTravel();
  const place = typeof answers['place'] === 'string' ? answers['place'] : null;
  const homes = [...new Set(staffOf(answers).map((one) => one.home))];
  const communes = new Map((await communesOf(db, territoryId)).map((one) => [one.code, one]));
  for (const code of [...homes, ...(place ? [place] : [])]) {
    const outside = communes.has(code) ? null : await communeOf(db, code);
    if (outside) communes.set(code, outside);
  }
  const at = (code: string | null) => {
    const one = code === null ? undefined : communes.get(code);
    return one && one.longitude !== null && one.latitude !== null ? { longitude: one.longitude, latitude: one.latitude } : null;
  };
  const within = mobilityData(reference).withinCommuneKm.value;
  const site = at(place);
  const far: World['far'] = {};
  for (const home of homes) {
    const from = at(home);
    if (!from || !site) continue;
    const way = await travel.between(from, site);
    far[home] = home === place ? { km: within, low: within / 2, high: within * 2, name: communes.get(home)!.name, within: true } : { km: way.km, low: way.kmLow, high: way.kmHigh, name: communes.get(home)!.name, within: false };
  }
  const agreed = answerId && siret ? await agreedFirms(db, territoryId, reference.id, 'rides') : [];
  const takesPart = agreed.some((one) => one.id === answerId);
  const asSite = (id: string, party: string, said: Asked['answers'], on: string): Site => ({ id, party, answers: said, place: at(typeof said['place'] === 'string' ? said['place'] : null), statedOn: on });
  const neighbours = takesPart ? agreed.filter((one) => one.siret !== siret).map((one) => asSite(one.id, one.siret, one.answers, clock.today())) : [];
  const shared = site
    ? await sharedRides(asSite('own', siret ?? 'own', answers, clock.today()), neighbours, { travel, today: clock.today(), seconds: SEARCH_SECONDS, weigh: (value) => value, communePlace: at, communeName: (code) => communes.get(code)?.name ?? code })
    : null;
  return { far, placeName: (place && communes.get(place)?.name) ?? '', basis: travel.basis, shared };
};
