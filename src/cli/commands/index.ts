import type { Command } from '../command.ts';
import { match } from './match.ts';

/** Every command but `serve`, which is the product itself. */
export const commands: Command[] = [match];
