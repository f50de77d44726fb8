/** Numbers as they are typed: one, none where that may be, or what is wrong with it. */
import { CHOSEN } from "./messages";

export type NumberRule<Name extends string> = {
  name: Name;
  most: number;
  least?: number;
  /** Empty means: without a limit. */
  mayBeEmpty?: boolean;
};

type Read<Name extends string> = {
  values: Record<Name, number | null>;
  wrong: Partial<Record<Name, string>>;
};

export function numbersIn<Name extends string>(
  rules: readonly NumberRule<Name>[],
  typed: FormData,
): Read<Name> {
  const values = {} as Record<Name, number | null>;
  const wrong: Partial<Record<Name, string>> = {};
  for (const { name, most, least = 0, mayBeEmpty = false } of rules) {
    const text = String(typed.get(name) ?? "").trim();
    values[name] = null;
    if (text === "" && mayBeEmpty) continue;
    if (!/^\d{1,9}$/.test(text) || Number(text) < least) wrong[name] = CHOSEN.whole;
    else if (Number(text) > most) wrong[name] = CHOSEN.atMost({ most });
    else values[name] = Number(text);
  }
  return { values, wrong };
}
