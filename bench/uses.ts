import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nafLabel, wasteOf } from '#core/directory/index.ts';
import { rankUses } from '#core/exchange/index.ts';

// How well the ranking of uses finds the activities that really took a by-product, on published exchanges kept apart from the facts.
// An exchange stands as `read` when it was found in a text that was opened, as `known` when it is widely published and known without the text at hand.
// The facts and this list come from the same people: the figures say that the ranking holds together, and a stranger's list would score lower.
// `node bench/uses.ts` prints the table; `node bench/uses.ts --misses` adds what was not among the first ten.

export type Exchange = { waste: string; from: string; receiver: string; what: string; source: string; standing: string };

/** The published exchanges of uses-gold.csv. */
export function goldExchanges(): Exchange[] {
  const [header, ...lines] = readFileSync(fileURLToPath(new URL('./uses-gold.csv', import.meta.url)), 'utf8').trim().split('\n');
  const names = header!.split(';');
  return lines.map((line) => Object.fromEntries(line.split(';').map((cell, i) => [names[i]!, cell])) as Exchange);
}

/** The rank of the true receiver, from 1; Infinity beyond `top`. `near` counts a class of the same group of NAF as found. */
export function rankOf({ waste, from, receiver }: Exchange, { knowingProducer, near = false, top = 50 }: { knowingProducer: boolean; near?: boolean; top?: number }): number {
  const ranked = rankUses({ waste, from: knowingProducer ? from : undefined, top });
  if (!ranked.ok) throw new Error(`${waste} from ${from}: ${ranked.reason}`);
  const at = ranked.value.findIndex(({ naf }) => (near ? naf.slice(0, 4) === receiver.slice(0, 4) : naf === receiver));
  return at < 0 ? Infinity : at + 1;
}

/** Share found among the first k, for each k, and the mean of 1 / rank. */
export function measure(ranks: number[]) {
  const share = (k: number) => ranks.filter((rank) => rank <= k).length / ranks.length;
  return { 'recall@1': share(1), 'recall@3': share(3), 'recall@5': share(5), 'recall@10': share(10), 'recall@20': share(20), MRR: ranks.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const gold = goldExchanges();
  const rows = {
    'class, producer known': { knowingProducer: true },
    'class, producer unknown': { knowingProducer: false },
    'group, producer known': { knowingProducer: true, near: true },
    'group, producer unknown': { knowingProducer: false, near: true },
  };
  console.log(`${gold.length} published exchanges`);
  console.table(Object.fromEntries(Object.entries(rows).map(([name, how]) => [name, Object.fromEntries(Object.entries(measure(gold.map((one) => rankOf(one, how)))).map(([k, v]) => [k, v.toFixed(3)]))])));
  if (process.argv.includes('--misses'))
    for (const one of gold) {
      const rank = rankOf(one, { knowingProducer: true });
      if (rank > 10) console.log(`${one.waste} ${wasteOf(one.waste)!.label.slice(0, 60)} | ${one.from} -> ${one.receiver} ${nafLabel(one.receiver)} | ${one.what} | rank ${rank}`);
    }
}
