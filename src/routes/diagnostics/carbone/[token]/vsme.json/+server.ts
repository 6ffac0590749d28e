import { vsmeFor } from '../vsme/vsme.ts';
import type { RequestHandler } from './$types';

/** The voluntary standard for programs, its gaps named, with the firm's own duties. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { vsme, duties } = await vsmeFor(locals, params.token);
  const body = { ...vsme, duties: duties.map(({ duty, applies, next }) => ({ id: duty.id, title: duty.title, kind: duty.kind, applies, next, source: duty.source })) };
  return new Response(JSON.stringify(body, null, 2), { headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="vsme.json"', 'x-robots-tag': 'noindex' } });
};
