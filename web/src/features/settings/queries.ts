"use client";
/** Reading, setting and trying a connection, whichever service it belongs to. */
import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { problemIn } from "@/api/problem";
import type { PagePath } from "@/browser/go";
import { type Integration, type Step, stepsIn, type Values } from "./integration";

type Answer = { data?: unknown; error?: unknown; response: Response };
type Call = (path: string, init?: { body?: Values; signal?: AbortSignal }) => Promise<Answer>;

// All of them have one shape and many paths; the client's types know only one path at a time.
const wall = api as unknown as Record<"GET" | "PUT" | "POST" | "DELETE", Call>;

const keyOf = (one: Integration) => ["settings", one.id] as const;

/** What is set, or null where nothing is. */
async function shown(one: Integration, signal: AbortSignal): Promise<Values | null> {
  try {
    return (await told(wall.GET(one.path, { signal }))) as Values;
  } catch (error) {
    // "There is none" is an answer; anything else is trouble.
    if (problemIn(error).kind === "missing") return null;
    throw error;
  }
}

export function useConnections(all: readonly Integration[]) {
  return useQueries({
    queries: all.map((one) => ({
      queryKey: keyOf(one),
      queryFn: ({ signal }: { signal: AbortSignal }) => shown(one, signal),
    })),
  });
}

export type Connection = ReturnType<typeof useConnections>[number];

export function useSetting(one: Integration) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (body: Values) => (await told(wall.PUT(one.path, { body }))) as Values,
    onSuccess: (values) => cache.setQueryData<Values | null>(keyOf(one), values),
  });
}

export function useTrying(one: Integration) {
  return useMutation({
    mutationFn: async (body: Values | null): Promise<Step[]> =>
      stepsIn(await told(wall.POST(`${one.path}/test`, body ? { body } : {}))),
  });
}

/** The account that owns the media server: on to Plex, and back to the page where it was begun. */
export function useOwnerLinking(back: PagePath) {
  return useMutation({
    mutationFn: (current_password: string | null) =>
      told(
        api.POST("/api/v1/settings/identity/plex/owner", {
          body: { current_password, return_to: back },
        }),
      ),
    onSuccess: ({ auth_url }) => window.location.assign(auth_url),
  });
}

export function useOwnerUnlinking() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => told(api.DELETE("/api/v1/settings/identity/plex/owner")),
    onSettled: () => void cache.invalidateQueries({ queryKey: ["settings", "plex-sign-in"] }),
  });
}

export type OwnServer = Got<"/api/v1/settings/identity/plex/servers">["items"][number];

/** The media servers of the owner, which only their token tells. Asked anew each time one chooses. */
export function useOwnServers(has_owner_token: boolean) {
  return useQuery({
    queryKey: ["settings", "plex", "servers"],
    enabled: has_owner_token,
    gcTime: 0,
    retry: false,
    refetchInterval: false,
    queryFn: async ({ signal }) =>
      (await told(api.GET("/api/v1/settings/identity/plex/servers", { signal }))).items,
  });
}

/** What the media server calls itself whose library is connected here. */
export function useConnectedServer() {
  return useQuery({
    queryKey: ["settings", "plex", "server"],
    gcTime: 0,
    retry: false,
    refetchInterval: false,
    queryFn: async ({ signal }) =>
      (await told(api.GET("/api/v1/settings/requests/plex/server", { signal }))).machine_identifier,
  });
}

export function useDisconnecting(one: Integration) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => told(wall.DELETE(one.path)),
    onSuccess: () => cache.setQueryData<Values | null>(keyOf(one), null),
  });
}
