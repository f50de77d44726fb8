import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, renderHook, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { KEPT } from "@/features/offline/forget";

const replace = vi.fn();
vi.mock("next/navigation", () => ({
  useRouter: () => ({ replace }),
  usePathname: () => "/downloads",
}));

/** The client takes what fetches when it is made; so that comes first. */
async function answering(answer: () => Promise<Response>) {
  vi.stubGlobal("fetch", answer);
  vi.resetModules();
  return { ...(await import("./guard")), ...(await import("./queries")) };
}

function house(cache: QueryClient) {
  return ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={cache}>{children}</QueryClientProvider>
  );
}

let cache: QueryClient;

beforeEach(() => {
  cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  cache.setQueryData(["wishes", "list", "mine"], { pages: [{ items: [{ title: "Dark" }] }] });
  localStorage.setItem(KEPT, '{"at": "2026-11-22T18:40:00Z", "wishes": [], "downloads": []}');
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("who was signed out from elsewhere leaves nothing behind here", async () => {
  const problem = { type: "urn:medianest:problem:not-signed-in", title: "Sign in", status: 401 };
  const { Guard } = await answering(async () => Response.json(problem, { status: 401 }));
  render(<Guard>the house</Guard>, { wrapper: house(cache) });
  await waitFor(() => expect(replace).toHaveBeenCalledWith("/login?to=%2Fdownloads"));
  expect(screen.queryByText("the house")).toBeNull();
  expect(localStorage.getItem(KEPT)).toBeNull();
  expect(cache.getQueryData(["wishes", "list", "mine"])).toBeUndefined();
});

it("who signs out leaves nothing behind, also when the house does not answer", async () => {
  const { useSignOut } = await answering(() => Promise.reject(new TypeError("no network")));
  const { result } = renderHook(() => useSignOut(), { wrapper: house(cache) });
  result.current.mutate();
  await waitFor(() => expect(result.current.isError).toBe(true));
  expect(localStorage.getItem(KEPT)).toBeNull();
  expect(cache.getQueryData(["wishes", "list", "mine"])).toBeUndefined();
});
