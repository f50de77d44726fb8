"use client";
/** The addresses that the household's own servers may call, and whether they are heard there. */
import { Check, CircleAlert } from "lucide-react";
import { Fragment } from "react";
import { base } from "@/api/base";
import { copied } from "@/browser/copy";
import { Go } from "@/browser/go";
import { integrations } from "@/features/settings/integrations";
import { type Connection, useConnections } from "@/features/settings/queries";
import { Part } from "@/look/surfaces/part";
import { tell } from "@/look/surfaces/toast";
import { TEXT } from "./messages";

export function Incoming() {
  const all = integrations().filter(({ id }) => id === "overseerr" || id === "plex");
  const reads = useConnections(all);
  const readOf = (wanted: string) => reads[all.findIndex(({ id }) => id === wanted)];
  const here = `${window.location.origin}${base()}/api/v1/webhooks`;
  return (
    <Part title={TEXT.inTitle} rest={TEXT.inRest}>
      <ul className="rows">
        <Address
          name={TEXT.overseerr}
          rest={TEXT.overseerrRest}
          address={`${here}/overseerr`}
          read={readOf("overseerr")}
        />
        <Address
          name={TEXT.plex}
          rest={TEXT.plexRest}
          address={`${here}/plex/${TEXT.itsSecret}`}
          read={readOf("plex")}
        />
      </ul>
      <Go className="why sm fit" to="/settings">
        {TEXT.connections}
      </Go>
    </Part>
  );
}

type Props = { name: string; rest: string; address: string; read: Connection | undefined };

function Address({ name, rest, address, read }: Props) {
  const isHeard = read?.data?.has_webhook_secret === true;
  const Icon = isHeard ? Check : CircleAlert;
  const copy = async () => {
    const isCopied = await copied(address);
    tell({
      icon: isCopied ? Check : CircleAlert,
      tone: isCopied ? "ok" : "bad",
      fact: isCopied ? TEXT.copied : TEXT.notCopied,
    });
  };
  return (
    <li className="thing">
      <Icon className={isHeard ? "ic t-ok" : "ic"} aria-hidden="true" />
      <div>
        <b>{name}</b>
        <p className="xs path">
          <code translate="no">
            {/* It breaks between two parts of it, and not within a word. */}
            {[...address.matchAll(/[^/]+\/*/g)].map(({ 0: part, index }) => (
              <Fragment key={index}>
                {part}
                <wbr />
              </Fragment>
            ))}
          </code>
        </p>
        <p className="xs dim">
          {rest} {read?.data === undefined ? null : isHeard ? TEXT.isHeard : TEXT.notHeard}
        </p>
      </div>
      <button
        type="button"
        className="btn quiet s"
        aria-label={`${TEXT.copy}: ${name}`}
        onClick={copy}
      >
        {TEXT.copy}
      </button>
    </li>
  );
}
