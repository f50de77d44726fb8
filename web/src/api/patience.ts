/** How long a page waits for an answer: longer than the gateway does, so that its words are heard.
 * What may take longer than most stands in the API document as `x-answers-within-s`. */

const USUALLY_MS = 12_000;
const LATER: readonly (readonly [RegExp, number])[] = [
  [/ .*\/downloads\/preview$/, 95_000],
  // Other systems are asked in several steps, and logs are read from end to end.
  [/^(POST|PUT|PATCH|DELETE) .*\/settings\/|\/channels\/[^/]+\/test$|\/admin\/proofs$/, 65_000],
  [/\/me\/export$/, 35_000],
];

export function patienceMs(method: string, path: string): number {
  const asked = `${method.toUpperCase()} ${path}`;
  return LATER.find(([slow]) => slow.test(asked))?.[1] ?? USUALLY_MS;
}
