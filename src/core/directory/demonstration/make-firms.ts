import type { Commune } from '#core/territory/index.ts';
import type { Demonstration, Story } from './data.ts';
import { drawing } from './draw.ts';
import { impossibleSiret } from './impossible-siret.ts';
import { factsOfStory, factsOfTrade, type Said } from './make-facts.ts';
import { placesOf } from './places.ts';

export type InventedFirm = { siret: string; name: string; naf: string; communeCode: string; longitude: number; latitude: number; sizeBand: string; legalCategory: string; createdOn: string; facts: Said[] };

/** The invented firms of a demonstration, placed in the communes of its territory: always the same for the same communes. */
export function makeFirms(demonstration: Demonstration, communes: Commune[]): InventedFirm[] {
  const draw = drawing(demonstration.seed);
  const places = placesOf(communes, demonstration.zones, draw);
  const taken = new Set([...demonstration.stories, ...demonstration.laterStories].map((story) => story.name));
  const firms: InventedFirm[] = [];
  const add = (commune: ReturnType<typeof places.commune>, firm: Pick<InventedFirm, 'name' | 'naf' | 'sizeBand' | 'legalCategory' | 'facts'>) => {
    const createdOn = `${Math.floor(draw.between(1968, 2026))}-${String(Math.floor(draw.between(1, 13))).padStart(2, '0')}-01`;
    firms.push({ siret: impossibleSiret(firms.length + 1), communeCode: commune.code, ...places.point(commune), createdOn, ...firm });
  };
  const tell = (story: Story) => add(places.communeOf(story.commune), { name: story.name, naf: story.naf, sizeBand: story.size, legalCategory: story.legalCategory, facts: factsOfStory(story, draw) });
  demonstration.stories.forEach(tell);
  for (const trade of demonstration.trades) {
    const free = trade.names.flatMap((name) => demonstration.words[trade.words]!.map((word) => name.replace('{}', word))).filter((name) => !taken.has(name));
    for (let i = 0; i < trade.count; i++) {
      const [name] = free.splice(Math.floor(draw.between(0, free.length)), 1);
      if (name === undefined) throw new Error(`The trade ${trade.id} has fewer names than firms.`);
      taken.add(name);
      add(places.commune(trade.zone), { name, naf: trade.naf, sizeBand: draw.weighted(Object.entries(trade.sizes)), legalCategory: trade.legalCategory, facts: factsOfTrade(trade, demonstration.edition, draw) });
    }
  }
  demonstration.laterStories.forEach(tell);
  return firms;
}
