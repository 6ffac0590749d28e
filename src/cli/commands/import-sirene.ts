import { resolve } from 'node:path';
import { countInvented, importSirene } from '#core/directory/index.ts';
import { territories } from '#core/territory/index.ts';
import { number, plural } from '#lib/format.ts';
import { type Command, CommandFailure, UsageError } from '../command.ts';

/** `gariotte import sirene`: INSEE's monthly files into the directory. */
export const importSireneCommand: Command = {
  name: 'import sirene',
  summary: 'Fait entrer dans l’annuaire les établissements du territoire, depuis les fichiers mensuels de l’INSEE',
  args: '<StockEtablissement>',
  options: [
    { name: 'legal-units', value: '<StockUniteLegale>', help: 'donne leur nom aux établissements, et leurs droits aux personnes physiques' },
    { name: 'positions', value: '<Geolocalisation…>', help: 'place les établissements à leur adresse' },
  ],
  run: async ({ deps, cwd, args, options, json, print, progress, signal }) => {
    const [file, ...others] = args;
    if (file === undefined || others.length > 0) throw new UsageError('il faut un fichier StockEtablissement, et un seul (CSV, .gz, .zip ou Parquet).');
    const given = (name: string) => (typeof options[name] === 'string' ? resolve(cwd, options[name]) : undefined);
    const imported = await importSirene(deps)({ establishments: resolve(cwd, file), legalUnits: given('legal-units'), positions: given('positions'), rejectsFolder: cwd, progress, signal });
    if (!imported.ok)
      throw new CommandFailure(imported.reason === 'wrong-file' ? `${imported.detail} Rien n’a été importé.` : 'aucun territoire n’est encore ouvert ici : « gariotte serve » en prépare un.');
    const { value } = imported;
    if (json) return print(JSON.stringify(value, null, 2)), 0;
    print(`${plural(value.read, 'établissement lu', 'établissements lus')} dans les communes du territoire.`);
    print(`${plural(value.created, 'nouveau', 'nouveaux')}, ${plural(value.changed, 'modifié')} (dont ${plural(value.closed, 'fermé')} et ${plural(value.reopened, 'rouvert')}), ${number(value.unchanged)} sans changement.`);
    if (value.gone > 0) print(`${plural(value.gone, 'établissement')} de l’annuaire ${value.gone < 2 ? 'n’est' : 'ne sont'} plus dans le fichier : ${value.gone < 2 ? 'laissé tel quel' : 'laissés tels quels'}.`);
    if (value.rejectsFile) print(`${plural(value.rejected, 'ligne rejetée', 'lignes rejetées')}, avec leurs raisons : ${value.rejectsFile}`);
    if (value.lacking.length > 0) print(`Ce fichier n’a pas ${value.lacking.length > 1 ? 'les colonnes' : 'la colonne'} ${value.lacking.join(', ')} : ce qu’elles diraient reste vide.`);
    if (value.read === 0) print('Aucune ligne ne concerne le territoire : est-ce le fichier de toute la France ?');
    for (const { id } of (await territories(deps.db)).filter((one) => one.operated)) {
      const invented = await countInvented(deps.db, id);
      if (invented > 0) print(`L’annuaire garde ${plural(invented, 'entreprise inventée', 'entreprises inventées')} de la démonstration : « gariotte demo remove » les retire.`);
    }
    return 0;
  },
};
