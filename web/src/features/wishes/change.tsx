"use client";
/** On a wish that waits: the way to wish for more or less of it, or to say it in other words. */
import { Pencil } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useMe } from "@/features/session/me";
import { Worded } from "@/look/controls/worded";
import { CHANGE, named } from "./messages";
import { type Change as Changed, changeable, type Wish } from "./wish";

const ChangeSheet = lazy(async () => ({ default: (await import("./change-sheet")).ChangeSheet }));

type Props = {
  wish: Wish;
  change: (wish: Wish, change: Changed) => void;
  /** It stands alone, and always says what it does. */
  isWorded?: boolean;
};

export function Change({ wish, change, isWorded = false }: Props) {
  const may = changeable(wish, useMe().data);
  const [began, begin] = useState<typeof may | null>(null);
  return (
    <>
      {may.seasons || may.note ? (
        isWorded ? (
          <button
            type="button"
            className="btn sec2 s"
            aria-label={CHANGE.one({ title: named(wish) })}
            onClick={() => begin(may)}
          >
            <Pencil className="ic" aria-hidden="true" />
            {CHANGE.change}
          </button>
        ) : (
          <Worded
            icon={Pencil}
            word={CHANGE.change}
            label={CHANGE.one({ title: named(wish) })}
            onPress={() => begin(may)}
          />
        )
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
