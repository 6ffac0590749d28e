import { processing } from '#core/identity/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ activities: processing() });
