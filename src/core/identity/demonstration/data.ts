import { existsSync } from 'node:fs';
import { z } from 'zod';
import { factsFile, factsPath } from '#core/kernel/index.ts';

/** Invented people and bodies of a territory's demonstration. `firms`: how many invented firms the person speaks for. */
const DemonstrationPeople = z.strictObject({
  territory: z.string(),
  note: z.string(),
  bodies: z.array(z.strictObject({ key: z.string(), kind: z.enum(['departement', 'epci', 'cci', 'cma', 'chamber-of-agriculture', 'other']), name: z.string().includes('exemple'), phone: z.string().nullable(), email: z.email().endsWith('.invalid').nullable() })),
  people: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string().includes('Exemple'),
      email: z.email().endsWith('.invalid'),
      does: z.string(),
      bodies: z.array(z.strictObject({ body: z.string(), role: z.enum(['adviser', 'manager']) })).default([]),
      administrator: z.boolean().default(false),
      firms: z.int().min(0).default(0),
    }),
  ),
});
export type DemonstrationPeople = z.infer<typeof DemonstrationPeople>;

/** The people written for a territory's demonstration; null when there are none. */
export function demonstrationPeopleOf(territoryId: string): DemonstrationPeople | null {
  const file = `identity/demonstration-${territoryId}.json`;
  return /^[a-z0-9-]+$/.test(territoryId) && existsSync(factsPath(file)) ? DemonstrationPeople.parse(JSON.parse(factsFile(file))) : null;
}
