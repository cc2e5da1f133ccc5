import { CostError } from './errors.ts';

/** Counts what evaluations cost, in cel-go's units. Invariant: `used` never exceeds `limit` by more than one step. */
export class Meter {
  used = 0;
  readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  get left(): number {
    return this.limit - this.used;
  }

  /** Throws CostError when the budget is used up. */
  spend(cost: number): void {
    this.used += cost;
    if (this.used > this.limit) throw new CostError();
  }
}
