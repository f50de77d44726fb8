/** Where to go after sign-in: a page of this house and nowhere else. */
import { base } from "@/api/base";
import type { PagePath } from "@/browser/go";

export const HOME: PagePath = "/";

/** A page by its path, with whatever it is asked for behind it: the same that the gateway sends back to. */
const OURS = /^\/[a-z0-9-]+(\/[a-z0-9-]+)*(\?[\w\-.~%!$&'()*+,;=:@?/]*)?$/i;
const LONGEST = 300;

export function returnTo(search: string): PagePath {
  const wanted = new URLSearchParams(search).get("to");
  return wanted && wanted.length <= LONGEST && OURS.test(wanted) ? (wanted as PagePath) : HOME;
}

/** The door, with the way back to where somebody stood; `wasIn`: they were signed in a moment ago. */
export function doorFor(page: PagePath, search: string, wasIn: boolean): PagePath {
  const asked = new URLSearchParams();
  if (page !== HOME) asked.set("to", page + search);
  if (wasIn) asked.set("ended", "1");
  return asked.size > 0 ? `/login?${asked}` : "/login";
}

/** Where sign-in with a provider begins: the whole page goes there, and comes back when it is done. */
export function startOf(provider: string, to: PagePath): string {
  return `${base()}/api/v1/auth/oidc/${encodeURIComponent(provider)}/start?return_to=${encodeURIComponent(to)}`;
}
