import type { Command } from '../command.ts';

/** Every command but `serve`, which is the product itself. */
export const commands: Command[] = [];
