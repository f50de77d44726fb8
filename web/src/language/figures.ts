/** Numbers, sizes and times as this house says them: calm, short, never jumping. */

import { FIGURES } from "./messages";
import { locale } from "./words";

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_MS = 86_400_000;

/** "three", "13". */
export function count(number: number): string {
  return FIGURES.number({ count: number });
}

/** What a sentence needs that begins with a number: "Three videos", "One video". */
export function counting(number: number): { count: number; number: string } {
  return { count: number, number: capital(count(number)) };
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
  const shown = value < 9.95 && unit > 1 ? value.toFixed(1) : String(Math.round(value));
  return FIGURES.sizes({ value: shown, unit: units[unit] ?? "" });
}

export function speed(bytesPerSecond: number): string {
  return FIGURES.speed({ size: size(bytesPerSecond) });
}

/** "about 12 min left", never a second hand. */
export function left(seconds: number): string {
  if (seconds < 10) return FIGURES.seconds;
  if (seconds < MINUTE_S) return FIGURES.lessThanMinuteLeft;
  if (seconds < HOUR_S) return FIGURES.minutesLeft({ count: Math.round(seconds / MINUTE_S) });
  return FIGURES.hoursLeft({ count: Math.round(seconds / HOUR_S) });
}

/** "in 4 min", for what comes by itself. */
export function soon(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  if (seconds <= 5) return FIGURES.inAMoment;
  if (seconds < MINUTE_S) return FIGURES.inSeconds({ count: seconds });
  if (seconds < HOUR_S) return FIGURES.inMinutes({ count: Math.round(seconds / MINUTE_S) });
  return FIGURES.at({ when: moment(at, now) });
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
  return formatted(at, { hour: "2-digit", minute: "2-digit" });
}

/** "14:02" today, "yesterday, 14:02", "Tuesday, 14:02", "3 November". */
export function moment(at: Date, now: Date): string {
  const days = daysBetween(at, now);
  if (days === 0) return clock(at);
  if (days === 1) return FIGURES.yesterday({ clock: clock(at) });
  if (days > 1 && days < 7)
    return FIGURES.dayAt({ day: formatted(at, { weekday: "long" }), clock: clock(at) });
  return formatted(at, { day: "numeric", month: "long" });
}

/** "3 November 2026". */
export function day(at: Date): string {
  return formatted(at, { day: "numeric", month: "long", year: "numeric" });
}

/** "23 days", "4 h", "12 min". */
export function span(from: Date, to: Date): string {
  const seconds = Math.max(0, (to.getTime() - from.getTime()) / 1000);
  if (seconds < MINUTE_S) return FIGURES.lessThanMinute;
  if (seconds < HOUR_S) return FIGURES.minutes({ count: Math.round(seconds / MINUTE_S) });
  if (seconds < 2 * 24 * HOUR_S) return FIGURES.hours({ count: Math.round(seconds / HOUR_S) });
  return FIGURES.days({ count: Math.round(seconds / (24 * HOUR_S)) });
}

/** "99.98 %"; a hundred only where it is true. */
export function share(part: number): string {
  if (part >= 1) return "100 %";
  return `${(Math.floor(part * 10_000) / 100).toFixed(2)} %`;
}

/** "31 ms", "1.2 s". */
export function took(milliseconds: number): string {
  if (milliseconds < 1) return FIGURES.underMs;
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** "8.1 of 10". */
export function rated(rating: number): string {
  return FIGURES.rated({ rating: rating.toFixed(1) });
}

/** How many midnights lie between: 0 today, 1 yesterday. */
export function daysBetween(at: Date, now: Date): number {
  return Math.round((midnight(now) - midnight(at)) / DAY_MS);
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "dark", "dark and light", "dark, light and contrast". */
export function listed(these: readonly string[]): string {
  const last = these.at(-1) ?? "";
  return these.length < 2 ? last : FIGURES.and({ these: these.slice(0, -1).join(", "), last });
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function formatted(at: Date, how: Intl.DateTimeFormatOptions): string {
  const key = `${locale()} ${JSON.stringify(how)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale(), how);
  formats.set(key, format);
  return format.format(at);
}
