/** The ways in by an account elsewhere, in the order in which they are offered. */
import type { Provider } from "./queries";

/** Plex leads where it is set up: who watches here has an account there. */
export function elsewhereIn(ways: readonly Provider[]): readonly Provider[] {
  const ofKind = (wanted: string) => ways.filter(({ kind }) => kind === wanted);
  return [...ofKind("plex"), ...ofKind("oidc")];
}
