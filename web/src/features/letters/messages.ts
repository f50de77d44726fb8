/** What the page about the house's letters says. */
import { words } from "@/language/words";

export const TEXT = words("letters", {
  title: "How the house writes.",
  rest: "Each letter as it reads, with made-up words in it.",
  which: "Which letter",
  language: "Language",
  failedTitle: "The letters can't be shown",
});

export const LOCALES: Record<string, string> = words("letter-languages", {
  en: "English",
  "en-XA": "Test language",
});

/** "download-completed" is "Download completed". */
export function letterSaid(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
