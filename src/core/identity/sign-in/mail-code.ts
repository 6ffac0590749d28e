import { type Deps, queueMail } from '#core/kernel/index.ts';
import { currentTerritory } from '#core/territory/index.ts';
import { CODE_SECONDS } from './auth.ts';

export const CODE_MAIL = 'sign-in-code';

/** Writes a sign-in code to who asked for it: at once, at any hour. */
export const mailCode =
  (deps: Deps) =>
  async ({ email, code }: { email: string; code: string }): Promise<void> => {
    // Nobody reads an invented person's mail; these accounts are entered in one click.
    if (await deps.db.selectFrom('person').select('id').where('email', '=', email).where('demonstration', '=', true).executeTakeFirst()) return;
    const shown = `${code.slice(0, 3)} ${code.slice(3)}`;
    await queueMail(deps, {
      territoryId: (await currentTerritory(deps.db))?.id ?? '',
      to: email,
      kind: CODE_MAIL,
      essential: true,
      subject: `${shown} : votre code de connexion`,
      lines: [`Votre code de connexion à Gariotte : ${shown}`, `Il sert une fois, dans les ${CODE_SECONDS / 60} minutes. Ne le donnez à personne : nous ne vous le demanderons jamais.`],
      why: 'Quelqu’un, sans doute vous, a demandé ce code sur la page de connexion. Si ce n’est pas vous, il n’y a rien à faire.',
    });
  };
