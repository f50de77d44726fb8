/** Numbers, sizes and times as this house says them: calm, short, never jumping. */
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "long" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
const NUMBERS = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_MS = 86_400_000;

/** "three", "13". */
export function count(number: number): string {
  return NUMBERS[number] ?? String(number);
}

/** "Three videos", "One video". */
export function counted(number: number, one: string, many: string): string {
  const word = count(number);
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} ${number === 1 ? one : many}`;
}

/** "1.4 GB"; sizes count in thousands, as disks are sold. */
export function size(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 && unit > 1 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

export function speed(bytesPerSecond: number): string {
  return `${size(bytesPerSecond)}/s`;
}

/** "about 12 min left", never a second hand. */
export function left(seconds: number): string {
  if (seconds < 10) return "a few seconds";
  if (seconds < MINUTE_S) return "less than a minute left";
  if (seconds < HOUR_S) return `about ${Math.round(seconds / MINUTE_S)} min left`;
  return `about ${Math.round(seconds / HOUR_S)} h left`;
}

/** "in 4 min", for what comes by itself. */
export function soon(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  if (seconds <= 5) return "in a moment";
  if (seconds < MINUTE_S) return `in ${seconds} s`;
  if (seconds < HOUR_S) return `in ${Math.round(seconds / MINUTE_S)} min`;
  return `at ${moment(at, now)}`;
}

/** "48:12", "1:02:03". */
export function length(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / HOUR_S), Math.floor(whole / MINUTE_S) % 60, whole % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const tail = `${String(minutes).padStart(hours > 0 ? 2 : 1, "0")}:${String(rest).padStart(2, "0")}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

export function clock(at: Date): string {
  return CLOCK.format(at);
}

/** "14:02" today, "yesterday, 14:02", "Tuesday, 14:02", "3 November". */
export function moment(at: Date, now: Date): string {
  const days = Math.round((midnight(now) - midnight(at)) / DAY_MS);
  if (days === 0) return clock(at);
  if (days === 1) return `yesterday, ${clock(at)}`;
  if (days > 1 && days < 7) return `${WEEKDAY.format(at)}, ${clock(at)}`;
  return DAY.format(at);
}

/** "23 days", "4 h", "12 min". */
export function span(from: Date, to: Date): string {
  const seconds = Math.max(0, (to.getTime() - from.getTime()) / 1000);
  if (seconds < MINUTE_S) return "less than a minute";
  if (seconds < HOUR_S) return `${Math.round(seconds / MINUTE_S)} min`;
  if (seconds < 2 * 24 * HOUR_S) return `${Math.round(seconds / HOUR_S)} h`;
  return `${Math.round(seconds / (24 * HOUR_S))} days`;
}

/** "99.98 %"; a hundred only where it is true. */
export function share(part: number): string {
  if (part >= 1) return "100 %";
  return `${(Math.floor(part * 10_000) / 100).toFixed(2)} %`;
}

/** "31 ms", "1.2 s". */
export function took(milliseconds: number): string {
  if (milliseconds < 1) return "under 1 ms";
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}
