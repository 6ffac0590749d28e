import { asActor } from '#core/identity/index.ts';
import { dateOf } from '#core/kernel/index.ts';
import { OUTCOME_WORDS, REQUEST_STATE_WORDS, requestsOf, subjectLabel } from '#core/support/index.ts';
import { csvResponse } from '#lib/csv.ts';
import { requireAdviser } from '../../require.ts';
import { readFilter } from '../demandes/filter.ts';
import type { RequestHandler } from './$types';

const HEADER = ['Demandée le', 'Sujet', 'Commune', 'Code commune', 'Personne', 'Entreprise', 'SIRET', 'Démarre', 'Téléphone', 'Courriel', 'En ses mots', 'État', 'Suivie par', 'Structure', 'Premier mot le', 'Due le', 'Close le', 'Issue', 'Raison', 'Minutes', 'Exemple inventé'];
const MOST = 10_000;

/** The requests of a view as a table. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const me = requireAdviser(locals);
  const { filter } = readFilter(url.searchParams, me.id);
  const found = await asActor(locals.deps.db, me, locals.territory.id, (db) => requestsOf(db, locals.territory.id, { ...filter, limit: MOST, offset: 0 }));
  return csvResponse('demandes.csv', [
    HEADER,
    ...found.map((one) => [
      dateOf(one.askedAt), subjectLabel(one.subject), one.communeName, one.communeCode, one.personName, one.firmName, one.siret, one.starting ? 'oui' : 'non', one.phone, one.email, one.words, REQUEST_STATE_WORDS[one.state],
      one.ownerName, one.bodyName, one.firstWordAt && dateOf(one.firstWordAt), one.dueOn, one.closedAt && dateOf(one.closedAt), one.outcome && OUTCOME_WORDS[one.outcome], one.reason, one.minutes, one.demonstration ? 'oui' : 'non',
    ]),
  ]);
};
