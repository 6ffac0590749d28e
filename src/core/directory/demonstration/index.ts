export { loadDemonstration } from './load-demonstration.ts';
export { removeDemonstration } from './remove-demonstration.ts';
export { countInvented, wantsDemonstration } from './state.ts';
