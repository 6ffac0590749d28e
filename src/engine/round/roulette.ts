/** Chooses among operators by what they have brought so far: the weights of Ropke, Pisinger (2006), §3.4. */
export type Roulette = {
  draw: (random: () => number) => number;
  /** Tells what the operator drawn last brought. */
  reward: (operator: number, points: number) => void;
};

/** Weights are brought up to date every so many draws, by this share of what was just seen; none dies out. */
const PERIOD = 200;
const REACTION = 0.2;
const LEAST = 0.1;

export function roulette(operators: number): Roulette {
  const weights = new Float64Array(operators).fill(1);
  const points = new Float64Array(operators);
  const uses = new Float64Array(operators);
  let draws = 0;
  const update = (): void => {
    const rates = points.map((sum, i) => sum / Math.max(1, uses[i]!));
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / operators;
    if (mean > 0) rates.forEach((rate, i) => { weights[i] = Math.max(LEAST, (1 - REACTION) * weights[i]! + (REACTION * rate) / mean); });
    points.fill(0);
    uses.fill(0);
  };
  return {
    draw: (random) => {
      if (++draws % PERIOD === 0) update();
      let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
      for (let i = 0; i < operators - 1; i++) if ((left -= weights[i]!) < 0) return i;
      return operators - 1;
    },
    reward: (operator, brought) => {
      uses[operator]!++;
      points[operator]! += brought;
    },
  };
}
