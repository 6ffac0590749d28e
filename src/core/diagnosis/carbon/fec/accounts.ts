import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';
import { activityIds } from '../activities.ts';
import { semicolonRows } from '../semicolons.ts';
import { type Energy } from '../actions/read-actions.ts';

/** How sure an account's factor is: `mapped` the account says what it is; `guessed` a factor that stands for it; `left` it says too little; `none` nothing is bought. */
export type How = 'mapped' | 'guessed' | 'left' | 'none';

const Row = z.object({
  prefix: z.string().regex(/^\d{1,5}$/), how: z.enum(['mapped', 'guessed', 'left', 'none']), label: z.string().min(3),
  activity: z.union([z.literal(''), z.enum(activityIds)]), factor: z.string().regex(/^(\d*|trade)$/), years: z.string().transform((text) => (text === '' ? null : Number(text))), why: z.string().default(''),
});
export type AccountRow = z.output<typeof Row>;

let read: AccountRow[] | undefined;
/** facts/carbon/fec-accounts.csv: beginnings of account numbers of the French chart of accounts, and what each buys. */
export const accountRows = (): readonly AccountRow[] => (read ??= semicolonRows(factsFile('carbon/fec-accounts.csv')).map((row) => Row.parse(row)));

/** The row of an account, the longest beginning that fits; null outside classes 2 and 6. A rebate (609, 619, 629) follows the account that it lowers. */
export function rowOfAccount(account: string): AccountRow | null {
  const rebate = /^6([012])9(.*)$/.exec(account);
  const plain = rebate ? `6${rebate[1]}${rebate[2]}` : account;
  return accountRows().filter(({ prefix }) => plain.startsWith(prefix)).sort((a, b) => b.prefix.length - a.prefix.length)[0] ?? null;
}

/** Factors of goods bought for resale or made into something, by trade; « produits manufacturés » for the others. */
const GOODS_OF: Record<string, string> = { baker: '43410', vintner: '43395', 'sheep-farm': '43395', 'market-gardener': '43395', sawmill: '43440', joiner: '43325', mason: '43305', garage: '43300', 'mechanical-workshop': '43430', 'food-workshop': '43410', 'inn-restaurant': '43410' };
export const goodsFactor = (trade: string | null): string => GOODS_OF[trade ?? ''] ?? '43365';

/** Energy that an account's own words name: its euros are turned into kWh or litres at a dated price, which is a guess. */
const ENERGY_WORDS: [RegExp, Energy, { activity: 'electricity' | 'fossil-fuel' | 'vehicle-fuel' | 'biomass'; factor: string; unit: string }][] = [
  [/electri/, 'electricity', { activity: 'electricity', factor: '43642', unit: 'kWh' }],
  [/gnr|non routier|gazole agricole|fuel agricole/, 'non-road-diesel', { activity: 'vehicle-fuel', factor: '14015', unit: 'litre' }],
  [/carburant|gazole|gasoil|diesel|essence/, 'diesel', { activity: 'vehicle-fuel', factor: '25775', unit: 'litre' }],
  [/fioul|fuel|mazout/, 'fuel-oil', { activity: 'fossil-fuel', factor: '14087', unit: 'litre' }],
  [/granule|pellet/, 'pellets', { activity: 'biomass', factor: '34948', unit: 'kg' }],
  [/\bgaz\b/, 'gas', { activity: 'fossil-fuel', factor: '37133', unit: 'kWh PCS' }],
];
export const energyNamed = (label: string) => ENERGY_WORDS.find(([words]) => words.test(label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase())) ?? null;
