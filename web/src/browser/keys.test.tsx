import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { useJumps, useKeys } from "./keys";

function Page({ jump, approve }: { jump: () => void; approve: () => void }) {
  useJumps({ a: jump });
  useKeys({ a: approve });
  return null;
}

/** The first keys of a page that was opened `at` milliseconds ago. */
function press(at: number, ...keys: string[]) {
  for (const key of keys) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    Object.defineProperty(event, "timeStamp", { value: at });
    document.dispatchEvent(event);
  }
}

function heard(at: number, ...keys: string[]) {
  const done: string[] = [];
  const page = render(<Page jump={() => done.push("jump")} approve={() => done.push("approve")} />);
  press(at, ...keys);
  page.unmount();
  return done;
}

it("hears a key on a page that was opened this second as the page's own", () => {
  expect(heard(300, "a")).toEqual(["approve"]);
});

it("goes where a key leads after G, and once only", () => {
  expect(heard(300, "g", "a", "a")).toEqual(["jump", "approve"]);
});
