/** One connection for the whole page: subscribes, beats, comes back by itself and goes on where it was.
 *
 * It is live only while the house hears what happens: a gateway without its bus says so.
 * After a break the cursor says what was seen last, so nothing that was announced is missed; where the
 * gateway no longer knows (`gap`), the listener is told to ask for everything anew. A first line that breaks
 * before it was told what happened since the page was read begins again there.
 */
import { type Frame, framesIn, SUBPROTOCOL } from "./protocol";

export type LineState = "connecting" | "live" | "interrupted" | "signed-out";

export type Listener = {
  onFrame(frame: Frame): void;
  /** `since`: how old what was heard may be, of a line that is interrupted. */
  onState(state: LineState, since?: Date): void;
  /** What was said meanwhile can't be told: ask again. */
  onMissed(): void;
};

export type Socket = Pick<WebSocket, "send" | "close" | "readyState"> & {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
};

/** What others read a moment late may have been read before it was there, too. */
const MARGIN_MS = 2_000;
const LOOKS_BACK_MOST_MS = 60_000;
const OPEN_WITHIN_MS = 10_000;
const BEAT_MS = 20_000;
const SILENCE_MS = 45_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
const STEADY_MS = 5_000;
const SIGNED_OUT = 4401;
const GONE = 1006;
const OPEN = 1;
const PING = JSON.stringify({ op: "ping" });

export class Line {
  private socket: Socket | null = null;
  private cursor: string | null = null;
  /** Where a line begins without a cursor: what happened before it is told first. */
  private begunAt: string | null = null;
  private failures = 0;
  private heardAt = 0;
  private isStopped = false;
  private retry: ReturnType<typeof setTimeout> | null = null;
  private beat: ReturnType<typeof setInterval> | null = null;

  constructor(
    private readonly topics: readonly string[],
    private readonly listener: Listener,
    private readonly connect: () => Socket,
    private readonly jitter: () => number = Math.random,
    private readonly readSinceMs: () => number = () => performance.now(),
  ) {}

  start(): void {
    this.isStopped = false;
    this.heardAt = Date.now();
    this.open();
  }

  stop(): void {
    this.isStopped = true;
    this.quiet();
    this.socket?.close();
    this.socket = null;
  }

  /** Try at once, e.g. because the device is online again. */
  nudge(): void {
    if (this.isStopped || this.socket?.readyState === OPEN) return;
    this.quiet();
    this.open();
  }

  /** Try in a moment, e.g. because there is a new session in place of one that is over. */
  goOn(): void {
    if (this.isStopped || this.socket !== null) return;
    this.quiet();
    this.retry = setTimeout(() => this.open(), this.wait());
  }

  private open(): void {
    const before = this.socket;
    const socket = this.connect();
    this.socket = socket;
    before?.close();
    this.retry = setTimeout(() => this.giveUp(socket), OPEN_WITHIN_MS);
    socket.onopen = () => {
      if (this.socket !== socket) return;
      this.quiet();
      const since = this.cursor === null ? { within_ms: this.age() } : { after: this.cursor };
      this.begunAt = null;
      socket.send(JSON.stringify({ op: "subscribe", topics: this.topics, ...since }));
      // The house reads on only once it has told what was missed: its answer says that it has.
      if (this.cursor === null) socket.send(PING);
      this.listen(socket);
    };
    socket.onmessage = (event) => {
      if (this.socket === socket) this.hear(event.data);
    };
    socket.onclose = (event) => this.lost(socket, event.code);
  }

  /** How old anything is, at the most, that was read before the line stood. */
  private age(): number {
    return Math.min(Math.ceil(this.readSinceMs()) + MARGIN_MS, LOOKS_BACK_MOST_MS);
  }

  private listen(socket: Socket): void {
    this.heardAt = Date.now();
    const openedAt = Date.now();
    this.beat = setInterval(() => {
      if (Date.now() - openedAt > STEADY_MS) this.failures = 0;
      if (Date.now() - this.heardAt > SILENCE_MS) this.giveUp(socket);
      else socket.send(PING);
    }, BEAT_MS);
  }

  /** Who is silent may never say goodbye either, so nobody waits for it. */
  private giveUp(socket: Socket): void {
    socket.close();
    this.lost(socket, GONE);
  }

  private hear(data: unknown): void {
    this.heardAt = Date.now();
    if (typeof data !== "string") return;
    for (const frame of framesIn(data)) this.take(frame);
  }

  private take(frame: Frame): void {
    switch (frame.op) {
      case "hello":
        this.begunAt = frame.cursor;
        this.settle(frame.interruptedSince);
        break;
      case "hearing":
        this.settle(frame.interruptedSince);
        break;
      case "event":
        this.cursor = frame.id ?? this.cursor;
        break;
      case "gap":
        this.cursor = frame.cursor;
        this.listener.onMissed();
        break;
      case "pong":
        this.cursor ??= this.begunAt;
        break;
      case "live":
      case "bye":
        break;
    }
    this.listener.onFrame(frame);
  }

  private settle(interruptedSince: Date | null): void {
    if (interruptedSince) this.listener.onState("interrupted", interruptedSince);
    else this.listener.onState("live");
  }

  private lost(socket: Socket, code: number): void {
    if (this.socket !== socket || this.isStopped) return;
    this.socket = null;
    this.quiet();
    if (code === SIGNED_OUT) {
      this.listener.onState("signed-out");
      return;
    }
    this.listener.onState("interrupted", new Date(this.heardAt));
    this.goOn();
  }

  /** Doubling, and spread out, so that a house that comes back is not asked by everybody at once. */
  private wait(): number {
    const longest = Math.min(FIRST_WAIT_MS * 2 ** this.failures, LONGEST_WAIT_MS);
    this.failures += 1;
    return longest / 2 + (longest / 2) * this.jitter();
  }

  private quiet(): void {
    if (this.beat !== null) clearInterval(this.beat);
    if (this.retry !== null) clearTimeout(this.retry);
    this.beat = null;
    this.retry = null;
  }
}

/** The real socket to this house. */
export function connectTo(start: string): Socket {
  const here = new URL(`${start}/api/v1/live`, window.location.href);
  here.protocol = here.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocket(here, SUBPROTOCOL) as unknown as Socket;
}
