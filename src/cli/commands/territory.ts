import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { createTerritory, loadOutlines, loadReference, readOutlineFile, territories } from '#core/territory/index.ts';
import { date, listed, number, plural } from '#lib/format.ts';
import { type Command, CommandFailure, UsageError } from '../command.ts';

/** `gariotte territory load`: official outlines and centres of communes. */
export const territoryLoad: Command = {
  name: 'territory load',
  summary: 'Charge les contours et centres officiels de communes (GeoJSON de l’API géographique publique)',
  args: '<fichier…>',
  options: [{ name: 'source', value: '<texte>', help: 'd’où viennent les contours ; le nom du fichier et la date si rien n’est dit' }],
  run: async ({ deps, args, cwd, options, json, print, progress, signal }) => {
    if (args.length === 0) throw new UsageError('il faut au moins un fichier GeoJSON de communes.');
    await loadReference(deps)();
    const files = [];
    for (const name of args) files.push({ name, ...(await readFileOfCommunes(resolve(cwd, name), name)) });

    const results = [];
    for (const { name, rows, rejects } of files) {
      const source = String(options['source'] ?? `${basename(name)}, chargé le ${date(deps.clock.today())}`);
      const loaded = await loadOutlines(deps)({ rows, source, signal, onProgress: (done, total) => progress(done, total, `${basename(name)} : communes`) });
      if (!loaded.ok)
        throw new CommandFailure(`${name} : ${loaded.reason === 'names-disagree' ? `les noms ne vont pas avec les codes (${loaded.detail}). Est-ce un fichier de communes ?` : `aucune commune connue (${loaded.detail}).`}`);
      results.push({ file: name, ...loaded.value, rejects });
    }
    if (json) print(JSON.stringify(results, null, 2));
    else for (const line of results.flatMap(asText)) print(line);
    return 0;
  },
};

async function readFileOfCommunes(path: string, name: string) {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(`${name} : ${error.code === 'ENOENT' ? 'ce fichier n’existe pas' : error.code === 'EISDIR' ? 'c’est un dossier' : error.message}.`);
  });
  const read = readOutlineFile(text);
  if (!read.ok) throw new CommandFailure(`${name} : ${read.detail}.`);
  return read.value;
}

function asText({ file, communes, outlines, merged, unknown, rejects }: { file: string; communes: number; outlines: number; merged: number; unknown: { code: string; name: string | null }[]; rejects: { entry: number; code: string | null; reason: string }[] }): string[] {
  return [
    `${file} : ${plural(communes, 'commune')}, ${plural(outlines, 'contour')}${merged ? ` ; ${plural(merged, 'commune')} d’aujourd’hui réunie${merged > 1 ? 's' : ''} à partir d’anciennes` : ''}.`,
    ...unknown.map((one) => `  ${one.code} ${one.name ?? ''} : commune inconnue du code officiel géographique, laissée de côté`),
    ...rejects.map((one) => `  entrée ${one.entry}${one.code ? ` (${one.code})` : ''} : ${one.reason}, laissée de côté`),
  ];
}

/** `gariotte territory list`: the territories and what they hold. */
export const territoryList: Command = {
  name: 'territory list',
  summary: 'Liste les territoires',
  run: async ({ deps, json, print }) => {
    await loadReference(deps)();
    const all = await territories(deps.db);
    if (json) print(JSON.stringify(all, null, 2));
    else for (const one of all) print(`${one.id.padEnd(24)} ${one.name} : ${plural(one.communes, 'commune')}, ${number(one.population)} habitants, ${plural(one.departements.length, 'département')} (${listed(one.departements)})${one.operated ? ', animé ici' : ''}`);
    return 0;
  },
};

/** `gariotte territory create`: a territory from départements, groupings and communes. */
export const territoryCreate: Command = {
  name: 'territory create',
  summary: 'Crée un territoire à partir de départements, de groupements (EPCI) et de communes',
  args: '<identifiant>',
  options: [
    { name: 'name', value: '<nom>', help: 'nom montré, par exemple « Cantal »' },
    { name: 'said', value: '<texte>', help: 'comme on le dit après « dans » : « le Cantal » ; le nom si rien n’est dit' },
    { name: 'departement', value: '<codes>', help: 'codes de départements, séparés par des virgules' },
    { name: 'epci', value: '<codes>', help: 'SIREN de groupements, séparés par des virgules' },
    { name: 'commune', value: '<codes>', help: 'codes INSEE de communes, séparés par des virgules' },
    { name: 'operated', help: 'les entreprises de ces communes sont tenues dans ce territoire' },
  ],
  run: async ({ deps, args, options, json, print }) => {
    const [id, ...rest] = args;
    const { name, said } = options as Record<string, string | undefined>;
    if (!id || rest.length > 0 || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || id.length > 60) throw new UsageError('il faut un identifiant en minuscules, chiffres et traits d’union, par exemple « cantal ».');
    if (!name?.trim()) throw new UsageError('il faut un nom : --name <nom>.');
    await loadReference(deps)();
    const codes = (value: unknown) => String(value ?? '').split(',').map((code) => code.trim()).filter(Boolean);
    const created = await createTerritory(deps)({ id, name, withArticle: said, operated: options['operated'] === true, departements: codes(options['departement']), epcis: codes(options['epci']), communes: codes(options['commune']) });
    if (!created.ok) {
      if (created.reason === 'unknown-place') throw new UsageError(`code inconnu : ${listed(created.detail ?? [])}.`);
      if (created.reason === 'empty') throw new UsageError('aucune commune : donnez --departement, --epci ou --commune.');
      if (created.reason === 'taken') throw new CommandFailure(`le territoire « ${id} » existe déjà avec d’autres communes.`);
      throw new CommandFailure(`${plural(created.detail!.communes, 'commune')} de ce territoire sont déjà animées dans « ${created.detail!.territory} » : une entreprise n’appartient qu’à un seul.`);
    }
    if (json) print(JSON.stringify(created.value, null, 2));
    else print(`${name} : ${plural(created.value.communes, 'commune')}, ${plural(created.value.departements, 'département')}${created.value.created ? '' : ' (existait déjà)'}.`);
    return 0;
  },
};
