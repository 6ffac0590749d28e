import type { Diagnosis } from '../diagnosis.ts';
import type { NumberAnswer } from '../model.ts';
import { readReference } from '../read-reference.ts';
import { assessMobility, inCar } from './assess.ts';
import { gatherMobility } from './gather.ts';
import { staffOf, type World } from './model.ts';
import { commutesOf } from './rides.ts';

/** Trips to work and vehicles: distances, cost, tonnes, who could ride with whom, electric or not, a plan. */
export const mobility: Diagnosis<World> = {
  reference: readReference('mobility'),
  gather: gatherMobility,
  assess: assessMobility,
  measure: (asked) => {
    const share = inCar(asked);
    return share === null ? null : { value: Math.round(share * 100), unit: '%', label: 'viennent en voiture, seuls ou à plusieurs', digits: 0, better: 'low' };
  },
  check: (answers): Record<string, string> => {
    const people = staffOf(answers).reduce((sum, one) => sum + one.people, 0);
    const desk = (answers['desk'] as NumberAnswer | undefined)?.value ?? 0;
    return people > 0 && desk > people ? { desk: `Vous avez compté ${people}\u00a0personnes en tout : ce nombre ne peut pas le dépasser.` } : {};
  },
  feeds: (answers) => {
    const value = commutesOf(answers);
    return value ? { use: 'rides', kind: 'commutes', value } : null;
  },
};
