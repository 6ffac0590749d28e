import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { compareYears, type ReadInventory, readInventory } from '#core/diagnosis/index.ts';
import { number } from '#lib/format.ts';
import { type Command, CommandFailure, UsageError } from '../command.ts';

/** `gariotte carbon compare`: two years beside each other at equal method. */
export const carbonCompare: Command = {
  name: 'carbon compare',
  summary: 'Compare deux inventaires à méthode et facteurs égaux, poste par poste',
  args: '<avant.json> <après.json>',
  database: false,
  run: async ({ args, cwd, json, print }) => {
    const [before, after, ...others] = args;
    if (before === undefined || after === undefined || others.length > 0) throw new UsageError('il faut deux fichiers d’inventaire : celui d’avant, puis celui d’après.');
    const [was, is] = [await inventoryOf(cwd, before), await inventoryOf(cwd, after)];
    const compared = compareYears(was, is);
    if (json) return print(JSON.stringify(compared, null, 2)), 0;
    const tonnes = (kg: number) => number(kg / 1000, 2);
    const { total } = compared;
    print(`${compared.years.map((year) => year ?? '?').join(' → ')} : ${tonnes(total.before)} → ${tonnes(total.now)} tCO₂e, soit ${tonnes(total.change)} (quantités ${tonnes(total.activity)}, lignes et facteurs changés ${tonnes(total.other)}).`);
    for (const one of compared.posts) print(`${one.post}${tonnes(one.before).padStart(12)}${tonnes(one.now).padStart(12)}${tonnes(one.change).padStart(12)}  ${one.label}`);
    if (compared.perEmployee) print(`Par salarié : ${tonnes(compared.perEmployee.before)} → ${tonnes(compared.perEmployee.now)} tCO₂e`);
    if (compared.perKeuro) print(`Par millier d’euros : ${number(compared.perKeuro.before, 1)} → ${number(compared.perKeuro.now, 1)} kgCO₂e`);
    return 0;
  },
};

async function inventoryOf(cwd: string, file: string): Promise<ReadInventory> {
  const bytes = await readFile(resolve(cwd, file)).catch(() => {
    throw new CommandFailure(`le fichier ${file} ne se lit pas.`);
  });
  const read = readInventory(bytes, new Date().getFullYear());
  if (!read.ok) throw new CommandFailure(`${file} n’est pas un inventaire : ${read.detail}`);
  return read.value;
}
