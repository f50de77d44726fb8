/** Chance that is the same on every machine: the speckles of the egg and the hills of a landscape. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A number for a text, so that the same thing always looks the same. */
export function seedOf(text: string): number {
  let hash = 2166136261;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16777619);
  return hash >>> 0;
}

export type Speck = {
  cx: number;
  cy: number;
  rx: number;
  ry: number;
  opacity: number;
  turn: number;
};

/** Speckles within the large egg (78 by 112): few and large among many and small. */
export function specks(count: number, seed: number): Speck[] {
  const next = chance(seed);
  const found: Speck[] = [];
  while (found.length < count) {
    const cx = round(4 + next() * 70);
    const cy = round(10 + next() * 96);
    const rx = round(0.1 + next() ** 4 * 1 + next() * 0.25);
    if (((cx - 39) / 34) ** 2 + ((cy - 64) / (cy < 64 ? 56 : 43)) ** 2 > 0.96) continue;
    found.push({
      cx,
      cy,
      rx,
      ry: round(rx * (0.6 + next() * 0.35)),
      opacity: round(0.3 + next() * 0.5),
      turn: Math.round(next() * 180),
    });
  }
  return found;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
