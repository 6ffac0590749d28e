import { SIZE_CLASSES, type SizeClass, sizeLabel } from '#core/directory/index.ts';

/** First number of employees of each coarse class, smallest first. */
const FROM = SIZE_CLASSES.map(({ code }) => ({ code, least: Number(code) }));

/** The coarse class of a register's band; null when the register does not say. */
export function sizeClassOf(band: string | null): SizeClass | null {
  const label = sizeLabel(band);
  if (label === null) return null;
  const least = Number.parseInt(label.replace(/\s/g, ''), 10) || 0;
  return FROM.findLast((one) => one.least <= least)!.code;
}
