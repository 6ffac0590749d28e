/** A name to write beside a point; higher priority is placed first and, when `must`, whatever it covers. */
export type LabelWish = { x: number; y: number; text: string; priority: number; /** Radius of the dot to stay clear of. */ clear: number; must?: boolean };
export type PlacedLabel = { x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end' };
type Box = { left: number; top: number; right: number; bottom: number };

// Mean width of a letter of our typeface at this weight, in heights of the type: names measured in a browser stay within it.
const LETTER = 0.57;

/** Places names so that none covers another, a dot, or the edge. Those that find no room are left out, except `must`. */
export function placeLabels(wishes: LabelWish[], frame: { width: number; height: number; size: number }): PlacedLabel[] {
  const dots = wishes.map((one): Box => ({ left: one.x - one.clear, right: one.x + one.clear, top: one.y - one.clear, bottom: one.y + one.clear }));
  const taken: Box[] = [];
  const placed: PlacedLabel[] = [];
  for (const wish of wishes.toSorted((a, b) => b.priority - a.priority || a.text.localeCompare(b.text))) {
    const own = wishes.indexOf(wish);
    const choices = positions(wish, frame.size);
    const free = choices.find(({ box }) => inside(box, frame) && !taken.some((other) => meet(box, other)) && !dots.some((dot, i) => i !== own && meet(box, dot)));
    const chosen = free ?? (wish.must ? (choices.find(({ box }) => inside(box, frame) && !taken.some((other) => meet(box, other))) ?? choices.find(({ box }) => inside(box, frame)) ?? choices[0]) : undefined);
    if (!chosen) continue;
    taken.push(chosen.box);
    placed.push(chosen.label);
  }
  return placed;
}

function positions({ x, y, text, clear }: LabelWish, size: number): { label: PlacedLabel; box: Box }[] {
  const width = text.length * size * LETTER;
  const gap = clear + size * 0.3;
  const at = (anchor: PlacedLabel['anchor'], tx: number, ty: number) => {
    const left = anchor === 'start' ? tx : anchor === 'end' ? tx - width : tx - width / 2;
    return { label: { x: Math.round(tx), y: Math.round(ty), text, anchor }, box: { left, right: left + width, top: ty - size * 0.85, bottom: ty + size * 0.3 } };
  };
  const middle = y + size * 0.33;
  const [above, below] = [y - gap - size * 0.1, y + gap + size * 0.75];
  return [at('start', x + gap, middle), at('end', x - gap, middle), at('middle', x, above), at('middle', x, below), at('start', x + gap * 0.6, above), at('start', x + gap * 0.6, below), at('end', x - gap * 0.6, above), at('end', x - gap * 0.6, below)];
}

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const inside = (box: Box, { width, height }: { width: number; height: number }) => box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
