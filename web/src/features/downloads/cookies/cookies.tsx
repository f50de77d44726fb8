"use client";
/** One's own cookies, for sites that ask who wants a video: kept, replaced, forgotten, never shown. */
import { Cookie, Trash2 } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { useNow } from "@/browser/now";
import { Refusal } from "@/features/session/refusal";
import { moment } from "@/language/figures";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Part } from "@/look/surfaces/part";
import { tellRefused } from "@/look/surfaces/refused";
import { tell } from "@/look/surfaces/toast";
import { useCookies, useForgetting, useKeeping } from "../queries";
import { COOKIES } from "./messages";

const FORGOTTEN = {
  onSuccess: () => tell({ icon: Trash2, tone: "plain", fact: COOKIES.forgotten }),
  onError: tellRefused,
} as const;

export function Cookies() {
  const kept = useCookies();
  // Asked from here: what was kept is gone from the page as soon as it is forgotten.
  const forgetting = useForgetting();
  const now = useNow();
  return (
    <Part title={COOKIES.title} rest={COOKIES.rest}>
      <ReadTrouble title={COOKIES.failedTitle} read={kept} now={now} />
      {kept.data ? (
        <div className="thing">
          <Cookie className="ic" aria-hidden="true" />
          <div>
            <b>{COOKIES.kept({ count: kept.data.count })}</b>
            <p className="xs dim">
              {COOKIES.since({ when: moment(new Date(kept.data.kept_at), now) })}
            </p>
          </div>
          <button
            type="button"
            className="btn quiet s"
            disabled={forgetting.isPending}
            onClick={() => forgetting.mutate(undefined, FORGOTTEN)}
          >
            {COOKIES.forget}
          </button>
        </div>
      ) : null}
      <Choose isAnother={Boolean(kept.data)} />
    </Part>
  );
}

/** The file is read on the device and sent once; a second choice of the same file counts as well. */
function Choose({ isAnother }: { isAnother: boolean }) {
  const keeping = useKeeping();
  const field = useRef<HTMLInputElement>(null);
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return;
    const text = await file.text().catch(() => "");
    event.target.value = "";
    keeping.mutate(text, {
      onSuccess: ({ count }) =>
        tell({
          icon: Cookie,
          tone: "ok",
          fact: COOKIES.keptNow({ count }),
          rest: COOKIES.keptRest,
        }),
    });
  };
  return (
    <>
      {keeping.isError ? <Refusal error={keeping.error} /> : null}
      <input
        ref={field}
        type="file"
        accept=".txt,text/plain"
        hidden
        onChange={(event) => void take(event)}
      />
      <button
        type="button"
        className="btn sec2 fit"
        disabled={keeping.isPending}
        onClick={() => field.current?.click()}
      >
        <Cookie className="ic" aria-hidden="true" />
        {isAnother ? COOKIES.another : COOKIES.choose}
      </button>
    </>
  );
}
