import { resultsOf } from '../../results.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => resultsOf(locals, params.board);
