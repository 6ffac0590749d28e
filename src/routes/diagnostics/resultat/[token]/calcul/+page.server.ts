import { CERTAINTY_WORDS } from '#core/diagnosis/index.ts';
import { displayName } from '../../../../annuaire/names.ts';
import { resultFor } from '../../opened.ts';
import type { PageServerLoad } from './$types';

/** All of a result's arithmetic: what each sum is made of, and each line down to its factor. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  setHeaders({ 'x-robots-tag': 'noindex' });
  const { opened, firm } = await resultFor(locals, params.token);
  const { reference, result } = opened;
  return { token: params.token, title: reference.title, edition: reference.edition, firm: firm && { name: displayName(firm), demonstration: firm.origin === 'demonstration' }, sections: result.sections.filter(({ deep }) => deep), lines: result.lines.map((one) => ({ ...one, sureWords: CERTAINTY_WORDS[one.certainty] })), notes: result.notes };
};
