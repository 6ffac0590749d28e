import { expect, test } from 'vitest';
import type { EstablishmentRow, LegalUnitRow } from './columns.ts';
import { establishmentOf, type KeptCommune } from './establishment-of.ts';
import { establishment, legalUnit, person } from './testing/files.ts';

const CAHORS: KeptCommune = { territoryId: 'lot', code: '46042', centre: { longitude: 1.44, latitude: 44.45 } };
const POSITION = { siret: '10000000900017', qualite_xy: '11', x_longitude: '1.4321', y_latitude: '44.4321' };
// Text as the reading gives it: what the file leaves empty is null.
const asRead = <T>(row: object) => new Proxy(row, { get: (held, name) => Reflect.get(held, name) || null }) as T;
function imported(row: Parameters<typeof establishment>[0], unit: ReturnType<typeof legalUnit> | null) {
  const made = establishmentOf({ row: asRead<EstablishmentRow>(establishment({ enseigne1Etablissement: 'AU BON COPEAU', ...row })), unit: unit && asRead<LegalUnitRow>(unit), position: POSITION }, CAHORS);
  if (!made.ok) throw new Error(made.why);
  const { name, sign, street, postal_code, longitude, latitude, position_quality, diffusion, siret, commune_code, activity_code, size_band } = made.value;
  // What partial diffusion never hides.
  expect({ siret, commune_code, activity_code, size_band }).toEqual({ siret: '10000000900017', commune_code: '46042', activity_code: '16.10A', size_band: '03' });
  return { name, sign, place: [street, postal_code, longitude, latitude, position_quality], diffusion };
}
const AT_ADDRESS = ['12 RUE DES ESSAIS', '46000', 1.4321, 44.4321, 'address'];
const IN_COMMUNE = [null, null, 1.44, 44.45, 'commune'];

test('when all may be shown, a person is called by usual first name and name, a firm by its denomination, and the door keeps its sign', () => {
  expect(imported({}, person())).toEqual({ name: 'ODILONNE TARDIVAULX', sign: 'AU BON COPEAU', place: AT_ADDRESS, diffusion: 'O' });
  expect(imported({}, legalUnit())).toEqual({ name: 'SCIERIE INVENTEE', sign: 'AU BON COPEAU', place: AT_ADDRESS, diffusion: 'O' });
  expect(imported({}, person({ prenomUsuelUniteLegale: '', nomUsageUniteLegale: '' })).name).toBe('HORTENSIANE BOISSELIERE');
});

test('a person in partial diffusion has neither name, sign nor address', () => {
  const masked = { name: null, sign: null, place: IN_COMMUNE, diffusion: 'P' };
  expect(imported({}, person({ statutDiffusionUniteLegale: 'P' }))).toEqual(masked);
  expect(imported({ statutDiffusionEtablissement: 'P' }, person({ statutDiffusionUniteLegale: 'P' }))).toEqual(masked);
});

test('a firm in partial diffusion keeps its name and sign, not its acronym nor its address', () => {
  expect(imported({}, legalUnit({ statutDiffusionUniteLegale: 'P' }))).toEqual({ name: 'SCIERIE INVENTEE', sign: 'AU BON COPEAU', place: IN_COMMUNE, diffusion: 'P' });
  const acronymOnly = { denominationUniteLegale: '', sigleUniteLegale: 'SINV' };
  expect(imported({}, legalUnit(acronymOnly)).name).toBe('SINV');
  expect(imported({}, legalUnit({ ...acronymOnly, statutDiffusionUniteLegale: 'P' })).name).toBeNull();
});

test('an establishment alone in partial diffusion hides its address, and its sign when a person holds it', () => {
  expect(imported({ statutDiffusionEtablissement: 'P' }, legalUnit())).toEqual({ name: 'SCIERIE INVENTEE', sign: 'AU BON COPEAU', place: IN_COMMUNE, diffusion: 'P' });
  expect(imported({ statutDiffusionEtablissement: 'P' }, person())).toEqual({ name: 'ODILONNE TARDIVAULX', sign: null, place: IN_COMMUNE, diffusion: 'P' });
});

test('without its legal unit, an establishment in partial diffusion is taken for a person’s', () => {
  expect(imported({ statutDiffusionEtablissement: 'P' }, null)).toEqual({ name: null, sign: null, place: IN_COMMUNE, diffusion: 'P' });
  expect(imported({}, null)).toEqual({ name: 'AU BON COPEAU', sign: null, place: AT_ADDRESS, diffusion: 'O' });
});

test('a purged unit has lost its name, whatever the file still says of it', () => {
  expect(imported({}, person({ unitePurgeeUniteLegale: 'true' })).name).toBeNull();
});
