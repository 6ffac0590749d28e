import type { Diagnosis } from '../diagnosis.ts';
import { readReference } from '../read-reference.ts';
import { aloneByCar, assessMobility } from './assess.ts';
import { gatherMobility } from './gather.ts';
import type { World } from './model.ts';
import { commutesOf } from './rides.ts';

/** Trips to work and vehicles: distances, cost, tonnes, who could ride with whom, electric or not, a plan. */
export const mobility: Diagnosis<World> = {
  reference: readReference('mobility'),
  gather: gatherMobility,
  assess: assessMobility,
  measure: (asked) => {
    const share = aloneByCar(asked);
    return share === null ? null : { value: Math.round(share * 100), unit: '%', label: 'viennent seuls en voiture', digits: 0, better: 'low' };
  },
  feeds: (answers) => {
    const value = commutesOf(answers);
    return value ? { use: 'rides', kind: 'commutes', value } : null;
  },
};
