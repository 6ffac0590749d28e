import { loadDemonstrationDiagnoses } from '#core/diagnosis/index.ts';
import { loadDemonstration, wantsDemonstration } from '#core/directory/index.ts';
import { BOARDS, loadDemonstrationBoards, loadDemonstrationIntroductions, runBoard, searchBoard } from '#core/exchange/index.ts';
import { loadDemonstrationPromises } from '#core/followup/index.ts';
import { loadDemonstrationPeople } from '#core/identity/index.ts';
import { type Deps, refreshStatistics } from '#core/kernel/index.ts';
import { loadDemonstrationPlans, loadDemonstrationRequests } from '#core/support/index.ts';
import { loadReference, territories } from '#core/territory/index.ts';

/** Who starts the product waits: each night's search takes the time it needs. */
const FIRST_SEARCH_SECONDS = 3;

/** Fills an empty database with what the product ships: the country's communes, the territory, the demonstration. */
export async function prepare(deps: Deps, say: (text: string) => void): Promise<void> {
  await prepareTerritory(deps, say);
  await prepareDemonstration(deps, say);
}

async function prepareTerritory(deps: Deps, say: (text: string) => void): Promise<void> {
  const { value } = await loadReference(deps)();
  if (value.loaded) say(`Communes, groupements et territoires chargés : ${value.communes.toLocaleString('fr-FR')} communes`);
}

async function prepareDemonstration(deps: Deps, say: (text: string) => void): Promise<void> {
  for (const { id, name } of (await territories(deps.db)).filter((one) => one.operated)) {
    if (await wantsDemonstration(deps.db, id)) await fill(deps, id, name, say);
    if ((await loadDemonstrationBoards(deps)(id)) > 0) {
      for (const board of BOARDS) await searchBoard(deps)({ territoryId: id, board, seconds: FIRST_SEARCH_SECONDS });
      say(`${BOARDS.length} autres bourses remplies et cherchées`);
    }
    // A folder filled by an earlier version has firms and nobody yet to look after them.
    await loadDemonstrationPeople(deps)(id);
    await loadDemonstrationPromises(deps)(id);
    await loadDemonstrationRequests(deps)(id);
    await loadDemonstrationPlans(deps)(id, await loadDemonstrationDiagnoses(deps)(id));
    await loadDemonstrationIntroductions(deps)(id);
  }
}

async function fill(deps: Deps, id: string, name: string, say: (text: string) => void): Promise<void> {
  const loaded = await loadDemonstration(deps)(id);
  if (!loaded.ok) return;
  say(`Démonstration chargée dans ${name} : ${loaded.value.firms.toLocaleString('fr-FR')} entreprises inventées (« gariotte demo remove » les retire)`);
  await refreshStatistics(deps.db);
  // The first pages show what a run found.
  const { proposals } = await runBoard(deps)({ territoryId: id });
  say(`Première recherche : ${proposals.toLocaleString('fr-FR')} propositions`);
}
