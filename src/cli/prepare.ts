import type { Deps } from '#core/kernel/index.ts';
import { loadReference } from '#core/territory/index.ts';

/** Fills an empty database with what the product ships: the country's communes, the territory, the demonstration. */
export async function prepare(deps: Deps, say: (text: string) => void): Promise<void> {
  await prepareTerritory(deps, say);
}

async function prepareTerritory(deps: Deps, say: (text: string) => void): Promise<void> {
  const { value } = await loadReference(deps)();
  if (value.loaded) say(`Communes, groupements et territoires chargés : ${value.communes.toLocaleString('fr-FR')} communes`);
}
