import { printRights } from '#core/identity/index.ts';
import { type Command, UsageError } from '../command.ts';

/** `gariotte rights`: the table of who may do what, as docs/rights.md holds it. */
export const rights: Command = {
  name: 'rights',
  summary: 'Imprime qui a le droit de faire quoi, depuis le code',
  database: false,
  run: async ({ args, print }) => {
    if (args.length > 0) throw new UsageError('cette commande ne prend pas d’argument.');
    print(printRights().trimEnd());
    return 0;
  },
};
