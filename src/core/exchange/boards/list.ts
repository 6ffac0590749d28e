import type { Board } from '../board.ts';
import { circuitsCourts } from './circuits-courts/board.ts';
import { sousTraitance } from './sous-traitance/board.ts';
import { locaux } from './locaux.ts';
import { mutualisation } from './mutualisation.ts';
import { numerique } from './numerique.ts';
import { trajets } from './trajets.ts';
import { tempsPartage } from './temps-partage.ts';
import { emplois } from './emplois.ts';
import { transmission } from './transmission.ts';

/** Every board beside the one of by-products, which has pages of its own. A new board is one line here. */
export const BOARDS = [
  locaux,
  trajets,
  mutualisation,
  numerique,
  tempsPartage,
  circuitsCourts,
  sousTraitance,
  emplois,
  transmission,
] as unknown as readonly Board[];

/** The board of this identifier, or null. */
export const boardOf = (id: string): Board | null => BOARDS.find((one) => one.id === id) ?? null;
