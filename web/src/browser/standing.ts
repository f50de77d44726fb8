/** Where somebody stands who uses keys or a reader: no change of the page leaves them nowhere.
 *
 * At a page they came to they stand at its heading. If what they stand on is taken away, they stand on
 * what came in its place; and if that goes again, on what it had come for. */

const FIELD =
  "input:not([type=radio], [type=hidden], :disabled), input:checked, textarea, select:not(:disabled)";
const ANY = `${FIELD}, button:not(:disabled), a[href], summary`;
const STOP = "button, a, input, textarea, select, summary";
const HEADING = "h1";
const COMES_WITHIN_MS = 10_000;
const OPENED_MOST = 5;

type Stood = { at: HTMLElement; name: string; around: HTMLElement[]; page: string };

/** Goes to the heading of a page that comes, unless a field of it has the hand, or somebody goes on. */
export function arrive(main: HTMLElement): () => void {
  const waits = new AbortController();
  let heading: HTMLElement | null = null;
  const look = () => {
    const found = main.querySelector<HTMLElement>(HEADING);
    const { activeElement } = document;
    const isTaken = activeElement !== main && main.contains(activeElement);
    if (found === null || (isTaken && activeElement !== heading)) return;
    heading = found;
    stand(found);
  };
  const watch = new MutationObserver(look);
  const stop = () => waits.abort();
  const late = setTimeout(stop, COMES_WITHIN_MS);
  waits.signal.addEventListener("abort", () => {
    watch.disconnect();
    clearTimeout(late);
  });
  for (const hand of ["keydown", "pointerdown"])
    document.addEventListener(hand, stop, { signal: waits.signal, capture: true });
  watch.observe(main, { childList: true, subtree: true });
  look();
  return stop;
}

/** Hands on whoever stood on what is taken away, as long as they are on the same page. */
export function handOn(main: HTMLElement): () => void {
  const stood: Stood[] = [];
  const opened: Stood[] = [];
  const note = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement) stood.push(standing(target));
    stood.splice(0, stood.length - 2);
  };
  const watch = new MutationObserver((changes) => {
    const lost = stood.at(-1);
    if (!lost || lost.at.isConnected || document.activeElement !== document.body) return;
    stood.pop();
    // Another page that comes, and a heading of it, are no loss: one arrives there.
    if (lost.page !== window.location.pathname || !lost.at.matches(STOP)) return;
    const near = lost.around.find((one) => one.isConnected) ?? document.body;
    if (!main.contains(near)) {
      stood.at(-1)?.at.focus({ preventScroll: true });
      return;
    }
    const opener = opened.findLast((one) => twinOf(one) !== null);
    if (opener) {
      opened.splice(opened.indexOf(opener));
      twinOf(opener)?.focus();
      return;
    }
    // What somebody wrote is sent; only what is pressed opens something to write in.
    const first = lost.at.matches("button, a") ? opening(near, main, changes) : null;
    if (first) {
      opened.push(lost);
      opened.splice(0, opened.length - OPENED_MOST);
      first.focus();
    } else stand(near === main ? (main.querySelector<HTMLElement>(HEADING) ?? main) : near);
  });
  document.addEventListener("focusin", note);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener("focusin", note);
    watch.disconnect();
  };
}

function standing(at: HTMLElement): Stood {
  const around: HTMLElement[] = [];
  for (let one = at.parentElement; one; one = one.parentElement) around.push(one);
  return { at, name: nameOf(at), around, page: window.location.pathname };
}

/** What stands there again, made anew. */
function twinOf({ at, name, around }: Stood): HTMLElement | null {
  const near = around.find((one) => one.isConnected);
  const same = [...(near?.querySelectorAll<HTMLElement>(at.tagName) ?? [])];
  return same.find((one) => nameOf(one) === name && !one.matches(":disabled")) ?? null;
}

function nameOf(one: HTMLElement): string {
  return one.ariaLabel ?? one.textContent ?? "";
}

/** The first stop in what was opened: where the button stood, or, if nothing is left there, anywhere. */
function opening(
  near: HTMLElement,
  main: HTMLElement,
  changes: MutationRecord[],
): HTMLElement | null {
  const came = changes
    .flatMap(({ addedNodes }) => [...addedNodes])
    .filter((node): node is HTMLElement => node instanceof HTMLElement && main.contains(node));
  const here = first(
    came.filter((one) => near.contains(one)),
    FIELD,
  );
  const goesOn = near !== main && near.querySelector(ANY) !== null;
  return here ?? (goesOn ? null : (first(came, FIELD) ?? first(came, ANY)));
}

function first(places: readonly HTMLElement[], wanted: string): HTMLElement | null {
  for (const place of places) {
    const found = place.matches(wanted) ? place : place.querySelector<HTMLElement>(wanted);
    if (found) return found;
  }
  return null;
}

/** At a place that is no stop of its own: what stands in it comes next. */
function stand(place: HTMLElement): void {
  if (!place.matches(ANY)) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
