"use client";
/** The sheet in which a wish that waits is changed: its seasons, and the word to whoever decides. */
import { Lock } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useNow } from "@/browser/now";
import { useTitle } from "@/features/titles/queries";
import { Seasons } from "@/features/titles/seasons";
import { openTo, type TitlePage } from "@/features/titles/title";
import { useTicked } from "@/look/controls/ticked";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Note } from "@/look/surfaces/note";
import { Over } from "@/look/surfaces/over";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { CHANGE, named } from "./messages";
import { type Change, differs, type May, type Wish } from "./wish";

type Props = {
  wish: Wish;
  may: May;
  /** Somebody decided while it was open. */
  isOver: boolean;
  change: (change: Change) => void;
  close: () => void;
};

export function ChangeSheet({ isOver, ...props }: Props) {
  const { wish, may, close } = props;
  return (
    <Over label={CHANGE.one({ title: named(wish) })} className="change" close={close}>
      <div>
        <h2 className="h3">{may.note ? CHANGE.title : CHANGE.titleOther}</h2>
        <p className="soft sm">{named(wish)}</p>
      </div>
      {isOver ? (
        <TooLate close={close} />
      ) : may.seasons ? (
        <OfSeries {...props} />
      ) : (
        <Fields {...props} page={null} />
      )}
    </Over>
  );
}

function TooLate({ close }: { close: () => void }) {
  return (
    <>
      <Note icon={Lock} role="status">
        <b>{CHANGE.decided}</b> {CHANGE.decidedRest}
      </Note>
      <button type="button" className="btn sec2 fit" onClick={close}>
        {CHANGE.leave}
      </button>
    </>
  );
}

type FormProps = Omit<Props, "isOver">;

/** Without its seasons the word can still be another. */
function OfSeries(props: FormProps) {
  const read = useTitle({ type: "tv", id: props.wish.tmdb_id });
  const now = useNow();
  if (read.data) return <Fields {...props} page={read.data} />;
  return (
    <>
      <ReadTrouble title={CHANGE.failedTitle} read={read} now={now} />
      {read.isPending ? <RowsSkeleton label={CHANGE.seasons} rows={2} /> : null}
      {read.isError && props.may.note ? <Fields {...props} page={null} /> : null}
    </>
  );
}

function Fields({ wish, may, page, change, close }: FormProps & { page: TitlePage | null }) {
  const open = page ? openTo(page, wish) : [];
  // A wish for the whole series is one for each season of it.
  const first = wish.seasons.length > 0 ? wish.seasons : open;
  const { ticked, toggle } = useTicked(first);
  const [note, setNote] = useState(wish.note ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next: Change = {
      ...(page && differs(ticked, first) && { seasons: [...ticked] }),
      ...(may.note && note.trim() !== (wish.note ?? "") && { note: note.trim() }),
    };
    if (Object.keys(next).length > 0) change(next);
    close();
  };
  return (
    <form className="stack" onSubmit={submit}>
      {page ? <Seasons page={page} open={open} chosen={ticked} toggle={toggle} /> : null}
      {may.note ? (
        <label className="label">
          {CHANGE.note}
          <span className="field">
            <input
              type="text"
              value={note}
              maxLength={500}
              placeholder={CHANGE.optional}
              onChange={(event) => setNote(event.target.value)}
            />
          </span>
        </label>
      ) : null}
      <div className="flow wrap acts">
        <button type="submit" className="btn pri" disabled={page !== null && ticked.size === 0}>
          {CHANGE.keep}
        </button>
        <button type="button" className="btn quiet" onClick={close}>
          {CHANGE.leave}
        </button>
      </div>
    </form>
  );
}
