export type { ProposalStatus } from './tables.ts';
export * from './uses/index.ts';
