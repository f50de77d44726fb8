/** Where to go after sign-in: a page of this house and nowhere else. */
import type { PagePath } from "@/look/go";

const HOME: PagePath = "/";

export function returnTo(search: string): PagePath {
  const wanted = new URLSearchParams(search).get("to");
  return wanted && /^\/[a-z0-9-]+(\/[a-z0-9-]+)*(\?[\w=&.-]*)?$/i.test(wanted)
    ? (wanted as PagePath)
    : HOME;
}
