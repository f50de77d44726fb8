"use client";
/** Proves once more who one is, by what the house asks of them. */
import { KeyRound } from "lucide-react";
import { Go, type PagePath } from "@/browser/go";
import { Refusal } from "@/features/session/refusal";
import { Note } from "@/look/surfaces/note";
import { TEXT } from "./messages";
import { ProofForm } from "./proof";
import type { WaysIn } from "./queries";

type Props = {
  label: string;
  asksFor: WaysIn["asks_for"];
  /** Where they come back to, who have to sign in once more. */
  to: PagePath;
  asked: { isPending: boolean; isError: boolean; error: Error | null };
  /** Their password; null where none is asked for. */
  onProof: (password: string | null) => void;
  onDrop: () => void;
};

/** Who has no password here shows by a new sign-in that it is still them. */
export function OnceMore({ label, asksFor, to, asked, onProof, onDrop }: Props) {
  switch (asksFor) {
    case "password":
      return (
        <ProofForm
          label={label}
          asked={asked}
          onProof={({ password }) => onProof(password)}
          onDrop={onDrop}
        />
      );
    case "sign_in":
      return (
        <Note
          icon={KeyRound}
          tone="info"
          action={
            <Go className="why" to={`/login?to=${to}`}>
              {TEXT.signInAgain}
            </Go>
          }
        >
          {TEXT.signInAgainRest}
        </Note>
      );
    case "nothing":
      return (
        <div className="stack gap-3">
          {asked.isError ? <Refusal error={asked.error} /> : null}
          <button
            type="button"
            className="btn pri fit"
            disabled={asked.isPending}
            onClick={() => onProof(null)}
          >
            {TEXT.go}
          </button>
        </div>
      );
  }
}
