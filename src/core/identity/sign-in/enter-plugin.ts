import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/**
 * Opens a session for a person whom our own code has already recognised (a demonstration account). Reached from this server only:
 * the endpoint has no address.
 */
export const enterPlugin = () =>
  ({
    id: 'enter',
    endpoints: {
      enter: createAuthEndpoint.serverOnly({ method: 'POST', body: z.object({ personId: z.uuid(), openedBy: z.enum(['demonstration']) }) }, async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.personId);
        if (!user) throw ctx.error('NOT_FOUND');
        const session = await ctx.context.internalAdapter.createSession(user.id, false, { openedBy: ctx.body.openedBy });
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ token: session.token });
      }),
    },
  }) as const;
