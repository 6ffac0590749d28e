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
