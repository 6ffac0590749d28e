import type { Db } from '#core/kernel/index.ts';
import { communeCodesOf, communesOf, territories } from '#core/territory/index.ts';
import type { KeptCommune } from './establishment-of.ts';

/** The communes of operated territories by every code a file may give them, and what those codes begin with. */
export async function keptCommunes(db: Db): Promise<{ byCode: Map<string, KeptCommune>; departements: string[]; territoryIds: string[] }> {
  const operated = (await territories(db)).filter((one) => one.operated);
  const byCode = new Map<string, KeptCommune>();
  const departements = new Set<string>();
  for (const { id } of operated) {
    const communes = new Map((await communesOf(db, id)).map((one) => [one.code, one]));
    for (const [code, today] of await communeCodesOf(db, id)) {
      const commune = communes.get(today)!;
      // A commune that changed département may still be named by its former code.
      departements.add(code.startsWith(commune.departementCode) ? commune.departementCode : code);
      byCode.set(code, { territoryId: id, code: today, centre: commune.longitude === null || commune.latitude === null ? null : { longitude: commune.longitude, latitude: commune.latitude } });
    }
  }
  return { byCode, departements: [...departements].toSorted(), territoryIds: operated.map((one) => one.id) };
}

/** Which of these codes name a commune of the country that no operated territory holds: to be passed over, where any other code is an error. */
export async function knownElsewhere(db: Db, codes: string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set();
  const communes = await db.selectFrom('commune').select('code').where('code', 'in', codes).execute();
  const aliases = await db.selectFrom('commune_alias').select('code').where('code', 'in', codes).execute();
  return new Set([...communes, ...aliases].map((row) => row.code));
}
