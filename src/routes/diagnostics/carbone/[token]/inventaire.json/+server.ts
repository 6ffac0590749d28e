import { inventoryFile } from '#core/diagnosis/index.ts';
import { carbonFor } from '../../opened.ts';
import type { RequestHandler } from './$types';

/** The inventory in the published format, to go on elsewhere or to come back. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { found } = await carbonFor(locals, params.token);
  return new Response(JSON.stringify(inventoryFile(found.inventory), null, 2), { headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="inventaire-carbone.json"', 'x-robots-tag': 'noindex' } });
};
