"use client";
/** The ways to reach a member: added, confirmed, tried and taken away. */
import { Bell, Check, CircleAlert } from "lucide-react";
import type { FormEvent } from "react";
import { useNow } from "@/browser/now";
import { entered, TextField } from "@/features/session/fields";
import { Refusal } from "@/features/session/refusal";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Part } from "@/look/surfaces/part";
import { tell } from "@/look/surfaces/toast";
import { FoldedChat } from "./chat/folded";
import { SIGNED_OUT } from "./here";
import { standing, TEXT } from "./messages";
import { PushHere } from "./push-here";
import {
  type Channel,
  useChannelRemoval,
  useChannels,
  useConfirming,
  useNewAddress,
  useSendingAgain,
  useTrying,
} from "./queries";

export function Channels() {
  const channels = useChannels();
  const add = useNewAddress();
  const now = useNow();
  const items = channels.data?.items ?? [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    add.mutate(entered(form, "address").trim(), { onSuccess: () => form.reset() });
  };
  return (
    <Part title={TEXT.channels} rest={TEXT.channelsRest}>
      <ReadTrouble title={TEXT.failedTitle} read={channels} now={now} />
      {channels.data && items.length === 0 ? <p className="soft sm">{TEXT.noneYet}</p> : null}
      <ul className="rows">
        {items.map((channel) => (
          <ChannelRow key={channel.id} channel={channel} />
        ))}
      </ul>
      <PushHere />
      {add.isError ? <Refusal error={add.error} /> : null}
      <form className="form" onSubmit={submit} aria-label={TEXT.addEmail}>
        <TextField label={TEXT.email} name="address" autoComplete="email" />
        <button type="submit" className="btn sec2" disabled={add.isPending}>
          {TEXT.addEmail}
        </button>
      </form>
      <FoldedChat />
    </Part>
  );
}

function ChannelRow({ channel }: { channel: Channel }) {
  const trying = useTrying(channel.id);
  const removal = useChannelRemoval(channel.id);
  const error = trying.error ?? removal.error;
  const waitsForCode = channel.kind === "email" && !channel.verified;
  const isTried = !waitsForCode && channel.disabled !== SIGNED_OUT;
  const attempt = () =>
    trying.mutate(undefined, {
      onSuccess: ({ ok, why }) =>
        ok
          ? tell({ icon: Check, tone: "ok", fact: TEXT.arrived })
          : tell({ icon: CircleAlert, tone: "bad", fact: TEXT.failed, rest: why ?? "" }),
    });
  return (
    <li>
      <div className="thing">
        <Bell className="ic" aria-hidden="true" />
        <div>
          <b>{channel.label}</b>
          <p className="xs dim">{standing(channel)}</p>
        </div>
        <div className="flow">
          {isTried ? (
            <button
              type="button"
              className="btn quiet s"
              aria-label={`${TEXT.test}: ${channel.label}`}
              disabled={trying.isPending}
              onClick={attempt}
            >
              {TEXT.test}
            </button>
          ) : null}
          <button
            type="button"
            className="btn quiet s"
            aria-label={`${TEXT.remove}: ${channel.label}`}
            onClick={() => removal.mutate(undefined)}
          >
            {TEXT.remove}
          </button>
        </div>
      </div>
      {error ? <Refusal error={error} /> : null}
      {waitsForCode ? <CodeForm id={channel.id} /> : null}
    </li>
  );
}

function CodeForm({ id }: { id: string }) {
  const confirming = useConfirming(id);
  const again = useSendingAgain(id);
  const error = confirming.error ?? again.error;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    confirming.mutate(entered(event.currentTarget, "code").trim());
  };
  return (
    <form className="form" onSubmit={submit} aria-label={TEXT.confirm}>
      {error ? <Refusal error={error} /> : null}
      <TextField label={TEXT.code} name="code" autoComplete="one-time-code" />
      <div className="choices">
        <button type="submit" className="btn pri" disabled={confirming.isPending}>
          {TEXT.confirm}
        </button>
        <button
          type="button"
          className="btn quiet"
          disabled={again.isPending}
          onClick={() => again.mutate(undefined)}
        >
          {TEXT.sendAgain}
        </button>
      </div>
    </form>
  );
}
