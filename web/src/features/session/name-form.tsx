"use client";
/** Sign-in with a name and a password. */
import { LogIn } from "lucide-react";
import type { FormEvent } from "react";
import { Go } from "@/browser/go";
import { entered, TextField } from "./fields";
import { TEXT } from "./messages";

export type Typed = { username: string; password: string };
type Props = {
  /** It is the only way in: it may have the hand at once, and the strong button. */
  isAlone: boolean;
  canReset: boolean;
  isPending: boolean;
  onTyped: (typed: Typed) => void;
};

export function NameForm({ isAlone, canReset, isPending, onTyped }: Props) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onTyped({
      username: entered(event.currentTarget, "username").trim(),
      password: entered(event.currentTarget, "password"),
    });
  };
  return (
    <form onSubmit={submit} noValidate aria-label={TEXT.signIn}>
      <TextField label={TEXT.username} name="username" autoComplete="username" isFirst={isAlone} />
      <div className="stack">
        <TextField label={TEXT.password} name="password" autoComplete="current-password" isSecret />
        {canReset ? (
          <Go className="why xs fit" to="/reset-password">
            {TEXT.forgotten}
          </Go>
        ) : null}
      </div>
      <button
        type="submit"
        className={isAlone ? "btn ink lg full" : "btn line lg full"}
        disabled={isPending}
      >
        <LogIn className="ic" aria-hidden="true" />
        {isPending ? TEXT.signingIn : TEXT.signIn}
      </button>
    </form>
  );
}
