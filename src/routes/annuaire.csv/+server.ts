import { matchingRows, nafLabel, type SearchRow, sizeLabel } from '#core/directory/index.ts';
import { csv } from '#lib/csv.ts';
import { readAddress } from '../annuaire/read-address.ts';
import type { RequestHandler } from './$types';

const HEADER = ['SIRET', 'Nom', 'Enseigne', 'Code activité', 'Activité', 'Code postal', 'Commune', 'Code commune', 'Effectif', 'État', 'Exemple inventé', 'Longitude', 'Latitude'];

const lineOf = (row: SearchRow) => [
  row.siret, row.name, row.sign, row.activityCode, row.activityCode && nafLabel(row.activityCode), row.postalCode, row.communeName, row.communeCode,
  sizeLabel(row.sizeBand), row.status === 'open' ? 'ouvert' : 'fermé', row.origin === 'demonstration' ? 'oui' : 'non', row.longitude, row.latitude,
];

/** The whole result of a search as a table, sent as it is read. */
export const GET: RequestHandler = ({ locals, url }) => {
  const { input } = readAddress(url.searchParams);
  const batches = matchingRows(locals.deps.db, input, locals.viewer);
  const bytes = new TextEncoder();
  const body = new ReadableStream({
    start: (sink) => sink.enqueue(bytes.encode(csv([HEADER]))),
    pull: async (sink) => {
      const { done, value } = await batches.next();
      if (done) return sink.close();
      sink.enqueue(bytes.encode(csv(value.map(lineOf)).slice(1)));
    },
    cancel: async () => {
      await batches.return(undefined);
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="annuaire.csv"' } });
};
