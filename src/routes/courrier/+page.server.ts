import { mailsOf } from '#core/kernel/index.ts';
import { mayReadOutbox } from './outbox.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  await mayReadOutbox(locals);
  const to = (url.searchParams.get('a') ?? '').trim();
  return { to, leaves: Boolean(locals.deps.mailLeaves), mails: (await mailsOf(locals.deps.db, locals.territory.id, { ...(to ? { to } : {}), limit: 60 })).map(({ id, to: address, toName, subject, state, at }) => ({ id, address, toName, subject, state, at })) };
};
