import { isSiret } from '../siret.ts';
import type { EstablishmentRow, LegalUnitRow, PositionRow } from './columns.ts';
import { maskOf } from './masking.ts';
import { namesOf } from './names.ts';
import { type Point, positionOf } from './position.ts';

/** A commune that establishments are kept for: today's code, its operated territory and its centre. */
export type KeptCommune = { territoryId: string; code: string; centre: Point | null };

/** An establishment as the directory holds it. */
export type Staged = {
  territory_id: string; siret: string; siren: string; name: string | null; sign: string | null; natural_person: boolean; street: string | null; postal_code: string | null; commune_code: string;
  longitude: number | null; latitude: number | null; position_quality: string; activity_code: string | null; activity_nomenclature: string | null; activity_2025_code: string | null;
  size_band: string | null; size_year: number | null; legal_category: string | null; head_office: boolean; created_on: string | null; closed_on: string | null; status: 'open' | 'closed'; diffusion: 'O' | 'P'; unit_read: boolean;
};
export type Found = { row: EstablishmentRow; unit: LegalUnitRow | null; position: PositionRow | null };

const STATUS = { A: 'open', F: 'closed' } as const;
const NAF_2025 = 'NAF2025';

/** An establishment of the register as the directory holds it, masked where its holder asked; or why the row cannot be right, in French. */
export function establishmentOf({ row, unit, position }: Found, commune: KeptCommune): { ok: true; value: Staged } | { ok: false; why: string } {
  const siret = row.siret ?? '';
  if (!/^\d{14}$/.test(siret)) return wrong(`le SIRET « ${siret} » n’a pas quatorze chiffres`);
  if (!isSiret(siret)) return wrong(`la clé du SIRET ${siret} est fausse`);
  if (row.siren !== siret.slice(0, 9)) return wrong(`le SIREN « ${row.siren ?? ''} » n’est pas le début du SIRET ${siret}`);
  const status = STATUS[row.etatAdministratifEtablissement as keyof typeof STATUS];
  if (!status) return wrong(`l’état « ${row.etatAdministratifEtablissement ?? ''} » n’est ni A (actif) ni F (fermé)`);
  if (!/^[OP]$/.test(row.statutDiffusionEtablissement ?? '')) return wrong(`le statut de diffusion « ${row.statutDiffusionEtablissement ?? ''} » n’est ni O ni P`);
  const created = dateOf(row.dateCreationEtablissement);
  const since = dateOf(row.dateDebut);
  if (created === undefined || since === undefined) return wrong(`la date « ${created === undefined ? row.dateCreationEtablissement : row.dateDebut} » ne s’écrit pas AAAA-MM-JJ`);

  const mask = maskOf(row, unit);
  const names = namesOf(row, unit && mask.acronym ? { ...unit, sigleUniteLegale: null } : unit);
  const place = positionOf(row, mask.address ? null : position, commune.centre);
  const atCentre = { longitude: commune.centre?.longitude ?? null, latitude: commune.centre?.latitude ?? null, quality: 'commune' as const };
  const shown = mask.address ? atCentre : place;
  return {
    ok: true,
    value: {
      territory_id: commune.territoryId,
      siret,
      siren: row.siren,
      name: mask.name ? null : names.name,
      sign: mask.sign ? null : names.sign,
      natural_person: names.naturalPerson,
      street: mask.address ? null : streetOf(row),
      postal_code: mask.address ? null : row.codePostalEtablissement,
      commune_code: commune.code,
      longitude: shown.longitude,
      latitude: shown.latitude,
      position_quality: shown.quality,
      activity_code: row.activitePrincipaleEtablissement,
      activity_nomenclature: row.activitePrincipaleEtablissement && row.nomenclatureActivitePrincipaleEtablissement,
      activity_2025_code: row.activitePrincipaleNAF25Etablissement ?? (row.nomenclatureActivitePrincipaleEtablissement === NAF_2025 ? row.activitePrincipaleEtablissement : null),
      size_band: row.trancheEffectifsEtablissement,
      size_year: /^\d{4}/.test(row.anneeEffectifsEtablissement ?? '') ? Number.parseInt(row.anneeEffectifsEtablissement!, 10) : null,
      legal_category: unit?.categorieJuridiqueUniteLegale ?? null,
      head_office: row.etablissementSiege?.toLowerCase() === 'true',
      created_on: created,
      closed_on: status === 'closed' ? since : null,
      status,
      diffusion: mask.partial ? 'P' : 'O',
      unit_read: unit !== null,
    },
  };
}

const wrong = (why: string) => ({ ok: false as const, why });

/** Null when there is none, undefined when what stands there is no date. Times of day are dropped. */
function dateOf(text: string | null): string | null | undefined {
  if (text === null) return null;
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(text)?.[1];
  return day && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day) ? day : undefined;
}

const streetOf = (row: EstablishmentRow): string | null =>
  [
    row.complementAdresseEtablissement,
    [row.numeroVoieEtablissement, row.indiceRepetitionEtablissement, row.typeVoieEtablissement, row.libelleVoieEtablissement].filter(Boolean).join(' '),
    row.distributionSpecialeEtablissement,
  ].filter(Boolean).join(', ') || null;
