"use client";
/** The ways in and out. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { newKey } from "@/api/keys";
import { forget } from "@/features/offline/forget";

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
    onSuccess: ({ member }) => {
      cache.clear();
      cache.setQueryData(["me"], member);
    },
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
    onSuccess: ({ member }) => {
      cache.clear();
      cache.setQueryData(["me"], member);
    },
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
    mutationFn: (body: Owner) =>
      told(api.POST("/api/v1/setup", { body, headers: { "Idempotency-Key": newKey() } })),
    onSuccess: ({ member }) => {
      cache.clear();
      cache.setQueryData(["me"], member);
      // The door of first run has closed behind them; the page goes on with what comes next.
      cache.setQueryData(["setup"], { open: false });
    },
  });
}

export function useSignOut() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => told(api.POST("/api/v1/auth/logout")),
    // Whoever leaves leaves nothing behind, also when the house does not answer.
    onSettled: () => {
      forget();
      cache.clear();
    },
  });
}
