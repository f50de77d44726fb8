import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { useJumps, useKeys } from "./keys";

type PageProps = Record<"jump" | "approve" | "step", () => void>;

function Page({ jump, approve, step }: PageProps) {
  useJumps({ a: jump });
  useKeys({ a: approve });
  useKeys({ j: step }, { mayRepeat: true });
  return null;
}

/** One key on a page that was opened `at` milliseconds ago; tells whether the page took it from the browser. */
function press(at: number, key: string, repeat = false): boolean {
  const event = new KeyboardEvent("keydown", { key, repeat, bubbles: true, cancelable: true });
  Object.defineProperty(event, "timeStamp", { value: at });
  return !document.dispatchEvent(event);
}

/** What was done while somebody did this. */
function done(meanwhile: () => void): string[] {
  const said: string[] = [];
  const say = (what: string) => () => said.push(what);
  const page = render(<Page jump={say("jump")} approve={say("approve")} step={say("step")} />);
  meanwhile();
  page.unmount();
  return said;
}

it("hears a key on a page that was opened this second as the page's own", () => {
  expect(done(() => press(300, "a"))).toEqual(["approve"]);
});

it("goes where a key leads after G, and once only", () => {
  const did = done(() => {
    for (const key of ["g", "a", "a"]) press(300, key);
  });
  expect(did).toEqual(["jump", "approve"]);
});

it("does once what a key does that is held, unless it may be done again and again", () => {
  const did = done(() => {
    press(300, "a");
    expect(press(330, "a", true)).toBe(true);
    press(400, "j");
    press(430, "j", true);
  });
  expect(did).toEqual(["approve", "step", "step"]);
});
