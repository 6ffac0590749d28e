import { sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';
import { type Factors, shippedFactors } from './carbon/factors-file.ts';
import type { Factor } from './carbon/model.ts';
import type { ReadInventory } from './carbon/read-inventory.ts';
import type {} from './tables.ts';

/** The factors that an inventory names: imported ones first, those of the product for the rest. What we find doubtful stays said as long as the value is the same. */
export async function factorsFor(db: Db, { lines }: Pick<ReadInventory, 'lines'>): Promise<Factors> {
  const numbers = [...new Set(lines.map(({ line }) => line.factor).filter((factor) => typeof factor === 'number' || typeof factor === 'string').map((factor) => String(factor).replace(/^bc-/, '')))];
  const { rows } = await sql<{ body: Factor }>`select body from imported_factor where number = any (select jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb))`.execute(db);
  const imported = new Map(rows.map(({ body }) => [body.number!, withDoubt(body)]));
  return (number) => imported.get(number) ?? shippedFactors().get(number);
}

function withDoubt(factor: Factor): Factor {
  const shipped = shippedFactors().get(factor.number!);
  return shipped && shipped.total === factor.total && shipped.unit === factor.unit ? { ...factor, doubt: shipped.doubt, avoided: factor.avoided || shipped.avoided } : factor;
}
