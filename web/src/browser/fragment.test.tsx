import { cleanup, render, screen } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, expect, it } from "vitest";
import { useFragment, useSecretFragment } from "./fragment";

function Secret() {
  return <p>{useSecretFragment() ?? "unread"}</p>;
}
function Plain() {
  return <p>{useFragment() ?? "unread"}</p>;
}

afterEach(() => {
  cleanup();
  window.location.hash = "";
});

it("takes a secret out of the address, and keeps it however often the page is drawn", () => {
  window.location.hash = "#a%3Db";
  const { rerender } = render(<Secret />, { wrapper: StrictMode });
  rerender(<Secret />);
  screen.getByText("a=b");
  expect(window.location.href).not.toContain("a%3Db");
});

it("leaves what is no secret where it stands", () => {
  window.location.hash = "#invite";
  render(<Plain />);
  screen.getByText("invite");
  expect(window.location.hash).toBe("#invite");
});

it("reads a link that was cut in the middle of a letter as it is", () => {
  window.location.hash = "#a%3";
  render(<Plain />);
  screen.getByText("a%3");
});
