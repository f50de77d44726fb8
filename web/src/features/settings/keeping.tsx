"use client";
/** The end of a form of choices: to keep them, or to go back to how the house was set up. */
import { Keep } from "@/look/controls/keep";
import { CHOSEN } from "./messages";

type Props = {
  isChosen: boolean;
  asked: { isPending: boolean; error: Error | null };
  about: string;
  onForget: () => void;
};

export function Keeping({ isChosen, asked: { isPending, error }, about, onForget }: Props) {
  return (
    <div className="flow wrap">
      <Keep isPending={isPending} isRefused={error !== null} label={`${CHOSEN.keep}: ${about}`}>
        {CHOSEN.keep}
      </Keep>
      {isChosen ? (
        <button
          type="button"
          className="btn quiet"
          aria-label={`${CHOSEN.asItCame}: ${about}`}
          disabled={isPending}
          onClick={onForget}
        >
          {CHOSEN.asItCame}
        </button>
      ) : (
        <span className="xs dim">{CHOSEN.given}</span>
      )}
    </div>
  );
}
