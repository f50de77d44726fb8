"use client";
/** On a wish that waits: the way to wish for more or less of it, or to say it in other words. */
import { Pencil } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useMe } from "@/features/session/me";
import { CHANGE, named } from "./messages";
import { type Change as Changed, changeable, type Wish } from "./wish";

const ChangeSheet = lazy(async () => ({ default: (await import("./change-sheet")).ChangeSheet }));

type Props = {
  wish: Wish;
  change: (wish: Wish, change: Changed) => void;
  /** Where there is room, it says what it does. */
  isWorded?: boolean;
};

export function Change({ wish, change, isWorded = false }: Props) {
  const may = changeable(wish, useMe().data);
  const [began, begin] = useState<typeof may | null>(null);
  return (
    <>
      {may.seasons || may.note ? (
        <button
          type="button"
          className={isWorded ? "btn sec2 s" : "btn quiet icon"}
          aria-label={CHANGE.one({ title: named(wish) })}
          title={isWorded ? undefined : CHANGE.change}
          onClick={() => begin(may)}
        >
          <Pencil className="ic" aria-hidden="true" />
          {isWorded ? CHANGE.change : null}
        </button>
      ) : null}
      {began ? (
        <Suspense>
          <ChangeSheet
            wish={wish}
            may={began}
            isOver={!may.seasons && !may.note}
            change={(next) => change(wish, next)}
            close={() => begin(null)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
