import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Question } from "./question";

const PACE = { restMs: 100, burst: 3, everyMs: 2_000 };

describe("a question", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("waits for its answer, however slow, and is asked once more for all that came meanwhile", async () => {
    let answer = () => {};
    const ask = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          answer = resolve;
        }),
    );
    const question = new Question(ask, PACE);
    for (let count = 0; count < 20; count += 1) {
      question.want();
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(ask).toHaveBeenCalledTimes(1);
    answer();
    await vi.advanceTimersByTimeAsync(PACE.restMs);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it("may be asked some times in a row, then once in a while", async () => {
    const ask = vi.fn(async () => {});
    const question = new Question(ask, PACE);
    const wantFor = async (ms: number) => {
      ask.mockClear();
      for (let passed = 0; passed < ms; passed += 50) {
        question.want();
        await vi.advanceTimersByTimeAsync(50);
      }
      return ask.mock.calls.length;
    };
    expect(await wantFor(1_000)).toBe(PACE.burst);
    expect(await wantFor(20_000)).toBe(10);
  });

  it("may be asked in a row again after it rested", async () => {
    const ask = vi.fn(async () => {});
    const question = new Question(ask, PACE);
    for (let round = 1; round <= 3; round += 1) {
      for (let count = 0; count < PACE.burst; count += 1) {
        question.want();
        await vi.advanceTimersByTimeAsync(PACE.restMs);
      }
      expect(ask).toHaveBeenCalledTimes(round * PACE.burst);
      await vi.advanceTimersByTimeAsync(PACE.burst * PACE.everyMs);
    }
  });
});
