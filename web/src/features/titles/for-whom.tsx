"use client";
/** In the sheet of who decides: for whom it is asked, oneself if nobody else is chosen. */
import { ChevronDown, UserRound } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useMay } from "@/features/session/only";
import { FOR_WHOM } from "./messages";

const WhoPicker = lazy(async () => ({ default: (await import("./who-picker")).WhoPicker }));

export type Who = { id: string; name: string };

type Props = { chosen: Who | null; choose: (who: Who | null) => void };

export function ForWhom(props: Props) {
  const decides = useMay("requests.decide");
  const knows = useMay("members.read");
  return decides && knows ? <Field {...props} /> : null;
}

function Field({ chosen, choose }: Props) {
  const [isOpen, setOpen] = useState(false);
  const name = chosen?.name ?? FOR_WHOM.me;
  return (
    <div className="label">
      <span aria-hidden="true">{FOR_WHOM.label}</span>
      {isOpen ? (
        <Suspense>
          <WhoPicker
            choose={(who) => {
              choose(who);
              setOpen(false);
            }}
            close={() => setOpen(false)}
          />
        </Suspense>
      ) : (
        <button
          type="button"
          className="field opener"
          aria-expanded={false}
          aria-label={FOR_WHOM.chosen({ name })}
          onClick={() => setOpen(true)}
        >
          <UserRound className="ic" aria-hidden="true" />
          <span className="grow clip">{name}</span>
          <ChevronDown className="ic" aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
