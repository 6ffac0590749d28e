import { factsTable, once } from '../facts-file.ts';

export type NafLevel = 'section' | 'division' | 'group' | 'class' | 'subclass';

/** One activity of NAF rev. 2, at any level: `C`, `16`, `16.1`, `16.10`, `16.10A`. */
export type Naf = { code: string; level: NafLevel; parent: string | null; label: string };

const table = once(
  () =>
    new Map(
      factsTable<'code' | 'level' | 'parent' | 'label'>('naf/naf-rev2.csv').map(({ code, level, parent, label }): [string, Naf] => [
        code,
        { code, level: level as NafLevel, parent: parent || null, label },
      ]),
    ),
);

/** NAF rev. 2, all levels, in its order. */
export const nafList = (): Naf[] => [...table().values()];

/** One activity at any level, written with or without its dot or its leading zero (`1610A`, `16.10`, `1.41`); null when there is none. */
export function nafOf(written: string): Naf | null {
  const code = written.trim().toUpperCase().replace(/^(?=\d\.)/, '0').replace(/^(\d\d)\.?(\d)/, '$1.$2');
  return table().get(code) ?? null;
}

/** What an activity is called, at any level; null when there is none. */
export const nafLabel = (written: string): string | null => nafOf(written)?.label ?? null;

/** The class (`16.10`) of a sub-class or of a class; null above that level. */
export function nafClassOf(written: string): string | null {
  const found = nafOf(written);
  return found?.level === 'subclass' ? found.parent : found?.level === 'class' ? found.code : null;
}

/** How near two activities are in the nomenclature, from 0 (another section) to 1 (one holds the other). Reads classes and anything above or below. */
export function nafNearness(a: string, b: string): number {
  const [left, right] = [nafOf(a), nafOf(b)];
  if (!left || !right) return 0;
  const [above, below] = [lineage(left), lineage(right)];
  if (above.includes(right.code) || below.includes(left.code)) return 1;
  const shared = above.find((code) => below.includes(code));
  return shared ? { section: 0.15, division: 0.4, group: 0.7, class: 1, subclass: 1 }[table().get(shared)!.level] : 0;
}

function lineage(naf: Naf): string[] {
  const codes = [naf.code];
  for (let at: Naf | undefined = naf; at?.parent; at = table().get(at.parent)) codes.push(at.parent);
  return codes;
}
