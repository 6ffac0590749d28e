import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({ local: locals.local, territoryName: 'le Lot', demonstration: true });
