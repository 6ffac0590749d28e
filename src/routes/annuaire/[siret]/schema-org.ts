import type { Establishment } from '#core/directory/index.ts';

/**
 * The establishment as schema.org's LocalBusiness, in JSON safe inside a `script` element: only what its page shows to all, nothing of what its holder
 * asked to mask. Null when it is closed or has no name to publish.
 */
export function schemaOrg(firm: Establishment, origin: string): string | null {
  if (firm.status === 'closed' || firm.name === null) return null;
  const data = {
    '@context': 'https://schema.org',
    '@type': 'LocalBusiness',
    '@id': `${origin}/annuaire/${firm.siret}`,
    url: `${origin}/annuaire/${firm.siret}`,
    name: firm.sign ?? firm.name,
    ...(firm.sign ? { legalName: firm.name } : {}),
    identifier: { '@type': 'PropertyValue', propertyID: 'SIRET', value: firm.siret },
    address: { '@type': 'PostalAddress', ...(firm.street ? { streetAddress: firm.street } : {}), ...(firm.postalCode ? { postalCode: firm.postalCode } : {}), addressLocality: firm.communeName, addressCountry: 'FR' },
    ...(firm.longitude !== null && firm.latitude !== null ? { geo: { '@type': 'GeoCoordinates', latitude: firm.latitude, longitude: firm.longitude } } : {}),
    ...(firm.createdOn ? { foundingDate: firm.createdOn } : {}),
  };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
