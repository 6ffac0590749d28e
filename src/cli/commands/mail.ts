import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { takeBounce } from '#core/kernel/index.ts';
import { type Command, CommandFailure, UsageError } from '../command.ts';

const GOES_ON = { 'not-failed': 'ce message n’est que retardé ou transmis', 'may-pass': 'ce refus peut passer (boîte pleine, règle d’un serveur)' };

/** `gariotte mail bounce`: takes a refusal that came back by mail. For a mail server: `| gariotte mail bounce` on the address of MAIL_FROM. */
export const mailBounce: Command = {
  name: 'mail bounce',
  summary: 'Lit un courriel revenu (RFC 3464), d’un fichier ou de l’entrée, et cesse d’écrire à l’adresse qui n’existe pas',
  args: '[retour.eml]',
  stdin: true,
  run: async ({ deps, cwd, args, input, json, print }) => {
    const [file, ...others] = args;
    if (others.length > 0 || (file === undefined && input === null)) throw new UsageError('il faut un fichier, et un seul, ou le courriel à l’entrée.');
    const text = file === undefined ? input! : await readFile(resolve(cwd, file), 'utf8').catch((error: Error) => { throw new CommandFailure(`${file} ne se lit pas : ${error.message}`); });
    const taken = await takeBounce(deps)(text);
    // A mail server that pipes everything here must not get a bounce of a bounce: what is no report of ours is said, and is no failure.
    const said = !taken.ok ? (taken.reason === 'not-a-report' ? 'Ce n’est pas un avis de non-remise : rien n’est changé.' : 'Cet avis ne parle d’aucun message parti d’ici : rien n’est changé.')
      : taken.value.stopped ? `${taken.value.address} n’existe plus : on n’y écrit plus, le poste dira d’appeler.`
      : `${taken.value.address} reste : ${GOES_ON[taken.value.because]}.`;
    print(json ? JSON.stringify(taken.ok ? taken.value : { stopped: false, because: taken.reason }) : said);
    return 0;
  },
};
