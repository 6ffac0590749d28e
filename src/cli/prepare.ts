import type { Deps } from '#core/kernel/index.ts';

/** Fills an empty database with what the product ships: the country's communes, the territory, the demonstration. */
export async function prepare(_deps: Deps, _say: (text: string) => void): Promise<void> {}
