"use client";
/** An invite as whoever holds its code sees it, and the account that is made by it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import { letIn } from "@/features/session/entering";

export function useOffer(code: string | null) {
  return useQuery({
    queryKey: ["invited", code],
    enabled: code !== null && code !== "",
    refetchInterval: false,
    queryFn: ({ signal }) =>
      told(api.POST("/api/v1/invites/offer", { body: { code: code ?? "" }, signal })),
  });
}

export type Account = {
  username: string;
  password: string;
  display_name: string | null;
  email: string | null;
};

export function useAccepting(code: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (account: Account) =>
      told(api.POST("/api/v1/invites/accept", { body: { code, ...account } })),
    onSuccess: ({ member }) => letIn(cache, member),
  });
}
