/** Where to go after sign-in: a page of this house and nowhere else. */
import { base } from "@/api/base";
import type { PagePath } from "@/browser/go";

export const HOME: PagePath = "/";

export function returnTo(search: string): PagePath {
  const wanted = new URLSearchParams(search).get("to");
  return wanted && /^\/[a-z0-9-]+(\/[a-z0-9-]+)*(\?[\w=&.-]*)?$/i.test(wanted)
    ? (wanted as PagePath)
    : HOME;
}

/** Where sign-in with a provider begins: the whole page goes there, and comes back when it is done. */
export function startOf(provider: string, to: PagePath): string {
  return `${base()}/api/v1/auth/oidc/${encodeURIComponent(provider)}/start?return_to=${encodeURIComponent(to)}`;
}
