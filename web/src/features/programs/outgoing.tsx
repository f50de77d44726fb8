"use client";
/** Addresses that the house calls when something happens: added, tried and taken away. */
import { Check, CircleAlert, Webhook } from "lucide-react";
import type { FormEvent } from "react";
import { problemIn } from "@/api/problem";
import { Go } from "@/browser/go";
import { useNow } from "@/browser/now";
import { ShownOnce } from "@/features/me/shown-once";
import { entered, TextField } from "@/features/session/fields";
import { Refusal } from "@/features/session/refusal";
import {
  type Channel,
  useChannelRemoval,
  useChannels,
  useTrying,
} from "@/features/telling/queries";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Part } from "@/look/surfaces/part";
import { tell } from "@/look/surfaces/toast";
import { TEXT } from "./messages";
import { useNewWebhook } from "./queries";

export function Outgoing() {
  const channels = useChannels();
  const add = useNewWebhook();
  const now = useNow();
  const hooks = (channels.data?.items ?? []).filter(({ kind }) => kind === "webhook");
  const problem = add.isError ? problemIn(add.error) : null;
  const wrong = problem?.kind === "refused" ? problem.fields.url : undefined;
  const secret = add.data?.secret ?? null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    add.mutate(entered(form, "webhook_url").trim(), { onSuccess: () => form.reset() });
  };
  return (
    <Part title={TEXT.out} rest={TEXT.outRest}>
      <ReadTrouble title={TEXT.failedTitle} read={channels} now={now} />
      {channels.data && hooks.length === 0 ? <p className="soft sm">{TEXT.noneYet}</p> : null}
      {secret !== null ? (
        <ShownOnce
          title={TEXT.secretMade}
          rest={TEXT.secretRest}
          lines={[secret]}
          onKept={() => add.reset()}
        />
      ) : null}
      <ul className="rows">
        {hooks.map((hook) => (
          <Hook key={hook.id} hook={hook} />
        ))}
      </ul>
      {add.isError && wrong === undefined ? <Refusal error={add.error} /> : null}
      <form className="form" onSubmit={submit} aria-label={TEXT.add} noValidate>
        <TextField
          label={TEXT.address}
          name="webhook_url"
          autoComplete="off"
          placeholder={TEXT.addressExample}
          wrong={wrong}
        />
        <button type="submit" className="btn sec2" disabled={add.isPending}>
          {TEXT.add}
        </button>
      </form>
      <Go className="why sm fit" to="/settings/notifications">
        {TEXT.whichOnes}
      </Go>
    </Part>
  );
}

function Hook({ hook }: { hook: Channel }) {
  const trying = useTrying(hook.id);
  const removal = useChannelRemoval(hook.id);
  const error = trying.error ?? removal.error;
  const attempt = () =>
    trying.mutate(undefined, {
      onSuccess: ({ ok, why }) =>
        ok
          ? tell({ icon: Check, tone: "ok", fact: TEXT.called })
          : tell({ icon: CircleAlert, tone: "bad", fact: TEXT.failed, rest: why ?? "" }),
    });
  return (
    <li>
      <div className="thing">
        <Webhook className="ic" aria-hidden="true" />
        <div>
          <b>{hook.label}</b>
          {hook.disabled ? <p className="xs dim">{hook.disabled}</p> : null}
        </div>
        <div className="flow">
          <button
            type="button"
            className="btn quiet s"
            aria-label={`${TEXT.test}: ${hook.label}`}
            disabled={trying.isPending}
            onClick={attempt}
          >
            {TEXT.test}
          </button>
          <button
            type="button"
            className="btn quiet s"
            aria-label={`${TEXT.remove}: ${hook.label}`}
            disabled={removal.isPending}
            onClick={() => removal.mutate(undefined)}
          >
            {TEXT.remove}
          </button>
        </div>
      </div>
      {error ? <Refusal error={error} /> : null}
    </li>
  );
}
