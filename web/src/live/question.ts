/** One question that events make stale, asked no faster than it may cost. */

/** It rests after each answer; after `burst` times in a row it is asked once in `everyMs`, as long as events last. */
export type Pace = { restMs: number; burst: number; everyMs: number };

/** Many events in a moment are one reason to ask: at once, and once more after a rest. It waits for its answer:
 * to ask meanwhile would break off what is on its way, and a slow house would never get to answer. */
export class Question {
  private isWanted = false;
  private isBusy = false;
  /** Until when `everyMs` for each time it was asked will have passed. */
  private paidAt = 0;

  constructor(
    private readonly ask: () => Promise<void>,
    private readonly pace: Pace,
  ) {}

  want(): void {
    this.isWanted = true;
    if (!this.isBusy) void this.goOn();
  }

  private async goOn(): Promise<void> {
    this.isBusy = true;
    while (this.isWanted) {
      this.isWanted = false;
      this.paidAt = Math.max(this.paidAt, Date.now()) + this.pace.everyMs;
      await this.ask();
      await passed(this.rest());
    }
    this.isBusy = false;
  }

  private rest(): number {
    const { restMs, burst, everyMs } = this.pace;
    return Math.max(restMs, this.paidAt - (burst - 1) * everyMs - Date.now());
  }
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
