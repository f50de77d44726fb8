import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { Keep } from "./keep";

type Asked = { isPending: boolean; isRefused: boolean };

const QUIET = { isPending: false, isRefused: false };
const ASKING = { isPending: true, isRefused: false };
const REFUSED = { isPending: false, isRefused: true };

function Form(asked: Asked) {
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <input aria-label="Name" />
      <Keep {...asked}>Keep</Keep>
    </form>
  );
}

const keep = () => screen.getByRole("button", { name: "Keep" });
const standsOut = () => keep().classList.contains("pri");
const type = (value: string) => fireEvent.input(screen.getByRole("textbox"), { target: { value } });

describe("the button that keeps a form", () => {
  afterEach(cleanup);

  it("stands out from the first change until that is kept", () => {
    const { rerender } = render(<Form {...QUIET} />);
    expect(standsOut()).toBe(false);
    type("Our nest");
    expect(standsOut()).toBe(true);
    fireEvent.click(keep());
    rerender(<Form {...ASKING} />);
    expect(standsOut()).toBe(true);
    rerender(<Form {...QUIET} />);
    expect(standsOut()).toBe(false);
  });

  it("goes on to stand out where the house refused it, or nobody asked the house", () => {
    const { rerender } = render(<Form {...QUIET} />);
    type("");
    fireEvent.click(keep());
    expect(standsOut()).toBe(true);
    rerender(<Form {...ASKING} />);
    rerender(<Form {...REFUSED} />);
    expect(standsOut()).toBe(true);
    fireEvent.click(keep());
    rerender(<Form {...ASKING} />);
    rerender(<Form {...QUIET} />);
    expect(standsOut()).toBe(false);
  });

  it("stands out for what was changed while the rest was being kept", () => {
    const { rerender } = render(<Form {...QUIET} />);
    type("Our nest");
    fireEvent.click(keep());
    rerender(<Form {...ASKING} />);
    type("Our other nest");
    rerender(<Form {...QUIET} />);
    expect(standsOut()).toBe(true);
  });
});
