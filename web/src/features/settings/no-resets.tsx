"use client";
/** The letters of the house and what lets somebody in who forgot their password go by two mail servers: whoever
 * sets the one here is told that the other is missing. */
import { useProviders } from "@/features/session/queries";
import { FIELD } from "./messages";

export function NoResets() {
  const ways = useProviders().data;
  // As long as nobody knows, nothing is missing.
  if (ways?.can_reset_password !== false) return null;
  return <p className="soft sm path">{FIELD.noResets}</p>;
}
