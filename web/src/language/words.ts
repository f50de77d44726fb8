/** What the pages say, in the language of whoever reads: English stands in each feature's `messages.ts`.
 *
 * A text without `{` is read as it stands; one with `{` is an ICU message and becomes a function of its
 * values. A further language is a file of the same scopes and names; what it lacks is said in English.
 */
import format, { type CompiledMessage } from "icu-minify/format";

export type Values = Readonly<Record<string, string | number>>;
type Said<Text> = Text extends `${string}{${string}` ? (values: Values) => string : string;
export type Catalogue = Readonly<Record<string, Readonly<Record<string, CompiledMessage>>>>;

export type Language = {
  /** By which dates, numbers and plurals go. */
  locale: string;
  say: (scope: string, name: string, english: CompiledMessage) => CompiledMessage;
};

const ENGLISH: Language = { locale: "en-GB", say: (_scope, _name, english) => english };
let spoken: Language = ENGLISH;

export function speak(language: Language | null): void {
  spoken = language ?? ENGLISH;
}

export function locale(): string {
  return spoken.locale;
}

export function words<const Texts extends Readonly<Record<string, string>>>(
  scope: string,
  english: Texts,
): { readonly [Name in keyof Texts]: Said<Texts[Name]> } {
  const said = {};
  for (const [name, text] of Object.entries<CompiledMessage>(english)) {
    const get =
      typeof text === "string"
        ? () => String(spoken.say(scope, name, text))
        : () => (values: Values) => formatted(spoken.say(scope, name, text), values);
    Object.defineProperty(said, name, { enumerable: true, get });
  }
  return said as { readonly [Name in keyof Texts]: Said<Texts[Name]> };
}

const FORMATTERS = {
  getDateTimeFormat: (...of: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...of),
  getNumberFormat: (...of: ConstructorParameters<typeof Intl.NumberFormat>) =>
    new Intl.NumberFormat(...of),
  getPluralRules: (...of: ConstructorParameters<typeof Intl.PluralRules>) =>
    new Intl.PluralRules(...of),
};

function formatted(message: CompiledMessage, values: Values): string {
  return String(format<string>(message, spoken.locale, values, { formatters: FORMATTERS }));
}
