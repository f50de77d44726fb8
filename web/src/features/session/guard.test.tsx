import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { KEPT } from "@/features/offline/forget";
import { Guard } from "./guard";

const replace = vi.fn();
vi.mock("next/navigation", () => ({
  useRouter: () => ({ replace }),
  usePathname: () => "/downloads",
}));

/** The client holds on to `fetch` as soon as it is loaded. */
vi.hoisted(() => {
  globalThis.fetch = async () => Response.json({ title: "Sign in." }, { status: 401 });
});

it("who was signed out from elsewhere leaves nothing behind here", async () => {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  cache.setQueryData(["wishes", "list", "mine"], { pages: [{ items: [{ title: "Dark" }] }] });
  localStorage.setItem(KEPT, "what was seen");
  render(
    <QueryClientProvider client={cache}>
      <Guard>the house</Guard>
    </QueryClientProvider>,
  );
  await waitFor(() => expect(replace).toHaveBeenCalledOnce());
  expect(replace.mock.calls[0]?.[0]).toMatch(/^\/login\?to=/);
  expect(screen.queryByText("the house")).toBeNull();
  expect(localStorage.getItem(KEPT)).toBeNull();
  expect(cache.getQueryData(["wishes", "list", "mine"])).toBeUndefined();
});
