/** A fresh key for one command, so that asking twice does it once. */
export function newKey(random: Crypto = crypto): string {
  // Plain HTTP in a household is no secure context, and there `randomUUID` is missing.
  if (typeof random.randomUUID === "function") return random.randomUUID();
  const bytes = random.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 4, 4, 4, 12]
    .reduce<[string[], number]>(
      ([parts, from], length) => [[...parts, hex.slice(from, from + length)], from + length],
      [[], 0],
    )[0]
    .join("-");
}
