import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { InvitedPage } from "@/features/invited/page";
import { IssuesPage } from "@/features/issues/page";
import { ItemPage } from "@/features/library/item-page";
import { PersonPage } from "@/features/people/one-page";
import { SecondStepPage } from "@/features/session/second-step-page";
import { SetupPage } from "@/features/session/setup-page";
import { PublicPage } from "@/features/status/public-page";
import { TitlePage } from "@/features/titles/title-page";

/** The house knows who looks, and answers everything else alike. */
const house = vi.hoisted(() => {
  const house = { status: 500, at: "" };
  const me = { id: "me", permissions: ["members.read", "requests.create", "library.read"] };
  globalThis.fetch = async (asked) => {
    const isMe = new URL((asked as Request).url).pathname.endsWith("/me");
    return isMe
      ? Response.json(me)
      : Response.json({ title: "Something went wrong on our side." }, { status: house.status });
  };
  return house;
});

vi.mock("next/navigation", () => ({
  useRouter: () => ({ replace: vi.fn(), push: vi.fn() }),
  usePathname: () => "/",
  useSearchParams: () => new URLSearchParams(house.at),
}));

/** Every page that says of something that it is not there: how it is opened, and what it says then. */
const PAGES: [string, ReactNode, string, RegExp][] = [
  ["a title", <TitlePage key="1" />, "?type=movie&id=603", /no such title/],
  ["a person", <PersonPage key="2" />, "?id=p1", /Nobody here has this address/],
  ["something in the library", <ItemPage key="3" />, "?key=12", /not in the library/],
  ["a report", <IssuesPage key="4" />, "?id=i1", /no such report/],
  ["an invite", <InvitedPage key="5" />, "#k3y", /opens nothing any more/],
  ["the page for strangers", <PublicPage key="6" />, "", /keeps this to itself/],
  ["a second step", <SecondStepPage key="7" />, "", /ran out/],
];

function show(page: ReactNode, at: string, status: number) {
  Object.assign(house, { status, at: at.startsWith("?") ? at : "" });
  window.location.hash = at.startsWith("#") ? at : "";
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<QueryClientProvider client={cache}>{page}</QueryClientProvider>);
}

describe("what a page says that can't show its one thing", () => {
  afterEach(cleanup);

  it.each(PAGES)("a house that broke is no word about %s", async (_, page, at, isNone) => {
    show(page, at, 500);
    expect(await screen.findByRole("button", { name: /Try again|Look again/ })).toBeDefined();
    expect(document.body.textContent).not.toMatch(isNone);
    expect(document.body.textContent).toMatch(/went wrong on our side|does not answer/);
  });

  it("offers nobody a house of which it is not known whether anybody lives there", async () => {
    show(<SetupPage />, "", 500);
    expect(await screen.findByRole("button", { name: "Try again" })).toBeDefined();
    expect(screen.queryByRole("form")).toBeNull();
  });

  it.each(PAGES)("there is none of %s where the house says so", async (_, page, at, isNone) => {
    show(page, at, 404);
    expect((await screen.findAllByText(isNone)).length).toBeGreaterThan(0);
  });
});
