import { z } from 'zod';

const MOST = 10_000_000;
const figure = (typed: unknown): number | null | undefined => {
  const text = typeof typed === 'string' ? typed.replaceAll(/[\s\u00a0\u202f€]/g, '').replace(',', '.') : '';
  if (text === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && Math.abs(value) <= MOST ? value : undefined;
};

const Typed = z.object({ resultat: z.enum(['done', 'under-way', 'not-done'], 'Choisissez où cela en est.'), mots: z.string().max(1_000, 'Mille caractères au plus.').default('') });

export type ResultTyped = { resultat: string; quantite: string; valeur: string; mots: string };
export type ResultRead = { ok: true; result: 'done' | 'under-way' | 'not-done'; quantity: number | null; worthCents: number | null; words: string } | { ok: false; typed: ResultTyped; field: keyof ResultTyped; problem: string };

/** What a form says of an outcome: a quantity and euros a year as typed, « 1 234,5 »; what does not read is told at its field. */
export function readResult(form: FormData): ResultRead {
  const typed = { resultat: String(form.get('resultat') ?? ''), quantite: String(form.get('quantite') ?? ''), valeur: String(form.get('valeur') ?? ''), mots: String(form.get('mots') ?? '') };
  const read = Typed.safeParse(typed);
  if (!read.success) return { ok: false, typed, field: read.error.issues[0]!.path[0] as keyof ResultTyped, problem: read.error.issues[0]!.message };
  const [quantity, euros] = [figure(typed.quantite), figure(typed.valeur)];
  if (quantity === undefined || (quantity !== null && quantity < 0)) return { ok: false, typed, field: 'quantite', problem: 'Ce nombre ne se lit pas. Par exemple 120 ou 120,5.' };
  if (euros === undefined) return { ok: false, typed, field: 'valeur', problem: 'Cette somme ne se lit pas. Par exemple 3 700, ou −500 si cela coûte.' };
  return { ok: true, result: read.data.resultat, quantity, worthCents: euros === null ? null : Math.round(euros * 100), words: read.data.mots.trim() };
}
