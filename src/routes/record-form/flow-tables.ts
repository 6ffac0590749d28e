import { fields, FlowIn, type FlowKind, FlowOut, type RecordKind, wasteList } from '#core/directory/index.ts';
import { STATE_WORDS } from '../annuaire/[siret]/fact-words.ts';

const { cents, choice, choices, day, longText, months, number, optional, text, usually } = fields;
const EVERY_MONTH = Array.from({ length: 12 }, (_, i) => i + 1);
const CODE = 'Un code de la liste des déchets, par exemple 03 01 05 ; l’annuaire donne celui d’un mot.';

/** Flows of material with the fields of the other kinds, for tables: their pages have words of their own. The conditions of a by-product are not in them: each has its evidence. */
export function flowTables(): Record<FlowKind, RecordKind> {
  const codes = Object.fromEntries(wasteList().map(({ code }) => [code, code.replace(/(\d\d)(?=\d)/g, '$1 ')]));
  const tonnes = { unit: 't', max: 5_000_000 };
  const common = { material: text({ label: 'Matière' }), tonnesPerYear: number({ label: 'Tonnes par an', ...tonnes }) };
  const during = { months: usually(months({ label: 'Mois' }), EVERY_MONTH), condition: optional(longText({ label: 'Condition' })) };
  const price = { unit: 'par tonne', min: -10_000_00, max: 10_000_00 };
  const moisture = { unit: '%', max: 100 };
  const out = {
    ...common,
    wasteCode: { ...choice({ label: 'Code déchet', options: codes }), problem: CODE },
    state: choice({ label: 'Forme', options: STATE_WORDS }),
    moisturePercent: optional(number({ label: 'Humidité', ...moisture })),
    disposalCentsPerTonne: optional(cents({ label: 'Élimination, euros par tonne', ...price })),
    since: optional(day({ label: 'Depuis' })),
    ...during,
  };
  const taken = {
    ...common,
    wasteCodes: { ...choices({ label: 'Codes déchet', options: codes }), problem: CODE },
    states: choices({ label: 'Formes acceptées', options: STATE_WORDS }),
    maxMoisturePercent: optional(number({ label: 'Humidité au plus', ...moisture })),
    purchaseCentsPerTonne: optional(cents({ label: 'Achat remplacé, euros par tonne', ...price })),
    minTonnesPerYear: usually(number({ label: 'Tonnes par an au moins', ...tonnes }), 0),
    maxKm: optional(number({ label: 'Kilomètres au plus', unit: 'km', min: 1, max: 1_000 })),
    use: optional(text({ label: 'Usage', most: 200 })),
    ...during,
  };
  const known = (wasteCodes: readonly string[]) => wasteCodes.every((code) => code in codes);
  const refused = (path: string) => ({ code: 'custom' as const, path: [path], message: CODE });
  const says = ({ material }: { material: string }) => material;
  return {
    'flow-out': { kind: 'flow-out', side: 'offers', label: 'Ce qui sort', ask: '', fields: out, schema: FlowOut.superRefine((flow, context) => void (known([flow.wasteCode]) || context.addIssue(refused('wasteCode')))), says } as unknown as RecordKind,
    'flow-in': { kind: 'flow-in', side: 'needs', label: 'Ce qui manque', ask: '', fields: taken, schema: FlowIn.superRefine((flow, context) => void (known(flow.wasteCodes) || context.addIssue(refused('wasteCodes')))), says } as unknown as RecordKind,
  };
}
