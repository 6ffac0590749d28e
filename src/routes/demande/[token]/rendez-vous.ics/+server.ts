import { calendarResponse } from '../../calendar.ts';
import { requestOf } from '../../request-of.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const one = await requestOf(locals, params.token);
  return calendarResponse(one, [one.ownerName, one.bodyName].filter(Boolean).join(', '), locals.deps.clock.now());
};
