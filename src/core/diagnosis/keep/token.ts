import { createHash, randomBytes } from 'node:crypto';
import { v5 } from 'uuid';

/** The secret of a private link: 192 random bits. Only its hash is kept. */
export const newToken = (): string => randomBytes(24).toString('base64url');
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Which action of which diagnosis a plan's line came from: the same each time, so that it is taken up once. */
export const actionOrigin = (answerId: string, actionId: string): string => v5(actionId, answerId);
