import type { ComputedAction } from './compute-actions.ts';

/** One step of a marginal cost curve: `from` and `to` in tonnes a year, `cost` in euros a tonne. */
export type Step = { id: string; title: string; from: number; to: number; cost: number };

/** Actions whose cost and gain are both known, cheapest tonne first, laid side by side. Gains are counted as if they added up, which those on one line do only in part. */
export function curveOf(actions: readonly ComputedAction[]): Step[] {
  let at = 0;
  return actions
    .filter((one) => one.euroPerTonne !== null && one.kg !== null && one.kg > 0)
    .toSorted((a, b) => a.euroPerTonne! - b.euroPerTonne!)
    .map(({ row, kg, euroPerTonne }) => {
      const from = at;
      at += kg! / 1000;
      return { id: row.id, title: row.title, from, to: at, cost: euroPerTonne! };
    });
}

const WIDTH = 640;
const HEIGHT = 300;
const LEFT = 76;
const TOP = 16;
const BOTTOM = 44;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const said = (value: number) => Math.round(value).toLocaleString('fr-FR').replaceAll(/\s/g, '\u202f').replace('-', '−');

/** The curve drawn, as SVG text in the page's own colours, which says its own words elsewhere; empty under two steps, which make no curve. Below the line, what pays for itself. */
export function drawCurve(steps: readonly Step[]): string {
  if (steps.length < 2) return '';
  const [low, high] = [Math.min(0, ...steps.map(({ cost }) => cost)), Math.max(0, ...steps.map(({ cost }) => cost))];
  const span = high - low || 1;
  const total = steps.at(-1)!.to;
  const x = (tonnes: number) => LEFT + (tonnes / total) * (WIDTH - LEFT - 8);
  const y = (cost: number) => TOP + ((high - cost) / span) * (HEIGHT - TOP - BOTTOM);
  const bars = steps.map(({ from, to, cost, title }, i) => {
    const [top, bottom] = [Math.min(y(cost), y(0)), Math.max(y(cost), y(0))];
    const width = Math.max(2, x(to) - x(from) - 2);
    const label = width >= 18 ? `<text x="${(x(from) + width / 2).toFixed(1)}" y="${(cost < 0 ? y(0) - 5 : bottom + 14).toFixed(1)}" text-anchor="middle">${i + 1}</text>` : '';
    return `<rect fill="var(${cost < 0 ? '--moss' : '--saffron'})" x="${x(from).toFixed(1)}" y="${top.toFixed(1)}" width="${width.toFixed(1)}" height="${Math.max(2, bottom - top).toFixed(1)}"><title>${escaped(`${i + 1}. ${title} : ${said(cost)} € par tonne, ${(to - from).toFixed(1).replace('.', ',')} t par an`)}</title></rect>${label}`;
  });
  const ticks = [...new Set([low, 0, high])].map((cost) => `<line stroke="var(--walnut)" stroke-width="0.6" x1="${LEFT}" x2="${WIDTH - 8}" y1="${y(cost).toFixed(1)}" y2="${y(cost).toFixed(1)}"/><text x="${LEFT - 6}" y="${(y(cost) + 4).toFixed(1)}" text-anchor="end">${said(cost)}\u00a0€</text>`);
  return `<svg class="cost-curve" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-size="13" fill="currentColor">${ticks.join('')}${bars.join('')}<text x="${WIDTH - 8}" y="${HEIGHT - 6}" text-anchor="end">${total.toFixed(1).replace('.', ',')}\u00a0t évitées par an</text><text x="0" y="${HEIGHT - 6}">euros par tonne, en hauteur</text></svg>`;
}
