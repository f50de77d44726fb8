"use client";
/** What was sent to whom, for those who may see it: of oneself first, of everybody when one asks for it. */
import { useState } from "react";
import { useNow } from "@/browser/now";
import { useNames } from "@/features/people/names";
import { useMe } from "@/features/session/me";
import { Choice } from "@/look/controls/choice";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Part } from "@/look/surfaces/part";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import type { Category } from "../queries";
import { SENT, STANDING_WORDS } from "./messages";
import { STANDINGS, type Standing, useSent } from "./queries";
import { SentRow } from "./row";

export function Sent({ categories }: { categories: readonly Category[] }) {
  const me = useMe().data?.id ?? null;
  const [isAll, setAll] = useState(false);
  const [status, setStatus] = useState<Standing | null>(null);
  const read = useSent({ member: isAll ? null : me, status });
  const names = useNames(isAll);
  const now = useNow();
  const items = read.data?.pages.flatMap((page) => page.items) ?? [];
  const about = (name: string) => categories.find((one) => one.name === name)?.label ?? name;
  return (
    <Part title={SENT.title} rest={SENT.rest}>
      <div className="flow between wrap">
        <Choice
          label={SENT.whose}
          options={[
            { value: "mine", label: SENT.mine },
            { value: "all", label: SENT.everybodys },
          ]}
          chosen={isAll ? "all" : "mine"}
          onChoose={(whose) => setAll(whose === "all")}
          isQuiet
        />
        <Which chosen={status} onChoose={setStatus} />
      </div>
      {read.isPending ? <RowsSkeleton label={SENT.title} rows={3} /> : null}
      <ReadTrouble title={SENT.failedTitle} read={read} now={now} />
      {read.data && items.length === 0 ? (
        <p className="soft sm">{status === null ? SENT.none : SENT.noneSuch}</p>
      ) : null}
      <ul className="rows">
        {items.map((one) => (
          <SentRow
            key={one.id}
            delivery={one}
            about={about(one.category)}
            who={names(one.member_id)}
            now={now}
          />
        ))}
      </ul>
      {read.hasNextPage ? (
        <button
          type="button"
          className="btn sec2 fit"
          disabled={read.isFetchingNextPage}
          onClick={() => void read.fetchNextPage()}
        >
          {SENT.more}
        </button>
      ) : null}
    </Part>
  );
}

type WhichProps = { chosen: Standing | null; onChoose: (one: Standing | null) => void };

function Which({ chosen, onChoose }: WhichProps) {
  return (
    <select
      className="select"
      aria-label={SENT.which}
      value={chosen ?? ""}
      onChange={({ target }) => onChoose(STANDINGS.find((one) => one === target.value) ?? null)}
    >
      <option value="">{SENT.all}</option>
      {STANDINGS.map((one) => (
        <option key={one} value={one}>
          {STANDING_WORDS[one]}
        </option>
      ))}
    </select>
  );
}
