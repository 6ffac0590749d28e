import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { balanceOf, mapFec, readFec, readValue, tradeOf, trades } from '#core/diagnosis/index.ts';
import { number, plural } from '#lib/format.ts';
import { type Command, CommandFailure, UsageError } from '../command.ts';

const HOW = { mapped: 'reconnu', guessed: 'deviné', left: 'laissé', none: 'sans émission' } as const;
const SHOWN = 100;

/** `gariotte carbon fec`: an accounting export as inventory lines, with what was mapped, guessed and left, and their balance. */
export const carbonFec: Command = {
  name: 'carbon fec',
  summary: 'Lit un fichier des écritures comptables (FEC) : comptes reconnus, devinés, laissés, et leur bilan',
  args: '<fichier>',
  options: [{ name: 'trade', value: 'métier', help: `ce que sont les marchandises et matières : ${trades().map(({ id }) => id).join(', ')}` }],
  database: false,
  run: async ({ args, options, cwd, json, print }) => {
    const [file, ...others] = args;
    if (file === undefined || others.length > 0) throw new UsageError('il faut un fichier des écritures comptables, et un seul.');
    const trade = typeof options['trade'] === 'string' ? options['trade'] : null;
    if (trade !== null && !tradeOf(trade)) throw new UsageError(`« ${trade} » n’est pas un métier connu ici : ${trades().map(({ id }) => id).join(', ')}.`);
    const bytes = await readFile(resolve(cwd, file)).catch((error: NodeJS.ErrnoException) => {
      throw new CommandFailure(error.code === 'ENOENT' ? `le fichier ${file} n’existe pas.` : `le fichier ${file} ne se lit pas (${error.code}).`);
    });
    const thisYear = new Date().getFullYear();
    const read = readFec(bytes, thisYear);
    if (!read.ok) throw new CommandFailure(`${file} n’est pas un fichier des écritures comptables : ${read.detail}`);
    const fec = read.value;
    const mapped = mapFec(fec, trade);
    const inventory = { format: 'gariotte-carbon/1', year: mapped.year ?? thisYear, ...(mapped.turnoverKeuros === null ? {} : { turnoverKeuros: mapped.turnoverKeuros }), lines: mapped.lines };
    const balance = balanceOf(readValue(inventory, mapped.lines, thisYear));
    if (json) return print(JSON.stringify({ lines: fec.lines, counted: fec.counted, from: fec.from, to: fec.to, euros: mapped.euros, accounts: mapped.accounts, inventory, total: balance.total, posts: balance.posts.filter(({ lines }) => lines > 0), problems: fec.problems, moreProblems: fec.moreProblems }, null, 2)), 0;
    print(`${plural(fec.counted, 'écriture lue', 'écritures lues')} sur ${number(fec.lines)}, exercice ${mapped.year ?? '?'}${mapped.turnoverKeuros === null ? '' : `, chiffre d’affaires ${number(mapped.turnoverKeuros, 1)} k€`}.`);
    print(`Euros hors taxe : ${(Object.keys(HOW) as (keyof typeof HOW)[]).map((how) => `${HOW[how]} ${number(mapped.euros[how])} €`).join(', ')}.`);
    print('');
    for (const one of mapped.accounts) print(`${one.account.padEnd(10)}${number(one.euros).padStart(12)} €  ${HOW[one.how].padEnd(14)}${one.label}${one.why ? ` (${one.why})` : ''}`);
    print('');
    print(`Bilan de ces achats : ${number(balance.total.kg / 1000, 1)} tCO₂e${balance.total.low === null || balance.total.high === null ? '' : ` (entre ${number(balance.total.low / 1000, 1)} et ${number(balance.total.high / 1000, 1)} à 95 %)`}. Euros pris aux prix de 2023, année des facteurs : hypothèse.`);
    for (const one of balance.posts) if (one.lines > 0) print(`${one.post}${number(one.kg / 1000, 2).padStart(12)}  ${one.label}`);
    if (fec.problems.length > 0) print('\nÀ regarder');
    for (const { line, sentence } of fec.problems.slice(0, SHOWN)) print(`${line === null ? 'fichier' : `ligne ${line}`} : ${sentence}`);
    if (fec.problems.length + fec.moreProblems > SHOWN) print(`… et ${number(fec.problems.length + fec.moreProblems - SHOWN)} de plus${fec.moreProblems > 0 ? '' : ', toutes avec --json'}.`);
    return 0;
  },
};
