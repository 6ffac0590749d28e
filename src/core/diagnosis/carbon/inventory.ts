import { z } from 'zod';
import { activityIds } from './activities.ts';
import { PART_ALSO, PART_KINDS, type PartKind } from './model.ts';
import { type Role, ROLES } from './rules.ts';

export const FORMAT = 'gariotte-carbon/1';

const roles = Object.keys(ROLES) as [Role, ...Role[]];
type Cut = Exclude<PartKind, 'whole'>;
const cuts = (Object.entries(PART_KINDS) as [PartKind, string][]).filter((one): one is [Cut, string] => one[0] !== 'whole');
/** Kinds of parts, by our identifiers or as Base Carbone writes them. */
const partNames = [...cuts.map(([kind]) => kind), ...cuts.map(([, name]) => name), ...Object.keys(PART_ALSO)] as [Cut, ...(Cut | string)[]];

const Percent = z.number().min(0).max(1_000);
const grade = z.int().min(1).max(5).optional();
const Quality = z.strictObject({ reliability: grade, technical: grade, geographic: grade, temporal: grade, completeness: grade }).describe('Qualité de 1 (la moins bonne) à 5, par critère');

const GasAmounts = z
  .strictObject({ co2f: z.number().optional(), ch4f: z.number().optional(), ch4b: z.number().optional(), n2o: z.number().optional(), others: z.number().optional() })
  .describe('En kgCO2e par unité ; leur somme ne dépasse pas le total');

const emission = { total: z.number().describe('kgCO2e par unité'), gases: GasAmounts.optional(), co2b: z.number().optional().describe('CO2 biogénique en kg par unité, hors du total') };

/** A factor that the inventory gives in full. */
export const OwnFactor = z.strictObject({
  name: z.string().min(1).max(500),
  unit: z.string().min(1).max(100).describe('Unité d’activité : « litre » ou « kgCO2e/litre »'),
  ...emission,
  number: z.string().max(100).optional().describe('Son numéro là d’où il vient'),
  parts: z.array(z.strictObject({ kind: z.enum(partNames).describe('Notre mot, ou celui de la Base Carbone'), name: z.string().optional(), ...emission })).max(50).optional().describe('Ce dont le total est fait, quand la source le dit'),
  uncertaintyPercent: Percent.optional().describe('Demi-largeur de l’intervalle à 95 %'),
  quality: Quality.optional(),
  avoided: z.boolean().optional(),
  source: z.string().min(1).max(500).describe('Qui le publie, où, en quelle édition'),
});

const number = z.union([z.string().regex(/^(bc-)?\d{1,9}$/), z.int().positive()]);

/** How a cooling line is computed: `quantity` pieces of equipment of a charge each, or a quantity in kg that is the charge itself. */
export const Cooling = z.strictObject({
  chargeKg: z.number().positive().optional().describe('Charge de fluide d’un appareil, en kg'),
  chargeOf: number.optional().describe('Numéro Base Carbone d’une charge moyenne'),
  leakPercent: z.number().min(0).max(100).optional().describe('Part de la charge qui fuit par an, en %'),
  leakOf: number.optional().describe('Numéro Base Carbone d’un taux de fuite'),
});

/** One line of activity. */
export const Line = z.strictObject({
  id: z.string().min(1).max(100).optional().describe('Votre repère ; deux lignes ne portent jamais le même'),
  label: z.string().max(500).optional(),
  comment: z.string().max(2_000).optional().describe('Vos mots sur cette ligne, d’où vient la quantité par exemple ; rien n’en est calculé'),
  activity: z.enum(activityIds).describe('Ce que c’est : voir « gariotte carbon activities »'),
  operatedBy: z.enum(roles).optional().describe('Qui exploite : operated, paid, neither, leased, rented-out ; selon l’activité si rien n’est dit'),
  quantity: z.number().min(0).max(1e12),
  unit: z.string().min(1).max(100),
  factor: z.union([number, OwnFactor]).optional().describe('Numéro Base Carbone, ou facteur donné en entier ; absent, la ligne est un manque nommé'),
  years: z.number().positive().max(200).optional().describe('Années d’amortissement, pour une immobilisation, un bien loué ou un placement'),
  cooling: Cooling.optional(),
  uncertaintyPercent: Percent.optional().describe('Incertitude de la quantité, demi-largeur de l’intervalle à 95 %'),
  quality: Quality.optional(),
});

const head = {
  format: z.literal(FORMAT),
  organisation: z.string().max(300).optional(),
  year: z.int().min(1990).max(2100).describe('Année dont ce sont les émissions'),
  employees: z.number().positive().max(1e7).optional().describe('En équivalents temps plein'),
  turnoverKeuros: z.number().positive().max(1e9).optional().describe('Chiffre d’affaires hors taxe de l’année, en milliers d’euros'),
};

/** What an inventory says of itself, lines apart. */
export const Head = z.object(head);
/** The whole file, as its published JSON Schema says it. */
export const Inventory = z.strictObject({ $schema: z.string().optional(), ...head, lines: z.array(Line).max(1_000_000) });

export type Head = z.output<typeof Head>;
export type Line = z.output<typeof Line>;
export type OwnFactor = z.output<typeof OwnFactor>;

/** The inventory file's published JSON Schema. */
export const inventorySchema = (): object => ({ title: 'Inventaire d’émissions de Gariotte', description: 'Lignes d’activité d’un bilan d’émissions de gaz à effet de serre (BEGES v5). Règles : docs/carbon.md.', ...z.toJSONSchema(Inventory, { io: 'input' }) });
