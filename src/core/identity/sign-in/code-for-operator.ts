import type { Deps } from '#core/kernel/index.ts';
import { authAt } from './auths.ts';

/** A code for who holds the machine: to let in the first administrator, or somebody whom no mail reaches. It serves once, a quarter of an hour. */
export const codeForOperator = (deps: Deps, email: string): Promise<string> => authAt(deps, 'http://localhost').api.createVerificationOTP({ body: { email: email.toLowerCase(), type: 'sign-in' } });
