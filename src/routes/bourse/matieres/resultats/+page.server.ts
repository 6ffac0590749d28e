import { resultsOf } from '../../results.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => resultsOf(locals, 'matieres');
