"use client";
/** Beside the queue: the wish one looks at, and a no with its reason. */
import { useState } from "react";
import { Go } from "@/browser/go";
import { pictureOf } from "@/features/library/item";
import { Poster } from "@/look/art/poster";
import { HAPPENED, named, QUEUE, reasons, TEXT } from "./messages";
import { titlePath, type Wish } from "./wish";

type Props = { wish: Wish; count: number; by: string; decline: (reason: string | null) => void };

export function Chosen({ wish, count, by, decline }: Props) {
  const [reason, setReason] = useState("");
  const whom = count === 1 ? by : QUEUE.everybody;
  return (
    <aside className="panel">
      <div className="flow items-end gap-4">
        <Poster title={wish.title ?? ""} picture={pictureOf(wish)} size="m" />
        <div>
          <h2 className="h3">
            <Go to={titlePath(wish)}>{named(wish)}</Go>
          </h2>
          <p className="xs soft">{HAPPENED.asked({ who: by })}</p>
          {wish.note ? <p className="xs soft">“{wish.note}”</p> : null}
        </div>
      </div>
      <form
        className="stack mt-5"
        onSubmit={(event) => {
          event.preventDefault();
          decline(reason.trim() || null);
          setReason("");
        }}
      >
        <h3 className="label">
          {TEXT.reasonHead}
          <span className="hint">{whom === by ? QUEUE.reads({ who: by }) : QUEUE.theyRead}</span>
        </h3>
        <div className="opts">
          {reasons().map((each) => (
            <label key={each} className="opt">
              <input
                type="radio"
                name="reasons"
                className="sr"
                checked={reason === each}
                onChange={() => setReason(each)}
              />
              {each.replace(/\.$/, "")}
            </label>
          ))}
        </div>
        <span className="field">
          <input
            id="reason"
            aria-label={TEXT.reason}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
            onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
          />
        </span>
        <button type="submit" className="btn sec2 full">
          {QUEUE.declineAndTell({ whom })}
        </button>
      </form>
    </aside>
  );
}
