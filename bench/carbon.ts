// Recomputes invented inventories, trace included, beside the npm package publicodes on the same model in the same run. Usage: node bench/carbon.ts [repeats, 200]
// Median and 95th percentile of whole recomputations (posts, scopes, gases, uncertainty, every line's arithmetic); reading the file is told apart.
// publicodes is a development package only: the 60 lines as its rules (quantity × part, summed by post), all quantities said anew, every post and line read back.
import { performance } from 'node:perf_hooks';
import { activityIds, activityOf, type Balance, balanceOf, readInventory, shippedFactors } from '#core/diagnosis/index.ts';
import { seeded } from './generators/directory.ts';

const repeats = Number(process.argv[2] ?? 200);
const factors = [...shippedFactors().values()].filter((factor) => !factor.avoided);
const quantile = (times: number[], q: number) => times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(q * times.length))]!;
const ms = (value: number) => `${value.toFixed(2)} ms`;

for (const [size, asked] of [[60, 1], [10_000, 100]] as const) {
  const random = seeded(size);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const lines = Array.from({ length: size }, (_, i) => {
    const activity = pick(activityIds);
    const factor = pick(factors);
    return { id: `ligne ${i}`, activity, quantity: Math.round(random() * 1e5) / 10, unit: factor.unit, factor: factor.number, ...(activityOf(activity).years ? { years: 10 } : {}) };
  });
  const bytes = Buffer.from(JSON.stringify({ format: 'gariotte-carbon/1', year: 2024, employees: 12, turnoverKeuros: 900, lines }));
  const runs = size > 1000 ? Math.max(20, Math.round(repeats / 5)) : repeats;
  const reading: number[] = [];
  const computing: number[] = [];
  const processor: number[] = [];
  let counted = 0;
  let last: Balance | undefined;
  for (let i = -10; i < runs; i++) {
    const from = performance.now();
    const read = readInventory(bytes, 2026);
    if (!read.ok) throw new Error(read.reason);
    const between = performance.now();
    const worked = process.cpuUsage();
    const balance = balanceOf(read.value);
    const { user, system } = process.cpuUsage(worked);
    const to = performance.now();
    last = balance;
    counted = balance.details.filter((one) => one.arithmetic !== '').length;
    if (i >= 0) reading.push(between - from), computing.push(to - between), processor.push((user + system) / 1000);
  }
  console.log(`${size} lines (${counted} traced), ${runs} runs: recomputed in ${ms(quantile(computing, 0.5))}, p95 ${ms(quantile(computing, 0.95))} (asked ${asked} ms), of processor ${ms(quantile(processor, 0.5))}, p95 ${ms(quantile(processor, 0.95))}; file read in ${ms(quantile(reading, 0.5))}`);
  if (last && size < 1000) await publicodes(last);
}

type Engine = { setSituation: (situation: Record<string, number>) => void; evaluate: (rule: string) => { nodeValue: unknown } };

/** The same lines, as publicodes computes them: without units, gases or uncertainty, which is in its favour. */
async function publicodes({ details, posts, total }: Balance) {
  const name: string = 'publicodes';
  const { default: Engine } = (await import(name)) as { default: new (rules: object) => Engine };
  const rules: Record<string, unknown> = {};
  const ofPost = new Map<string, string[]>();
  for (const { line, amount, parts } of details) {
    rules[`quantité ${line}`] = { valeur: amount };
    const names = parts.map((part, i) => {
      const name = `part ${line} n${i}`;
      rules[name] = { valeur: `quantité ${line} * facteur ${line} n${i}` };
      rules[`facteur ${line} n${i}`] = { valeur: part.factor };
      ofPost.set(part.post, [...(ofPost.get(part.post) ?? []), name]);
      return name;
    });
    rules[`ligne ${line}`] = { somme: names };
  }
  for (const [post, names] of ofPost) rules[`poste ${post.replace('.', ' n')}`] = { somme: names };
  rules['total'] = { somme: [...ofPost.keys()].map((post) => `poste ${post.replace('.', ' n')}`) };

  const started = performance.now();
  const engine = new Engine(rules);
  const parsed = performance.now() - started;
  const times: number[] = [];
  let found = 0;
  for (let run = 0; run < 20; run++) {
    const from = performance.now();
    engine.setSituation(Object.fromEntries(details.map(({ line, amount }) => [`quantité ${line}`, amount])));
    found = Number(engine.evaluate('total').nodeValue);
    for (const post of ofPost.keys()) engine.evaluate(`poste ${post.replace('.', ' n')}`);
    for (const { line } of details) engine.evaluate(`ligne ${line}`);
    times.push(performance.now() - from);
  }
  if (Math.abs(found - total.kg) > 1e-6 * Math.abs(total.kg)) throw new Error(`publicodes found ${found}, we found ${total.kg} on ${posts.length} posts`);
  console.log(`  publicodes, ${Object.keys(rules).length} rules, same total: recomputed in ${ms(quantile(times, 0.5))}, p95 ${ms(quantile(times, 0.95))}; rules parsed in ${ms(parsed)}`);
}
