"use client";
/** What anybody may see of the status, without signing in. */
import { Check, Globe } from "lucide-react";
import { type FormEvent, useState } from "react";
import { base } from "@/api/base";
import { entered, TextField } from "@/features/session/fields";
import { Refusal } from "@/features/session/refusal";
import { named } from "@/features/status/meaning";
import { Keep } from "@/look/controls/keep";
import { Switch } from "@/look/controls/switch";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Part } from "@/look/surfaces/part";
import { tell } from "@/look/surfaces/toast";
import { TEXT } from "./messages";
import type { Monitor } from "./probe";
import { type PublicPage, usePublicPage, usePublishing } from "./queries";

type Props = { monitors: readonly Monitor[]; now: Date };

export function PublicPagePart({ monitors, now }: Props) {
  const read = usePublicPage();
  return (
    <div className="sec">
      <Part title={TEXT.publicTitle} rest={TEXT.publicRest}>
        <ReadTrouble title={TEXT.publicFailed} read={read} now={now} />
        {read.data ? <Publishing page={read.data} monitors={monitors} /> : null}
      </Part>
    </div>
  );
}

function Publishing({ page, monitors }: { page: PublicPage; monitors: readonly Monitor[] }) {
  const publishing = usePublishing();
  const [isOpen, setOpen] = useState(page.is_open);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget).getAll("monitor_ids");
    publishing.mutate(
      {
        is_open: isOpen,
        title: entered(event.currentTarget, "page_title").trim() || page.title || "Status",
        monitor_ids: monitors.map(({ id }) => id).filter((id) => chosen.includes(id)),
      },
      { onSuccess: () => tell({ icon: Check, tone: "ok", fact: TEXT.kept }) },
    );
  };
  return (
    <form className="stack gap-4" onSubmit={submit} aria-label={TEXT.publicTitle} noValidate>
      {publishing.isError ? <Refusal error={publishing.error} /> : null}
      <Switch label={TEXT.publicOn} isOn={isOpen} onTurn={setOpen} />
      {isOpen ? (
        <>
          <TextField
            label={TEXT.publicName}
            name="page_title"
            autoComplete="off"
            value={page.title ?? "Status"}
          />
          <fieldset className="stack">
            <legend className="legend">{TEXT.publicWhich}</legend>
            <div className="mays">
              {monitors.map((monitor) => (
                <label key={monitor.id} className="may">
                  <input
                    type="checkbox"
                    className="check"
                    name="monitor_ids"
                    value={monitor.id}
                    defaultChecked={page.monitor_ids?.includes(monitor.id) ?? false}
                  />
                  {named(monitor)}
                </label>
              ))}
            </div>
          </fieldset>
          {page.is_open ? (
            <p className="flow sm soft">
              <Globe className="ic" aria-hidden="true" />
              <span className="mono">{`${window.location.origin}${base()}/public`}</span>
            </p>
          ) : null}
        </>
      ) : null}
      <Keep isPending={publishing.isPending} isRefused={publishing.isError}>
        {TEXT.publicKeep}
      </Keep>
    </form>
  );
}
