import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { Keep } from "./keep";

afterEach(cleanup);

it("stands out from the first change until it is pressed", () => {
  render(
    <form onSubmit={(event) => event.preventDefault()}>
      <input aria-label="Name" />
      <Keep isPending={false}>Keep</Keep>
    </form>,
  );
  const keep = screen.getByRole("button", { name: "Keep" });
  const standsOut = () => keep.classList.contains("pri");
  expect(standsOut()).toBe(false);
  fireEvent.input(screen.getByRole("textbox"), { target: { value: "Our nest" } });
  expect(standsOut()).toBe(true);
  fireEvent.click(keep);
  expect(standsOut()).toBe(false);
});
