import { error } from '@sveltejs/kit';
import { mailById } from '#core/kernel/index.ts';
import { z } from 'zod';
import { mayReadOutbox } from '../outbox.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  await mayReadOutbox(locals);
  const mail = z.uuid().safeParse(params.id).success ? await mailById(locals.deps.db, locals.territory.id, params.id) : undefined;
  return { mail: mail ?? error(404, { message: 'Ce message n’existe pas, ou plus.' }) };
};
