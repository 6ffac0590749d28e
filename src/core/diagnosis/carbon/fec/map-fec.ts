import { priceOf } from '../actions/read-actions.ts';
import type { Line } from '../inventory.ts';
import { accountRows, energyNamed, goodsFactor, type How, rowOfAccount } from './accounts.ts';
import type { Fec } from './read-fec.ts';

/** An account and what became of it. `euros` without VAT, credit notes taken off; `line` where it counts. */
export type MappedAccount = { account: string; label: string; euros: number; how: How; why: string; line: Line | null };
export type MappedFec = { year: number | null; turnoverKeuros: number | null; accounts: MappedAccount[]; lines: Line[]; euros: Record<How, number> };

/** How far an account's euros may be from what its factor is of, in % at 95 %: our assumptions. */
const UNCERTAINTY = { mapped: 10, guessed: 60, energy: 40 } as const;
export const MONEY_UNIT = 'keuro (2023) HT';

/**
 * Accounts of a FEC as inventory lines, class by class: class 6 by nature of purchase, class 2 gross value by its years, class 70 as turnover. VAT accounts (class 4) are no purchase; rebates and
 * credit notes come off. Euros are taken at the prices of the factors' year, 2023, uncorrected. `trade` tells what goods and raw materials are.
 */
export function mapFec(fec: Fec, trade: string | null = null): MappedFec {
  const accounts: MappedAccount[] = [];
  let sales = 0;
  for (const { account, label, debit, credit } of fec.accounts) {
    const net = debit - credit;
    if (account.startsWith('70')) sales -= net;
    if (account.startsWith('7') || net === 0) continue;
    const energy = /^60(6[12]|[12]|22)/.test(account) ? energyNamed(label) : null;
    accounts.push(energy ? energyLine(account, net / 100, energy) : moneyLine(account, net / 100, trade));
  }
  takeOffRebates(accounts);
  const euros = { mapped: 0, guessed: 0, left: 0, none: 0 };
  for (const one of accounts) euros[one.how] += one.euros;
  return { year: fec.year, turnoverKeuros: sales > 0 ? sales / 100_000 : null, accounts, lines: merged(accounts), euros };
}

function moneyLine(account: string, euros: number, trade: string | null): MappedAccount {
  const row = rowOfAccount(account);
  // An account is called by the chart's own words: the file's may name a person.
  if (!row || row.how === 'none') return { account, label: row?.label ?? 'Autre compte', euros, how: 'none', why: row?.why ?? 'hors des achats', line: null };
  if (row.how === 'left' || row.activity === '') return { account, label: row.label, euros, how: 'left', why: row.why, line: null };
  if (euros < 0) return { account, label: row.label, euros, how: 'left', why: 'plus d’avoirs que d’achats : rattachez cette somme à l’achat qu’elle diminue', line: null };
  const factor = row.factor === 'trade' ? goodsFactor(trade) : row.factor;
  return { account, label: row.label, euros, how: row.how, why: row.why, line: { id: `fec-${account}`, label: `${row.label} (compte ${account})`, activity: row.activity, quantity: euros / 1000, unit: MONEY_UNIT, factor, uncertaintyPercent: UNCERTAINTY[row.how], ...(row.years === null ? {} : { years: row.years }) } };
}

function energyLine(account: string, euros: number, [, energy, { activity, factor, unit }]: NonNullable<ReturnType<typeof energyNamed>>): MappedAccount {
  const price = priceOf(energy);
  const label = { electricity: 'Électricité', 'non-road-diesel': 'Gazole non routier', diesel: 'Carburant', 'fuel-oil': 'Fioul', pellets: 'Granulés', gas: 'Gaz', propane: 'Propane', petrol: 'Essence', wood: 'Bois' }[energy];
  if (!price || euros <= 0) return { account, label, euros, how: 'left', why: 'dites les kWh ou les litres de vos factures', line: null };
  return { account, label, euros, how: 'guessed', why: `${String(price.euros).replace('.', ',')} € par ${price.unit} : ${price.source}`, line: { id: `fec-${account}`, label: `${label} (compte ${account})`, activity, quantity: euros / price.euros, unit, factor, uncertaintyPercent: UNCERTAINTY.energy } };
}

/** A rebate, or a sub-account that holds credit notes only, comes off an account bought under the same row of the chart, if one is large enough. */
function takeOffRebates(accounts: MappedAccount[]): void {
  for (const rebate of accounts) {
    if (rebate.how !== 'left' || rebate.euros >= 0) continue;
    const row = rowOfAccount(rebate.account);
    const lowered = row && row.activity !== '' ? accounts.find(({ account, line }) => line?.unit === MONEY_UNIT && rowOfAccount(account) === row && line.quantity * 1000 + rebate.euros > 0) : undefined;
    if (!lowered?.line) continue;
    lowered.line.quantity += rebate.euros / 1000;
    Object.assign(rebate, { how: lowered.how, why: `retranché du compte ${lowered.account}` });
  }
}

/** One line an account of the chart: sub-accounts that say the same thing make one. */
function merged(accounts: MappedAccount[]): Line[] {
  const byKey = new Map<string, Line>();
  for (const { line } of accounts) {
    if (!line) continue;
    const key = [line.activity, line.factor, line.unit, line.years, line.label?.replace(/ \(compte.*/, '')].join('|');
    const former = byKey.get(key);
    if (former) former.quantity += line.quantity;
    else byKey.set(key, { ...line });
  }
  return [...byKey.values()];
}

/** The classes that the map knows, for docs and tests. */
export const knownAccounts = () => accountRows().map(({ prefix, how, label }) => ({ prefix, how, label }));
