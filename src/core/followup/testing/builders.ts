import type { Deps } from '#core/kernel/index.ts';
import { type OpenPromise, openPromise } from '../open-promise.ts';

/** A promise of the stories: an adviser calls back about a roof to insulate, unless said otherwise. Answers its identifier. */
export async function aPromise(deps: Deps, given: Partial<OpenPromise> = {}): Promise<string> {
  const opened = await openPromise(deps)({
    territoryId: 'lot', kind: 'request', what: 'isoler le toit de l’atelier', subject: { kind: 'request', id: deps.newId() },
    about: { name: 'Boulangerie exemple', phone: '05 65 00 00 00', email: 'boulangerie@exemple.invalid' }, ...given,
  });
  return opened.value.id;
}
