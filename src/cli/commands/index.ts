import type { Command } from '../command.ts';
import { accountAdd, accountCode } from './account.ts';
import { boards } from './boards.ts';
import { carbon, carbonActivities, carbonFactors, carbonSchema } from './carbon.ts';
import { carbonCompare } from './carbon-compare.ts';
import { carbonFec } from './carbon-fec.ts';
import { clocksCommand } from './clocks.ts';
import { demoLoad, demoRemove } from './demo.ts';
import { importBaseCarboneCommand } from './import-base-carbone.ts';
import { importSireneCommand } from './import-sirene.ts';
import { mailBounce } from './mail.ts';
import { match } from './match.ts';
import { rights } from './rights.ts';
import { territoryCreate, territoryList, territoryLoad } from './territory.ts';
import { uses } from './uses.ts';

/** Every command but `serve`, which is the product itself. */
export const commands: Command[] = [accountAdd, accountCode, boards, carbon, carbonActivities, carbonCompare, carbonFactors, carbonFec, carbonSchema, clocksCommand, demoLoad, demoRemove, importBaseCarboneCommand, importSireneCommand, mailBounce, match, rights, territoryCreate, territoryList, territoryLoad, uses];
