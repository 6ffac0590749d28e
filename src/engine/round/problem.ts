/**
 * A day of rounds: who must be visited, when, with what on board, and the vehicles that may go. Minimised: what the vehicles used cost
 * (`fixed`), plus the cost of the arcs driven, plus the price of the requests left aside. Everything is a whole number, so that sums
 * are exact: choose small units (metres, seconds, cents), not fractions.
 */
export type RoundProblem = {
  /** Side of the matrices: every depot and every stop is a node. */
  nodes: number;
  /** `nodes × nodes`, row by row, from row to column: what driving the arc costs. Not negative. Need not be symmetric. */
  cost: Float64Array;
  /** `nodes × nodes`: how long the arc takes. Not negative. */
  time: Float64Array;
  /**
   * A stop's service may start from `opens` to `closes`, and lasts `service`; arriving early is waiting. Depots have
   * windows too, and the service where a vehicle starts is its loading.
   */
  opens: Float64Array;
  closes: Float64Array;
  service: Float64Array;
  requests: {
    /** Where to load; -1 when the load comes from the vehicle's own depot. */
    pickup: Int32Array;
    /** Where to unload; -1 when the load goes back to the depot, or for a mere visit (load 0). Same vehicle as the pickup, later. */
    delivery: Int32Array;
    /** How much room it takes on board, at least 0. */
    load: Float64Array;
    /** What leaving it aside costs. Without this array every request is compulsory. */
    price?: Float64Array;
  };
  vehicles: {
    /** Nodes it leaves from and comes back to. */
    start: Int32Array;
    end: Int32Array;
    capacity: Float64Array;
    /** The shift: not out before `from`, back by `until`, away at most `longest` (departure may wait for the first stop). */
    from: Float64Array;
    until: Float64Array;
    longest: Float64Array;
    /** Paid once if the vehicle goes out at all: large, it makes few vehicles come first. */
    fixed: Float64Array;
  };
  /** `requests × vehicles`: 1 where the vehicle may not serve the request (no cold room, no such skill). */
  barred?: Uint8Array;
};

/** What each vehicle does, as nodes in order without its depots; an idle vehicle has none. Requests left aside, by index. */
export type Rounds = { routes: Int32Array[]; left: Int32Array };

/** Largest whole number whose sums stay exact for any realistic number of terms. */
export const LARGEST = 2 ** 43;
