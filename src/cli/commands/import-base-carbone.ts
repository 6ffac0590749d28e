import { resolve } from 'node:path';
import { importBaseCarbone } from '#core/diagnosis/index.ts';
import { number, plural } from '#lib/format.ts';
import { type Command, CommandFailure, UsageError } from '../command.ts';

/** `gariotte import base-carbone`: ADEME's export into the database, used by `gariotte carbon --imported` before the factors shipped. */
export const importBaseCarboneCommand: Command = {
  name: 'import base-carbone',
  summary: 'Fait entrer les facteurs d’émission de l’export officiel de la Base Carbone de l’ADEME',
  args: '<Base_Carbone.csv>',
  options: [{ name: 'edition', value: '<V23.9>', help: 'édition à dire avec chaque facteur ; le nom du fichier si rien n’est dit' }],
  run: async ({ deps, cwd, args, options, json, print }) => {
    const [file, ...others] = args;
    if (file === undefined || others.length > 0) throw new UsageError('il faut un fichier d’export de la Base Carbone, et un seul (CSV à points-virgules).');
    const edition = typeof options['edition'] === 'string' ? options['edition'] : undefined;
    const imported = await importBaseCarbone(deps)({ file: resolve(cwd, file), edition });
    if (!imported.ok) throw new CommandFailure(refusal(imported.reason, file, String(imported.detail)));
    const { value } = imported;
    if (json) return print(JSON.stringify(value, null, 2)), 0;
    print(`${plural(value.factors, 'facteur')} dans ${plural(value.read, 'ligne')}, dont ${plural(value.archived, 'archivé')}.`);
    print(`${plural(value.changed, 'nouveau ou modifié', 'nouveaux ou modifiés')}, ${number(value.factors - value.changed)} sans changement, ${plural(value.gone, 'retiré')} qui n’y ${value.gone < 2 ? 'était' : 'étaient'} plus.`);
    if (value.rejected.length > 0) print(`${plural(value.rejected.length, 'ligne laissée', 'lignes laissées')} :`);
    for (const { row, number: id, sentence } of value.rejected.slice(0, 50)) print(`  ligne ${row} (${id}) : ${sentence}`);
    if (value.rejected.length > 50) print(`  … et ${number(value.rejected.length - 50)} de plus, toutes avec --json.`);
    print('« gariotte carbon <inventaire.json> --imported » les prend avant ceux fournis.');
    return 0;
  },
};

function refusal(reason: 'no-file' | 'not-base-carbone' | 'empty', file: string, detail: string): string {
  if (reason === 'no-file') return detail === 'ENOENT' ? `le fichier ${file} n’existe pas.` : `le fichier ${file} ne se lit pas (${detail}).`;
  if (reason === 'empty') return `${file} a ${detail} lignes, et aucun facteur d’émission qui se lise. Rien n’a été importé.`;
  return `${file} n’est pas l’export de la Base Carbone : il lui manque ${detail}. Rien n’a été importé.`;
}
