import { type Deps, readToken, signToken } from '#core/kernel/index.ts';

const PURPOSE = 'request';
const HOLDS_DAYS = 400;

/** The asker's own address of a request: whoever holds it sees where it stands, and may nudge, add a word or cancel. */
export const requestPath = (deps: Pick<Deps, 'secret' | 'clock'>, territoryId: string, id: string): string =>
  `/demande/${signToken(deps, PURPOSE, [territoryId, id], new Date(deps.clock.now().getTime() + HOLDS_DAYS * 86_400_000))}`;

/** Which request a link of ours shows; null when the link is not ours or too old. */
export function readRequestLink(deps: Pick<Deps, 'secret' | 'clock'>, token: string): { territoryId: string; id: string } | null {
  const read = readToken<[string, string]>(deps, PURPOSE, token);
  return read.ok ? { territoryId: read.data[0], id: read.data[1] } : null;
}
