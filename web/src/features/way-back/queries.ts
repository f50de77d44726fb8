"use client";
/** The way back of who forgot their password. */
import { useMutation } from "@tanstack/react-query";
import { api, told } from "@/api/client";

/** Asks for a mail. Whether somebody has the address is never told. */
export function useAsking() {
  return useMutation({
    mutationFn: (email: string) =>
      told(api.POST("/api/v1/auth/password/forgot", { body: { email } })),
  });
}

export function useChoosing(token: string) {
  return useMutation({
    mutationFn: (password: string) =>
      told(api.POST("/api/v1/auth/password/reset", { body: { token, password } })),
  });
}
