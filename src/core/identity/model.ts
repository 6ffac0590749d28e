import type { Viewer } from '#core/directory/index.ts';

/** Who acts: nobody known, a known person with all that she is in this territory, or the product itself (a job). */
export type Actor =
  | { kind: 'visitor' }
  | {
      kind: 'person';
      id: string;
      name: string;
      email: string;
      demonstration: boolean;
      /** SIRET of the firms she speaks for. */
      firms: string[];
      /** Bodies she works for today. */
      bodies: { id: string; role: 'adviser' | 'manager' }[];
      /** Administrator of the territory served. */
      administrator: boolean;
    }
  | { kind: 'job' };

export type Person = Extract<Actor, { kind: 'person' }>;
export const VISITOR: Actor = { kind: 'visitor' };

/** Whether she works at a desk of the territory: adviser or manager of a body, or administrator. */
export const isAdviser = (actor: Actor): actor is Person => actor.kind === 'person' && (actor.administrator || actor.bodies.length > 0);

/** Whether she works for a body as its manager; an administrator counts as one everywhere. */
export const isManager = (actor: Actor): actor is Person => actor.kind === 'person' && (actor.administrator || actor.bodies.some((body) => body.role === 'manager'));

/** With whose eyes an actor reads facts: her own firm's people see all that their firm said, advisers what was said to advisers. Without a firm named: lists. */
export function viewerOf(actor: Actor, siret?: string): Viewer {
  if (siret !== undefined && actor.kind === 'person' && actor.firms.includes(siret)) return { kind: 'member', siret };
  return isAdviser(actor) ? { kind: 'adviser' } : { kind: 'visitor' };
}
