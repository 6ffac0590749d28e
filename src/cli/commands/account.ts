import { addAccount, AddAccount, codeForOperator } from '#core/identity/index.ts';
import { currentTerritory } from '#core/territory/index.ts';
import { type Command, CommandFailure, UsageError } from '../command.ts';

/** `gariotte account add`: the first administrator, an adviser and her body. */
export const accountAdd: Command = {
  name: 'account add',
  summary: 'Ajoute une personne : administratrice du territoire, conseillère ou responsable d’une structure',
  args: '<courriel>',
  options: [
    { name: 'name', value: '<prénom nom>', help: 'son nom' },
    { name: 'administrator', help: 'lui confie l’administration du territoire' },
    { name: 'body', value: '<structure>', help: 'la rattache à cette structure, créée si elle n’existe pas' },
    { name: 'manager', help: 'en fait la responsable de cette structure' },
  ],
  run: async ({ deps, args, options, json, print }) => {
    const territory = await currentTerritory(deps.db);
    if (!territory) throw new CommandFailure('aucun territoire n’est encore ouvert ici : « gariotte serve » en prépare un.');
    const input = AddAccount.safeParse({ territoryId: territory.id, email: args[0], name: options['name'], administrator: options['administrator'] === true, body: options['body'], role: options['manager'] === true ? 'manager' : 'adviser' });
    if (!input.success || args.length !== 1) throw new UsageError('il faut un courriel, et --name avec un nom.');
    const added = await addAccount(deps)(input.data);
    if (!added.ok) throw new CommandFailure('ce courriel est celui d’une personne inventée de la démonstration.');
    if (json) print(JSON.stringify(added.value));
    else print(`${added.value.created ? 'Ajouté' : 'Déjà connu, mis à jour'} : ${input.data.email}. Cette personne se connecte par un code à la page /connexion ; « gariotte account code ${input.data.email} » en donne un ici.`);
    return 0;
  },
};

/** `gariotte account code`: a way in when no mail leaves. */
export const accountCode: Command = {
  name: 'account code',
  summary: 'Donne un code de connexion à usage unique, pour qui tient la machine',
  args: '<courriel>',
  run: async ({ deps, args, json, print }) => {
    const [email, ...others] = args;
    if (!email || !email.includes('@') || others.length > 0) throw new UsageError('il faut un courriel.');
    const code = await codeForOperator(deps, email);
    if (json) print(JSON.stringify({ email, code }));
    else print(`${code.slice(0, 3)} ${code.slice(3)} : à taper dans le quart d’heure, après avoir demandé un code pour ${email} à la page /connexion.`);
    return 0;
  },
};
