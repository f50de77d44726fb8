"use client";
/** For who comes in by an account elsewhere: nothing here that only a password opens. */
import { KeyRound } from "lucide-react";
import { Go } from "@/browser/go";
import { useProviders } from "@/features/session/queries";
import { Note } from "@/look/surfaces/note";
import { Part } from "@/look/surfaces/part";
import { TEXT } from "./messages";

export function NoPassword() {
  const canReset = useProviders().data?.can_reset_password;
  return (
    <Part title={TEXT.password} rest={TEXT.noPassword}>
      {canReset ? (
        <Note
          icon={KeyRound}
          tone="info"
          action={
            <Go className="why" to="/reset-password">
              {TEXT.setPassword}
            </Go>
          }
        >
          {TEXT.setPasswordRest}
        </Note>
      ) : null}
    </Part>
  );
}
