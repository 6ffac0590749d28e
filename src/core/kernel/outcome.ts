/** What a use case answers: done with its value, or refused for a reason its caller can name. */
export type Done<T> = { ok: true; value: T };
export type Refused<Reason extends string, Detail = unknown> = { ok: false; reason: Reason; detail?: Detail };

export const done = <T>(value: T): Done<T> => ({ ok: true, value });
export const refused = <Reason extends string, Detail = unknown>(reason: Reason, detail?: Detail): Refused<Reason, Detail> =>
  detail === undefined ? { ok: false, reason } : { ok: false, reason, detail };
