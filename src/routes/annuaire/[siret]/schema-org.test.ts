import { expect, test } from 'vitest';
import type { Establishment } from '#core/directory/index.ts';
import { schemaOrg } from './schema-org.ts';

const firm: Establishment = {
  territoryId: 'lot', siret: '00000000000010', siren: '000000000', name: 'Scierie exemple </script><b>', sign: null, naturalPerson: false, street: '1 rue de l’Exemple', postalCode: '46300',
  communeCode: '46127', communeName: 'Gourdon', communePostalCodes: ['46300'], epciCode: null, epciName: null, longitude: 1.38, latitude: 44.74, positionQuality: 'address',
  activityCode: '16.10A', activityNomenclature: 'NAFRev2', activity2025Code: null, sizeBand: '02', sizeYear: 2023, headOffice: true, createdOn: '1998-03-01', closedOn: null,
  status: 'open', diffusion: 'O', origin: 'demonstration',
};

test('what search engines read can be read back, and cannot close its element', () => {
  const text = schemaOrg(firm, 'http://localhost')!;
  expect(text).not.toContain('<');
  expect(JSON.parse(text)).toMatchObject({ '@type': 'LocalBusiness', name: firm.name, identifier: { value: firm.siret }, address: { addressLocality: 'Gourdon', postalCode: '46300' } });
});

test('a masked holder is not described to search engines, and a masked place is left out', () => {
  expect(schemaOrg({ ...firm, name: null, sign: null }, 'http://localhost')).toBeNull();
  expect(schemaOrg({ ...firm, status: 'closed' }, 'http://localhost')).toBeNull();
  const masked = JSON.parse(schemaOrg({ ...firm, street: null, postalCode: null, longitude: null, latitude: null }, 'http://localhost')!);
  expect(masked.geo).toBeUndefined();
  expect(masked.address).toEqual({ '@type': 'PostalAddress', addressLocality: 'Gourdon', addressCountry: 'FR' });
});
