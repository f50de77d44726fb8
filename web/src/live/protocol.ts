/** What the gateway says on the live connection, read with care: nothing unknown breaks a page. */
export type Frame =
  | { op: "hello"; cursor: string | null; interruptedSince: Date | null }
  | { op: "hearing"; interruptedSince: Date | null }
  | { op: "event"; id: string | null; topic: string; type: string; data: Fields }
  | { op: "live"; topic: string; type: string; data: Fields }
  | { op: "gap"; cursor: string | null }
  | { op: "pong" }
  | { op: "bye"; reason: string };

export type Fields = Readonly<Record<string, unknown>>;

export const SUBPROTOCOL = "medianest.live.v1";

/** All frames of one message: one JSON document per line. */
export function framesIn(message: string): Frame[] {
  return message.split("\n").flatMap((line) => {
    const frame = line.trim() === "" ? null : frameOf(line);
    return frame ? [frame] : [];
  });
}

function frameOf(line: string): Frame | null {
  const said = parsed(line);
  if (!said) return null;
  const data = fieldsIn(said.data) ?? said;
  const type = text(said.type) ?? text(data.type) ?? "";
  const topic = text(said.topic) ?? "";
  switch (said.op) {
    case "hello":
      return {
        op: "hello",
        cursor: text(said.cursor),
        interruptedSince: moment(said.interrupted_since),
      };
    case "hearing":
      return { op: "hearing", interruptedSince: moment(said.interrupted_since) };
    case "event":
      return { op: "event", id: text(said.id), topic, type, data };
    case "live":
      return { op: "live", topic, type, data };
    case "gap":
      return { op: "gap", cursor: text(said.cursor) };
    case "pong":
      return { op: "pong" };
    case "bye":
      return { op: "bye", reason: text(said.reason) ?? "" };
    default:
      return null;
  }
}

function parsed(line: string): Fields | null {
  try {
    return fieldsIn(JSON.parse(line));
  } catch {
    return null;
  }
}

function fieldsIn(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : null;
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function moment(value: unknown): Date | null {
  return typeof value === "string" ? new Date(value) : null;
}
