/** What was typed, as an address to look up; `null` while it is none. */
export function addressIn(typed: string): string | null {
  const text = typed.trim();
  if (text === "" || /\s/.test(text)) return null;
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(whole)) return null;
  const { protocol, hostname } = new URL(whole);
  const isWeb = protocol === "http:" || protocol === "https:";
  const isPlace = hostname.includes(".") || hostname.startsWith("[") || hostname === "localhost";
  return isWeb && isPlace ? whole : null;
}

/** What another app shared: an address of its own, or one somewhere in what it says. */
export function sharedIn(query: URLSearchParams): string {
  const said = [query.get("url"), query.get("text"), query.get("title")];
  for (const part of said) {
    const found = part?.match(/https?:\/\/\S+/)?.[0];
    if (found && addressIn(found) !== null) return found;
  }
  return "";
}
