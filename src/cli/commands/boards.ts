import { printBoards } from '#core/exchange/index.ts';
import { type Command, UsageError } from '../command.ts';

/** `gariotte boards`: every board with its fields and its law, as docs/boards.md holds it. */
export const boards: Command = {
  name: 'boards',
  summary: 'Imprime les bourses : ce qu’elles tiennent, ce qu’elles cherchent, ce que dit la loi',
  database: false,
  run: async ({ args, print }) => {
    if (args.length > 0) throw new UsageError('cette commande ne prend pas d’argument.');
    print(printBoards().trimEnd());
    return 0;
  },
};
