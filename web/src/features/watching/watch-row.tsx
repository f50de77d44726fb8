"use client";
/** One thing that is watched: what it means, and how that is changed. */
import { Check, Telescope } from "lucide-react";
import { type FormEvent, useState } from "react";
import { entered } from "@/features/session/fields";
import { Refusal } from "@/features/session/refusal";
import { named } from "@/features/status/meaning";
import { stateOf, toneOf } from "@/features/status/status";
import { Choice } from "@/look/controls/choice";
import { LongField } from "@/look/controls/long-field";
import { tellRefused } from "@/look/surfaces/refused";
import { tell } from "@/look/surfaces/toast";
import { SERVES, TEXT } from "./messages";
import { PlanForm } from "./plan-form";
import type { Monitor } from "./probe";
import { useExplaining, useStopping, useWatch } from "./queries";

type Doing = "nothing" | "changing" | "explaining";

export function WatchRow({ monitor }: { monitor: Monitor }) {
  const [doing, setDoing] = useState<Doing>("nothing");
  const name = named(monitor);
  const done = () => setDoing("nothing");
  const turn = (to: Doing) => setDoing(doing === to ? "nothing" : to);
  const isTheirs = name !== monitor.name && monitor.source === "uptime_kuma";
  return (
    <li>
      <div className="thing">
        <span className={`dot ${toneOf(stateOf(monitor.state))}`} aria-hidden="true" />
        <div>
          <b>{name}</b>
          {isTheirs ? (
            <span className="xs dim" translate="no">
              {" "}
              {monitor.name}
            </span>
          ) : null}
          {monitor.means ? <p className="sm soft">{monitor.means}</p> : null}
        </div>
        <div className={monitor.ours ? "flow acts" : "flow"}>
          <button
            type="button"
            className="btn quiet s"
            aria-label={TEXT.explainIt({ name })}
            aria-expanded={doing === "explaining"}
            onClick={() => turn("explaining")}
          >
            {TEXT.explain}
          </button>
          {monitor.ours ? (
            <>
              <button
                type="button"
                className="btn quiet s"
                aria-label={TEXT.changeOf({ name })}
                aria-expanded={doing === "changing"}
                onClick={() => turn("changing")}
              >
                {TEXT.change}
              </button>
              <Stop id={monitor.id} name={name} />
            </>
          ) : null}
        </div>
      </div>
      {doing === "changing" ? <Changing id={monitor.id} name={name} onDone={done} /> : null}
      {doing === "explaining" ? <Explaining monitor={monitor} onDone={done} /> : null}
    </li>
  );
}

function Stop({ id, name }: { id: string; name: string }) {
  const stopping = useStopping(id);
  return (
    <button
      type="button"
      className="btn quiet s"
      aria-label={TEXT.removeOf({ name })}
      disabled={stopping.isPending}
      onClick={() =>
        stopping.mutate(undefined, {
          onError: tellRefused,
          onSuccess: () => tell({ icon: Telescope, tone: "plain", fact: TEXT.removed({ name }) }),
        })
      }
    >
      {TEXT.remove}
    </button>
  );
}

function Changing({ id, name, onDone }: { id: string; name: string; onDone: () => void }) {
  const watch = useWatch(id, true);
  if (!watch.data) return <div className="sk block appear" />;
  return <PlanForm id={id} plan={watch.data.plan} name={name} onDone={onDone} />;
}

function Explaining({ monitor, onDone }: { monitor: Monitor; onDone: () => void }) {
  const explaining = useExplaining(monitor.id);
  const [serves, setServes] = useState<keyof typeof SERVES>(monitor.serves ?? "");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    explaining.mutate(
      {
        means: entered(event.currentTarget, "means").trim(),
        serves: serves === "" ? null : serves,
        depends_on: monitor.depends_on,
      },
      {
        onSuccess: () => {
          tell({ icon: Check, tone: "ok", fact: TEXT.kept });
          onDone();
        },
      },
    );
  };
  return (
    <form
      className="fields opened"
      onSubmit={submit}
      aria-label={TEXT.explainOf({ name: named(monitor) })}
    >
      {explaining.isError ? <Refusal error={explaining.error} /> : null}
      <LongField
        label={TEXT.means}
        name="means"
        most={2000}
        value={monitor.means}
        hint={TEXT.meansHint}
      />
      <Choice
        label={TEXT.serves}
        options={(Object.keys(SERVES) as (keyof typeof SERVES)[]).map((value) => ({
          value,
          label: SERVES[value],
        }))}
        chosen={serves}
        onChoose={setServes}
      />
      <div className="flow acts">
        <button type="submit" className="btn sec2" disabled={explaining.isPending}>
          {TEXT.keepChange}
        </button>
        <button type="button" className="btn quiet" onClick={onDone}>
          {TEXT.drop}
        </button>
      </div>
    </form>
  );
}
