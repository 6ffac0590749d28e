import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';

const Said = z.object({ note: z.string(), kind: z.enum(['assumption', 'source']), source: z.string().optional() });
const Share = z.number().min(0).max(1);
const Assumed = z.object({
  vehicle: Said.extend({ centsPerKm: z.number() }),
  work: Said.extend({ centsPerHour: z.number() }),
  speed: Said.extend({ kmPerHour: z.number() }),
  share: Said.extend({ value: Share }),
  stop: Said.extend({ minutes: z.number() }),
  day: Said.extend({ longestMinutes: z.number(), startsAt: z.number() }),
  unsaidPrice: Said.extend({ centsPerKg: z.number() }),
  carriage: Said.extend({ maxKm: z.number() }),
  school: Said.extend({ weeksWithout: z.array(z.int().min(1).max(52)) }),
  shares: Said.extend({ measured: Share, stated: Share, estimated: Share }),
});

/** Every figure that this board counts with, each with its source or marked an assumption. */
export const assumed = Assumed.parse(JSON.parse(factsFile('exchange/circuits-courts.json')));

/** Minutes that so many kilometres take. */
export const minutesOf = (km: number): number => (km / assumed.speed.kmPerHour) * 60;

/** What driving so far and so long costs, in cents: the vehicle, and the time of the person in it. */
export const drivingCents = (km: number, minutes: number): number => km * assumed.vehicle.centsPerKm + (minutes / 60) * assumed.work.centsPerHour;

/** What one delivery alone costs, there and back, in cents. */
export const aloneCents = (km: number): number => drivingCents(2 * km, minutesOf(2 * km) + assumed.stop.minutes);

/** The least value in cents of one delivery alone that pays for its way, to the euro above. */
export const leastOrderCents = (km: number): number => Math.ceil((aloneCents(km) + 3) / assumed.share.value / 100) * 100;
