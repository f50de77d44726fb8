"use client";
/** The ways in. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { letIn } from "./entering";

/** Whether this house still waits for its owner; no sign-in is needed to ask. */
export function useSetup() {
  return useQuery({
    queryKey: ["setup"],
    queryFn: ({ signal }) => told(api.GET("/api/v1/setup", { signal })),
  });
}

export function useSignIn() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { username: string; password: string }) =>
      told(api.POST("/api/v1/auth/local", { body })),
    onSuccess: ({ member }) => letIn(cache, member),
  });
}

/** What this browser may prove itself with, once its password was right. */
export function useWanted() {
  return useQuery({
    queryKey: ["second-step"],
    queryFn: ({ signal }) => told(api.GET("/api/v1/auth/second-factor", { signal })),
    retry: false,
    refetchInterval: false,
  });
}

export type Wanted = Got<"/api/v1/auth/second-factor">;

/** Ends a sign-in that waits: by a code, or by the passkey that the browser finds. */
export function useSecondStep() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (proof: { code: string } | { options: Wanted["passkey"] }) =>
      told(
        api.POST("/api/v1/auth/second-factor", {
          body: "code" in proof ? proof : { passkey: await passkeyFor(proof.options) },
        }),
      ),
    onSuccess: ({ member }) => letIn(cache, member),
  });
}

async function passkeyFor(options: Wanted["passkey"]) {
  const found = await navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
      options as unknown as PublicKeyCredentialRequestOptionsJSON,
    ),
  });
  return (found as PublicKeyCredential).toJSON();
}

export type Provider = Got<"/api/v1/auth/providers">["items"][number];

/** The ways in that this house offers. */
export function useProviders() {
  return useQuery({
    queryKey: ["providers"],
    queryFn: ({ signal }) => told(api.GET("/api/v1/auth/providers", { signal })),
  });
}

/** Begins at Plex: the whole page goes there, and is sent back when it is done. */
export function usePlex() {
  return useMutation({
    mutationFn: (return_to: string) =>
      told(api.POST("/api/v1/auth/plex/start", { body: { return_to } })),
    onSuccess: ({ auth_url }) => window.location.assign(auth_url),
  });
}

export type Owner = { setup_token: string; username: string; password: string };

export function useSetUp() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Owner) => told(api.POST("/api/v1/setup", { body })),
    // An answer that got lost may have made the owner: then the page leads to the sign-in.
    onError: () => void cache.invalidateQueries({ queryKey: ["setup"] }),
    onSuccess: ({ member }) => {
      letIn(cache, member);
      // The door of first run has closed behind them; the page goes on with what comes next.
      cache.setQueryData(["setup"], { open: false });
    },
  });
}
