import { factorsFor } from '../factors.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { assessCarbon, carbonResult } from './assess.ts';
import { BESIDE } from './firm/kept-line.ts';
import { firmInventory } from './firm/firm-inventory.ts';
import type { Factors } from './factors-file.ts';
import { carbonReference } from './reference.ts';

/** Greenhouse gases: three questions by trade, then line by line. */
export const carbon: Diagnosis<Factors | undefined> = {
  reference: carbonReference,
  beside: BESIDE,
  deepen: { label: 'Préciser ligne par ligne, donner ses factures ou ses comptes', why: 'Chaque ligne que vous précisez remplace son estimation et resserre l’intervalle.' },
  gather: ({ db }, _, { answers, today }) => factorsFor(db, firmInventory(answers, today).read),
  assess: assessCarbon,
  measure: (asked) => {
    const { balance } = carbonResult(asked);
    return balance.perEmployee === null || balance.total.kg <= 0 ? null : { value: balance.perEmployee / 1000, unit: 'tCO₂e', label: 'par personne', digits: 1, better: 'low' };
  },
};
