"use client";
/** One's own name, sessions, second factors, keys and data: read, and changed. */
import {
  type UseMutationResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useRef } from "react";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { useOnce } from "@/api/once";
import type { Member } from "@/features/session/me";
import { endOf, type Lasts } from "./key";

export type Session = Got<"/api/v1/me/sessions">["items"][number];
export type Factor = Got<"/api/v1/me/second-factors">["items"][number];
export type ApiKey = Got<"/api/v1/me/api-keys">["items"][number];
export type WaysIn = Got<"/api/v1/me/ways-in">;
export type WayIn = WaysIn["items"][number];
export type Scope = ApiKey["scopes"][number];

export type NewProfile = {
  display_name: string;
  email: string | null;
  /** Asked for with another address: whoever holds that can set a new password. */
  current_password?: string;
};

export type NewKey = { name: string; scopes: Scope[]; lasts: Lasts };

const SESSIONS = ["me", "sessions"] as const;
const FACTORS = ["me", "factors"] as const;
const KEYS = ["me", "keys"] as const;
const WAYS_IN = ["me", "ways-in"] as const;

export function useSessions() {
  return useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => told(api.GET("/api/v1/me/sessions", { signal })),
  });
}

export function useFactors() {
  return useQuery({
    queryKey: FACTORS,
    queryFn: ({ signal }) => told(api.GET("/api/v1/me/second-factors", { signal })),
  });
}

export function useApiKeys() {
  return useQuery({
    queryKey: KEYS,
    queryFn: ({ signal }) => told(api.GET("/api/v1/me/api-keys", { signal })),
  });
}

export function useWaysIn() {
  return useQuery({
    queryKey: WAYS_IN,
    queryFn: ({ signal }) => told(api.GET("/api/v1/me/ways-in", { signal })),
  });
}

/** A change of one's own; afterwards what it touches is read anew. */
function useChange<Given, Told>(
  key: readonly string[],
  ask: (given: Given) => Promise<Told>,
): UseMutationResult<Told, Error, Given> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSettled: () => void cache.invalidateQueries({ queryKey: key }),
  });
}

export function useProfile() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: NewProfile) => told(api.PATCH("/api/v1/me", { body })),
    onSuccess: (member) => cache.setQueryData<Member>(["me"], member),
  });
}

export function usePassword() {
  return useChange(SESSIONS, (body: { current_password: string; password: string }) =>
    told(api.POST("/api/v1/me/password", { body })),
  );
}

export function useEnding() {
  return useChange(SESSIONS, (session_id: string) =>
    told(api.DELETE("/api/v1/me/sessions/{session_id}", { params: { path: { session_id } } })),
  );
}

export function useEndingOthers() {
  return useChange(SESSIONS, () => told(api.DELETE("/api/v1/me/sessions")));
}

export function useNewApp() {
  const offer = useOnce(async (given: { name: string; password: string }, { key }) => {
    const offered = await told(
      api.POST("/api/v1/me/second-factors", {
        body: { kind: "totp", ...given },
        headers: { "Idempotency-Key": key },
      }),
    );
    if (!("uri" in offered)) throw new TypeError("an app was asked for, and something else came");
    return offered;
  });
  return useChange(FACTORS, offer);
}

export function useConfirm(factor_id: string) {
  return useChange(FACTORS, (code: string) =>
    told(
      api.POST("/api/v1/me/second-factors/{factor_id}/confirm", {
        params: { path: { factor_id } },
        body: { code },
      }),
    ),
  );
}

/** Lets the browser make a passkey, and gives it to the house; tells the recovery codes, if new. */
export function useNewPasskey() {
  const last = useRef<{ key: string; credential: Record<string, unknown> }>(null);
  const add = useOnce(async (given: { name: string; password: string }, { key }) => {
    // Asked once more, the house knows it again only by what the browser made the first time.
    const known = last.current?.key === key ? last.current.credential : null;
    const credential = known ?? (await newCredential());
    last.current = { key, credential };
    const added = await told(
      api.POST("/api/v1/me/second-factors", {
        body: { kind: "passkey", credential, ...given },
        headers: { "Idempotency-Key": key },
      }),
    );
    return "recovery_codes" in added ? added.recovery_codes : [];
  });
  return useChange(FACTORS, add);
}

async function newCredential(): Promise<Record<string, unknown>> {
  const { options } = await told(api.POST("/api/v1/me/second-factors/passkey-options"));
  const made = await navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
      options as unknown as PublicKeyCredentialCreationOptionsJSON,
    ),
  });
  return (made as PublicKeyCredential).toJSON();
}

export function useRemoval(factor_id: string) {
  return useChange(FACTORS, (password: string) =>
    told(
      api.DELETE("/api/v1/me/second-factors/{factor_id}", {
        params: { path: { factor_id } },
        body: { password },
      }),
    ),
  );
}

export function useNewCodes() {
  return useChange(FACTORS, (password: string) =>
    told(api.POST("/api/v1/me/second-factors/recovery-codes", { body: { password } })),
  );
}

/** Begins where the other account is: the whole page goes there, and is sent back when it is done. */
export function useLinking(way_in: string) {
  return useMutation({
    mutationFn: (current_password: string | null) =>
      told(
        api.POST("/api/v1/me/ways-in/{way_in}", {
          params: { path: { way_in } },
          body: { current_password, return_to: "/me" },
        }),
      ),
    onSuccess: ({ auth_url }) => window.location.assign(auth_url),
  });
}

export function useNewKey() {
  const issue = useOnce(({ lasts, ...wanted }: NewKey, { key, at }) =>
    told(
      api.POST("/api/v1/me/api-keys", {
        body: { ...wanted, expires_at: endOf(lasts, at)?.toISOString() ?? null },
        headers: { "Idempotency-Key": key },
      }),
    ),
  );
  return useChange(KEYS, async (wanted: NewKey) => {
    const made = await issue(wanted);
    if (made.key !== null) return made;
    // It was shown in the answer that got lost, and never again: another takes its place.
    await revoke(made.id);
    return issue(wanted);
  });
}

export function useKeyRemoval() {
  return useChange(KEYS, revoke);
}

function revoke(key_id: string) {
  return told(api.DELETE("/api/v1/me/api-keys/{key_id}", { params: { path: { key_id } } }));
}

export function useExport() {
  return useMutation({
    mutationFn: async () => {
      await told(api.POST("/api/v1/me/export"));
      return told(api.GET("/api/v1/me/export"));
    },
  });
}
