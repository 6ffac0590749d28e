import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { asActor } from '#core/identity/index.ts';
import { requestById } from '#core/support/index.ts';
import { calendarResponse } from '../../../../demande/calendar.ts';
import { requireAdviser } from '../../../../require.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const me = requireAdviser(locals);
  const { deps, territory } = locals;
  const one = !z.uuid().safeParse(params.id).success ? null : await asActor(deps.db, me, territory.id, (db) => requestById(db, territory.id, params.id));
  if (!one) error(404, { message: 'Cette demande n’existe pas.' });
  return calendarResponse(one, [one.personName, one.firmName, one.phone].filter(Boolean).join(', '), locals.deps.clock.now());
};
