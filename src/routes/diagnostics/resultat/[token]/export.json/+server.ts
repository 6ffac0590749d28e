import { resultFor } from '../../opened.ts';
import type { RequestHandler } from './$types';

/** The whole result for programs: answers, figures, lines with their sources, actions. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { kept, opened, firm } = await resultFor(locals, params.token);
  const { reference, answers, result, since, compared } = opened;
  const body = { diagnosis: reference.id, edition: reference.edition, answeredUnder: kept.edition, on: kept.finishedAt ?? kept.updatedAt, siret: firm?.siret ?? null, answers, ...result, since, compared, sources: reference.sources };
  return new Response(JSON.stringify(body, null, 2), { headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': `attachment; filename="diagnostic-${reference.slug}.json"`, 'x-robots-tag': 'noindex' } });
};
