/** What ProConnect gave this product: its domain, who we are there, our secret. */
export type ProConnectSettings = { domain: string; clientId: string; clientSecret: string };

/** Reads PROCONNECT_DOMAIN, PROCONNECT_CLIENT_ID and PROCONNECT_CLIENT_SECRET; null unless all three are there: then nothing of ProConnect is shown. */
export function readProConnect(env: Record<string, string | undefined>): ProConnectSettings | null {
  const [domain, clientId, clientSecret] = [env['PROCONNECT_DOMAIN'], env['PROCONNECT_CLIENT_ID'], env['PROCONNECT_CLIENT_SECRET']];
  return domain && clientId && clientSecret && /^[a-z0-9.-]+(:\d+)?$/i.test(domain) ? { domain, clientId, clientSecret } : null;
}

/** Where ProConnect describes itself. Plain http is for a double on this very machine. */
export const discoveryUrl = ({ domain }: Pick<ProConnectSettings, 'domain'>): string =>
  `${/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(domain) ? 'http' : 'https'}://${domain}/api/v2/.well-known/openid-configuration`;

const ASSURANCE = 'https://proconnect.gouv.fr/assurance/';

/**
 * How sure ProConnect must be of who it is (`acr`), weakest first; asked for, and checked again here in the answer.
 * Self-asserted identities without a second factor (eidas0) are not taken: these people sign in with a code by mail.
 * Source: ProConnect, espace partenaires, 19 August 2026.
 */
export const ACCEPTED_ACR = [
  'eidas0-mfa', 'eidas1', 'eidas1-mfa', 'eidas2', 'eidas3',
  `${ASSURANCE}self-asserted-2fa`, `${ASSURANCE}consistency-checked`, `${ASSURANCE}consistency-checked-2fa`, `${ASSURANCE}certification-dirigeant`,
];

/** With these the link between a person and an establishment was checked by somebody; the others state it themselves. */
export const CHECKED_ACR = ACCEPTED_ACR.filter((acr) => !/eidas0|self-asserted/.test(acr));
