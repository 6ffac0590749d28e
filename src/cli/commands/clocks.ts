import { runClocks } from '#core/followup/index.ts';
import { demonstrationAccounts } from '#core/identity/index.ts';
import { outbox, sendMails, stoppedClock } from '#core/kernel/index.ts';
import { currentTerritory } from '#core/territory/index.ts';
import { plural } from '#lib/format.ts';
import { type Command, CommandFailure, UsageError } from '../command.ts';

/** `gariotte clocks`: strikes what is due now; in a demonstration, as if a later day had come, to show what follow-up does. */
export const clocksCommand: Command = {
  name: 'clocks',
  summary: 'Fait passer maintenant les rappels dus ; le produit le fait seul, chaque minute',
  options: [{ name: 'on', value: '<date>', help: 'comme si ce jour était venu (AAAA-MM-JJ), dans une démonstration seulement' }],
  run: async ({ deps, args, options, json, print, signal }) => {
    const on = options['on'];
    if (args.length > 0) throw new UsageError('cette commande ne prend pas d’argument.');
    if (on !== undefined && (typeof on !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(Date.parse(on)))) throw new UsageError('--on attend une date, par exemple 2026-12-04.');
    const territory = await currentTerritory(deps.db);
    if (on !== undefined && (deps.mailLeaves || !territory || (await demonstrationAccounts(deps, territory.id)).length === 0)) throw new CommandFailure('--on n’est permis que dans une démonstration : ici de vraies personnes recevraient des rappels.');
    const then = on === undefined ? deps : { ...deps, clock: stoppedClock(`${on}T09:00:00Z`) };
    const struck = await runClocks(then, signal);
    // Later mails would otherwise wait for their day.
    if (on !== undefined) await sendMails(then, outbox, { siteUrl: 'http://localhost', signal, perSecond: 1_000 });
    if (json) print(JSON.stringify(struck));
    else print(`${plural(struck.struck, 'rappel dû', 'rappels dus')}, ${plural(struck.mails, 'message')}. Les messages sont à la page /courrier.`);
    return 0;
  },
};
