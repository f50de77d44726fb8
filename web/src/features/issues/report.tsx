"use client";
/** On the page of a title: says that something is wrong with it. */
import { Flag } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useGo } from "@/browser/go";
import { entered, TextField } from "@/features/session/fields";
import { useMay } from "@/features/session/only";
import { Refusal } from "@/features/session/refusal";
import { Choice } from "@/look/controls/choice";
import { LongField } from "@/look/controls/long-field";
import { Note } from "@/look/surfaces/note";
import { tell } from "@/look/surfaces/toast";
import { KINDS, type Kind, numberIn, pageOf } from "./issue";
import { KIND, TEXT } from "./messages";
import { useReporting } from "./queries";

type Props = { media_type: "movie" | "tv"; tmdb_id: number };

export function ReportProblem({ media_type, tmdb_id }: Props) {
  const mayReport = useMay("requests.create");
  const [isOpen, setOpen] = useState(false);
  if (!mayReport) return null;
  if (!isOpen)
    return (
      <button type="button" className="btn quiet" onClick={() => setOpen(true)}>
        <Flag className="ic" aria-hidden="true" />
        {TEXT.report}
      </button>
    );
  return <ReportForm media_type={media_type} tmdb_id={tmdb_id} onDone={() => setOpen(false)} />;
}

function ReportForm({ media_type, tmdb_id, onDone }: Props & { onDone: () => void }) {
  const reporting = useReporting();
  const go = useGo();
  const [kind, setKind] = useState<Kind>("video");
  const [lacks, setLacks] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = entered(form, "text").trim();
    setLacks(text === "");
    if (text === "") return;
    reporting.mutate(
      {
        media_type,
        tmdb_id,
        kind,
        text,
        season: numberIn(entered(form, "season")),
        episode: numberIn(entered(form, "episode")),
      },
      {
        onSuccess: ({ issue }) => {
          const see = { label: TEXT.see, icon: Flag, run: () => go(pageOf(issue.id)) };
          tell({
            icon: Flag,
            tone: "ok",
            fact: TEXT.reported,
            rest: TEXT.reportedRest,
            action: see,
          });
          onDone();
        },
      },
    );
  };
  return (
    <form className="panel fields report" onSubmit={submit} aria-label={TEXT.report} noValidate>
      <div className="wide">
        <h2 className="h3">{TEXT.report}</h2>
        <p className="soft sm">{TEXT.reportRest}</p>
      </div>
      {reporting.isError ? <Refusal error={reporting.error} /> : null}
      {lacks ? (
        <Note icon={Flag} tone="warn" role="alert">
          {TEXT.needed}
        </Note>
      ) : null}
      <div className="wide">
        <Choice
          label={TEXT.kind}
          options={KINDS.map((value) => ({ value, label: KIND[value] }))}
          chosen={kind}
          onChoose={setKind}
        />
      </div>
      {media_type === "tv" ? (
        <>
          <TextField label={TEXT.season} name="season" autoComplete="off" isOptional />
          <TextField label={TEXT.episode} name="episode" autoComplete="off" isOptional />
        </>
      ) : null}
      <div className="wide">
        <LongField label={TEXT.text} name="text" most={2000} hint={TEXT.textHint} />
      </div>
      <div className="flow acts">
        <button type="submit" className="btn sec2" disabled={reporting.isPending}>
          {TEXT.sendReport}
        </button>
        <button type="button" className="btn quiet" onClick={onDone}>
          {TEXT.drop}
        </button>
      </div>
    </form>
  );
}
