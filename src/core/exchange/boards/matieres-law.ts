import type { FlowOut } from '#core/directory/index.ts';
import type { LegalReminder } from '../board.ts';

/** What the law says of what leaves a workshop. Reminders, each with its text: the board qualifies nothing. */
export const MATIERES_LAW = {
  byproduct: { text: 'Ce qui sort d’un atelier est un déchet, sauf si cinq conditions sont réunies : usage certain, usage direct, issu de la production, conforme, sans nuisance. Un écrit entre les deux prouve l’usage certain. Cet article est en cours de réforme : à vérifier avant de signer.', source: 'Code de l’environnement, art. L541-4-2' },
  waste: { text: 'Tant que c’est un déchet, qui le produit en répond jusqu’au bout : il ne le remet qu’à qui a le droit de le prendre.', source: 'Code de l’environnement, art. L541-2' },
  register: { text: 'Chaque départ d’un déchet se note dans un registre gardé trois ans au moins : date, nature, quantité, transporteur, destination.', source: 'Code de l’environnement, art. R541-43 ; arrêté du 31 mai 2021' },
  carriage: { text: 'Au-delà de 0,5 t de déchets par chargement, qui les transporte par la route s’est déclaré au préfet. Les gravats triés et quelques autres cas en sont dispensés.', source: 'Code de l’environnement, art. R541-50' },
  animal: { text: 'Restes d’animaux : leur usage et leur transport suivent des règles à part, avec un agrément ou un enregistrement selon le risque.', source: 'Règlement (CE) n° 1069/2009' },
  hazardous: { text: 'Un déchet dangereux ne s’échange pas ici : un opérateur autorisé le prend, avec un bordereau Trackdéchets.', source: 'Code de l’environnement, art. R541-45' },
} satisfies Record<string, LegalReminder>;

// Animal tissue of farming, and what meat and fish preparation leaves: decision 2000/532/EC, 02 01 02 and 02 02.
const ANIMAL = /^(020102|0202)/;

/** The reminders that apply to what some firms offer. */
export function materialLaw(offers: readonly FlowOut[]): LegalReminder[] {
  const { byproduct, waste, register, carriage, animal } = MATIERES_LAW;
  return [byproduct, waste, register, carriage, ...(offers.some(({ wasteCode }) => ANIMAL.test(wasteCode)) ? [animal] : [])];
}
