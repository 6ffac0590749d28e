import { z } from 'zod';
import type { Answers, LineAnswer, Reference } from '../model.ts';

const Sourced = z.strictObject({ value: z.number(), source: z.string() });
const Factor = Sourced.extend({ uncertainty: z.number().min(0).max(1) });
const Data = z.strictObject({
  /** Worked weeks a year; kilometres taken inside one commune, whose centre is all that is known; where a bicycle does, and an electric one. */
  weeks: Sourced, withinCommuneKm: Sourced, bikeKm: Sourced, ebikeKm: Sourced, centsPerKm: Sourced,
  /** kgCO2e a kilometre and person. */
  kgPerKm: z.record(z.string(), Factor),
  fuelPrice: Sourced, powerPrice: Sourced, litresPer100: z.record(z.string(), Sourced), kwhPer100: z.record(z.string(), Sourced), upkeepGain: Sourced, carKg: z.strictObject({ fuel: Sourced, electric: Sourced }),
  allowanceCap: Sourced, telework: Sourced, ecodriving: z.strictObject({ share: z.number(), eurosPerDay: z.number(), source: z.string() }), planCost: z.strictObject({ low: z.number(), high: z.number(), source: z.string() }),
  carpoolGain: z.strictObject({ value: z.number(), km: z.number(), source: z.string() }), planFrom: Sourced,
});
export type MobilityData = z.infer<typeof Data>;

/** What the mobility diagnosis keeps in its reference beside questions. */
export const mobilityData = (reference: Reference): MobilityData => Data.parse(reference.data);

/** People who come from one commune, alike. `start`, `end`: « 08:00 ». */
export type Staff = { home: string; people: number; mode: string; days: number; start: string; end: string };
export type Vehicles = { kind: 'car' | 'van'; energy: 'fuel' | 'electric'; count: number; km: number; litres: number };

const linesOf = (answers: Answers, id: string): LineAnswer[] => (Array.isArray(answers[id]) ? (answers[id] as unknown[]).filter((one): one is LineAnswer => typeof one === 'object' && one !== null) : []);
export const staffOf = (answers: Answers): Staff[] => linesOf(answers, 'staff') as unknown as Staff[];
export const fleetOf = (answers: Answers): Vehicles[] => linesOf(answers, 'fleet') as unknown as Vehicles[];
/** By car, alone or not, or by motorcycle: those who could share a car. */
export const byCar = ({ mode }: Staff): boolean => ['car', 'carpool', 'moto'].includes(mode);

/** How far one comes, one way. */
export type Far = { km: number; low: number; high: number; name: string; within: boolean };
/** Cars that could be shared, in words that name no employer; `employers`: neighbours that agreed and took part. */
export type Shared = { rows: { title: string; sentence: string; reasons: string[] }[]; people: number; kmSaved: number; euros: number; employers: number; why: string | null; notes: string[] };
/** What the result needs of the territory: how far each home commune is, and what the search for shared cars found. */
export type World = { far: Record<string, Far>; placeName: string; basis: string; shared: Shared | null };
