import { loadDemonstrationDiagnoses } from '#core/diagnosis/index.ts';
import { loadDemonstration, removeDemonstration } from '#core/directory/index.ts';
import { forgetEstablishments, loadDemonstrationBoards, loadDemonstrationIntroductions, removeDemonstrationBoards } from '#core/exchange/index.ts';
import { loadDemonstrationPromises, removeDemonstrationPromises } from '#core/followup/index.ts';
import { loadDemonstrationPeople, removeDemonstrationPeople } from '#core/identity/index.ts';
import { type Deps, inTransaction } from '#core/kernel/index.ts';
import { loadDemonstrationPlans, loadDemonstrationRequests } from '#core/support/index.ts';
import { territories } from '#core/territory/index.ts';
import { plural } from '#lib/format.ts';
import { type Command, CommandFailure, UsageError } from '../command.ts';

const operated = async (deps: Deps) => (await territories(deps.db)).filter((one) => one.operated);
const noArguments = (args: string[]) => {
  if (args.length > 0) throw new UsageError('cette commande ne prend pas d’argument.');
};

/** `gariotte demo load`: the invented firms come, or come back. */
export const demoLoad: Command = {
  name: 'demo load',
  summary: 'Ajoute à l’annuaire les entreprises inventées de la démonstration, marquées « exemple »',
  run: async ({ deps, args, json, print }) => {
    noArguments(args);
    const answers = [];
    for (const { id, name } of await operated(deps)) {
      const answer = await loadDemonstration(deps)(id);
      await loadDemonstrationBoards(deps)(id);
      await loadDemonstrationPeople(deps)(id);
      await loadDemonstrationPromises(deps)(id);
      await loadDemonstrationRequests(deps)(id);
      await loadDemonstrationPlans(deps)(id, await loadDemonstrationDiagnoses(deps)(id));
      await loadDemonstrationIntroductions(deps)(id);
      if (answer.ok) answers.push({ territory: id, name, ...answer.value });
    }
    if (answers.length === 0) throw new CommandFailure('aucune démonstration n’est écrite pour les territoires ouverts ici.');
    if (json) print(JSON.stringify(answers, null, 2));
    else for (const one of answers) print(one.loaded ? `${one.name} : ${plural(one.firms, 'entreprise inventée', 'entreprises inventées')}, ${plural(one.facts, 'fiche')} de matières.` : `${one.name} : la démonstration y est déjà.`);
    return 0;
  },
};

/** `gariotte demo remove`: not one invented row is left, proposals included. */
export const demoRemove: Command = {
  name: 'demo remove',
  summary: 'Retire toutes les entreprises inventées, leurs fiches et les propositions qui les citent',
  run: async ({ deps, args, json, print }) => {
    noArguments(args);
    let firms = 0;
    let runs = 0;
    for (const { id } of await operated(deps))
      await inTransaction(deps.db, async (trx) => {
        await removeDemonstrationPromises({ ...deps, db: trx })(id);
        await removeDemonstrationPeople({ ...deps, db: trx })(id);
        await removeDemonstrationBoards({ ...deps, db: trx })(id);
        const sirets = await removeDemonstration({ ...deps, db: trx })(id);
        firms += sirets.length;
        runs += await forgetEstablishments({ ...deps, db: trx })(id, sirets);
      });
    if (json) print(JSON.stringify({ firms, runs }, null, 2));
    else print(firms === 0 ? 'Il n’y a aucune entreprise inventée ici.' : `${plural(firms, 'entreprise inventée retirée', 'entreprises inventées retirées')}, avec leurs fiches et leurs propositions. « gariotte demo load » les ramène.`);
    return 0;
  },
};
