/** The path under which this installation stands, e.g. `/medianest`, or nothing.
 *
 * One build serves every address: the gateway writes the path before the addresses in the exported
 * files, so the page can read it off its own scripts. While the export is made, it is nothing.
 */
export function base(): string {
  if (typeof document === "undefined") return "";
  // Written without the leading slash, so that the gateway does not rewrite this line as well.
  const script = document.querySelector('script[src*="_next/static/"]')?.getAttribute("src") ?? "";
  return script.slice(0, Math.max(0, script.indexOf("_next/static/") - 1));
}
