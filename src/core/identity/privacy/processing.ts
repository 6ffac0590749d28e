import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';
import { type Retention, retentions } from './retention.ts';

const Activity = z.strictObject({ name: z.string(), purpose: z.string(), basis: z.string(), people: z.string(), data: z.string(), recipients: z.string(), retention: z.array(z.string()), kept: z.string().optional() });
export type Activity = Omit<z.infer<typeof Activity>, 'retention'> & { retention: Retention[] };

/** The register of processing (RGPD, art. 30), with how long each thing is kept. */
export function processing(): Activity[] {
  const kept = new Map(retentions().map((one) => [one.kind, one]));
  return z.strictObject({ note: z.string(), activities: z.array(Activity) }).parse(JSON.parse(factsFile('identity/processing.json'))).activities.map((one) => ({ ...one, retention: one.retention.map((kind) => kept.get(kind)!) }));
}
