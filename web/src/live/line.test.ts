import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Line, type LineState, type Socket } from "./line";
import type { Frame } from "./protocol";

class FakeSocket implements Socket {
  readyState = 0;
  sent: Array<Record<string, unknown>> = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  send(text: unknown): void {
    this.sent.push(JSON.parse(String(text)));
  }
  close(): void {
    this.drop(1000);
  }
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  say(...frames: object[]): void {
    this.onmessage?.({ data: frames.map((frame) => JSON.stringify(frame)).join("\n") });
  }
  drop(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

function house() {
  const sockets: FakeSocket[] = [];
  const frames: Frame[] = [];
  const states: LineState[] = [];
  const sinces: Array<Date | undefined> = [];
  const missed = vi.fn();
  const line = new Line(
    ["me", "downloads"],
    {
      onFrame: (frame) => frames.push(frame),
      onState: (state, since) => {
        states.push(state);
        sinces.push(since);
      },
      onMissed: missed,
    },
    () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    () => 1,
    () => 700.2,
  );
  const last = () => sockets.at(-1) as FakeSocket;
  return { line, sockets, frames, states, sinces, missed, last };
}

const HELLO = { op: "hello", session: "s", cursor: "c1" };
const EVENT = { op: "event", id: "c2", topic: "me", type: "medianest.x", data: {} };

describe("the live line", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("asks for its topics as soon as it is open", () => {
    const { line, last, states } = house();
    line.start();
    last().open();
    // What happened since the page was read is told as well.
    expect(last().sent).toEqual([
      { op: "subscribe", topics: ["me", "downloads"], within_ms: 2_701 },
      { op: "ping" },
    ]);
    expect(states).toEqual([]);
    last().say(HELLO);
    expect(states).toEqual(["live"]);
  });

  it("is not live while the house hears nothing, however well the line answers", () => {
    const { line, last, states, sinces } = house();
    line.start();
    last().open();
    last().say({ ...HELLO, interrupted_since: "2026-11-30T14:02:00Z" }, { op: "pong" });
    expect(states).toEqual(["interrupted"]);
    expect(sinces).toEqual([new Date("2026-11-30T14:02:00Z")]);
    last().say(EVENT, { op: "hearing", interrupted_since: null });
    expect(states.at(-1)).toBe("live");
    last().say({ op: "hearing", interrupted_since: "2026-11-30T14:05:00Z" });
    expect(states.at(-1)).toBe("interrupted");
  });

  it("says since when it has heard nothing", () => {
    const { line, last, sinces } = house();
    line.start();
    vi.advanceTimersByTime(2_000);
    last().open();
    last().say(HELLO);
    const heardAt = new Date();
    vi.advanceTimersByTime(7_000);
    last().drop();
    expect(sinces.at(-1)).toEqual(heardAt);
  });

  it("holds one connection, however often it is told to try at once", () => {
    const { line, sockets, frames, states } = house();
    line.start();
    line.nudge();
    const [first, second] = sockets as [FakeSocket, FakeSocket];
    expect(first.readyState).toBe(3);
    first.open();
    first.say(HELLO, EVENT);
    first.drop(4401);
    expect([first.sent, frames, states]).toEqual([[], [], []]);
    second.open();
    second.say(HELLO);
    expect(states).toEqual(["live"]);
    vi.advanceTimersByTime(20_000);
    expect(sockets).toHaveLength(2);
    expect(second.sent.at(-1)).toEqual({ op: "ping" });
  });

  it("hears several words in one message", () => {
    const { line, last, frames } = house();
    line.start();
    last().open();
    last().say(HELLO, EVENT);
    expect(frames.map((frame) => frame.op)).toEqual(["hello", "event"]);
  });

  it("comes back after a break and goes on where it was", () => {
    const { line, last, sockets, states } = house();
    line.start();
    last().open();
    last().say(HELLO, EVENT);
    last().drop();
    expect(states.at(-1)).toBe("interrupted");
    vi.advanceTimersByTime(500);
    expect(sockets).toHaveLength(2);
    last().open();
    expect(last().sent[0]).toMatchObject({ op: "subscribe", after: "c2" });
  });

  it("goes on from where it began, once it was told what happened before", () => {
    const { line, last } = house();
    line.start();
    last().open();
    last().say(HELLO, { op: "pong" });
    last().drop();
    vi.advanceTimersByTime(500);
    last().open();
    expect(last().sent).toEqual([{ op: "subscribe", topics: ["me", "downloads"], after: "c1" }]);
  });

  it("begins anew where it broke before that was told", () => {
    const { line, last } = house();
    line.start();
    last().open();
    last().say(HELLO);
    last().drop();
    vi.advanceTimersByTime(500);
    last().open();
    expect(last().sent[0]).toMatchObject({ op: "subscribe", within_ms: 2_701 });
    // What the line before said of itself counts for this one no more.
    last().say({ op: "pong" });
    last().drop();
    vi.advanceTimersByTime(1_000);
    last().open();
    expect(last().sent[0]).toMatchObject({ op: "subscribe", within_ms: 2_701 });
  });

  it("waits longer after each failure, but never longer than 20 s", () => {
    const { line, last, sockets } = house();
    line.start();
    for (let failure = 0; failure < 12; failure += 1) {
      last().drop();
      const before = sockets.length;
      const waits = Math.min(500 * 2 ** failure, 20_000);
      vi.advanceTimersByTime(waits - 1);
      expect(sockets).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(sockets).toHaveLength(before + 1);
    }
  });

  it("gives up a line that does not open", () => {
    const { line, sockets, states } = house();
    line.start();
    vi.advanceTimersByTime(10_000);
    expect(states).toEqual(["interrupted"]);
    vi.advanceTimersByTime(500);
    expect(sockets).toHaveLength(2);
  });

  it("asks for everything anew where the house no longer knows what was missed", () => {
    const { line, last, missed } = house();
    line.start();
    last().open();
    last().say(HELLO, { op: "gap", cursor: "c9" });
    expect(missed).toHaveBeenCalledOnce();
    last().drop();
    vi.advanceTimersByTime(20_000);
    last().open();
    expect(last().sent[0]).toMatchObject({ after: "c9" });
  });

  it("does not come back by itself once the session is over", () => {
    const { line, last, sockets, states } = house();
    line.start();
    last().open();
    last().drop(4401);
    vi.advanceTimersByTime(60_000);
    expect(states.at(-1)).toBe("signed-out");
    expect(sockets).toHaveLength(1);
  });

  it("gives up a line on which nothing is heard", () => {
    const { line, last, states } = house();
    line.start();
    last().open();
    vi.advanceTimersByTime(61_000);
    expect(states).toContain("interrupted");
  });

  it("is not troubled by what it does not understand", () => {
    const { line, last, frames } = house();
    line.start();
    last().open();
    last().onmessage?.({ data: '{"op":"sing"}\nnot json\n[]\n42' });
    expect(frames).toEqual([]);
  });
});
