import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { emailOTP } from 'better-auth/plugins/email-otp';
import type { Deps } from '#core/kernel/index.ts';
import { ACCOUNT, PASSKEY, SESSION, USER, VERIFICATION } from './columns.ts';
import { enterPlugin } from './enter-plugin.ts';
import { passage, proConnectPlugin } from './proconnect.ts';
import type { ProConnectSettings } from './proconnect-settings.ts';

const DAY = 86_400;
/** How long a code can be typed, in seconds, and how often it can be mistyped. */
export const CODE_SECONDS = 15 * 60;
const CODE_ATTEMPTS = 3;
/** Where better-auth's own addresses are: `routes/connexion/auth`, which lets a few of them through. */
export const AUTH_PATH = '/connexion/auth';
const COOKIE_PREFIX = 'gariotte';
/** How the name of the session's cookie ends; behind https something stands before it. */
export const AUTH_COOKIE = `${COOKIE_PREFIX}.session_token`;

export type SendCode = (to: { email: string; code: string }) => Promise<void>;

const OPENED_BY: Record<string, string> = { '/sign-in/email-otp': 'code', '/passkey/verify-authentication': 'passkey', '/callback/:id': 'proconnect' };

/** Sign-in on our database for one address of the product (`https://…`): better-auth, told our tables, our identifiers, our lengths of time. */
export function makeAuth({ db, newId, secret }: Deps, origin: string, sendCode: SendCode, proConnect: ProConnectSettings | null = null) {
  return betterAuth({
    appName: 'Gariotte',
    baseURL: origin,
    basePath: AUTH_PATH,
    secret,
    database: { db, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    // What went wrong, without what was sent along: it may hold codes.
    logger: { level: 'error', log: (_, message) => console.error(`Sign-in: ${message}`) },
    trustedOrigins: [origin],
    // Attempts are counted by our own limiter, which pages and these addresses share.
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: false },
    user: { ...USER, additionalFields: { demonstration: { type: 'boolean', required: false, input: false, returned: true } } },
    session: {
      ...SESSION,
      expiresIn: 14 * DAY,
      updateAge: DAY,
      additionalFields: { openedBy: { type: 'string', required: false, input: false, fieldName: 'opened_by' } },
    },
    account: {
      ...ACCOUNT,
      additionalFields: { siret: { type: 'string', required: false, input: false }, organization: { type: 'string', required: false, input: false } },
      encryptOAuthTokens: true,
      // An address that nobody has proved yet was given by an adviser who vouched; without passwords, nobody else can have come in by it.
      accountLinking: { enabled: true, trustedProviders: ['proconnect'], allowDifferentEmails: false, requireLocalEmailVerified: false },
    },
    verification: VERIFICATION,
    databaseHooks: {
      // The establishment that ProConnect stated goes with the identity it vouched for.
      account: { create: { before: async (account) => ({ data: { ...account, ...stated() } }) }, update: { before: async (account) => ({ data: { ...account, ...stated() } }) } },
      session: { create: { before: async (session, context) => ({ data: { ...session, openedBy: (session as { openedBy?: string }).openedBy ?? OPENED_BY[context?.path ?? ''] ?? 'code' } }) } },
    },
    advanced: { cookiePrefix: COOKIE_PREFIX, useSecureCookies: origin.startsWith('https:'), database: { generateId: () => newId() }, disableOriginCheck: false },
    plugins: [
      emailOTP({
        otpLength: 6,
        expiresIn: CODE_SECONDS,
        allowedAttempts: CODE_ATTEMPTS,
        storeOTP: 'hashed',
        sendVerificationOTP: ({ email, otp }) => sendCode({ email, code: otp }),
      }),
      passkey({ rpID: new URL(origin).hostname, rpName: 'Gariotte', origin, schema: PASSKEY, advanced: { webAuthnChallengeCookie: 'passkey' }, authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' } }),
      enterPlugin(),
      ...(proConnect ? [proConnectPlugin(proConnect)] : []),
    ],
  });
}

function stated() {
  const now = passage.getStore();
  return now ? { siret: now.siret, organization: now.organization } : {};
}

export type Auth = ReturnType<typeof makeAuth>;
