"use client";
/** The invites that count, with the way to take them back; and those that are over, folded away. */
import type { UseQueryResult } from "@tanstack/react-query";
import { Ticket, TicketCheck, TicketX, Undo2 } from "lucide-react";
import type { Got } from "@/api/answers";
import { moment } from "@/language/figures";
import { ReadTrouble } from "@/look/surfaces/broken";
import { tellRefused } from "@/look/surfaces/refused";
import { tell } from "@/look/surfaces/toast";
import { type Invite, type Standing, standingOf } from "./invite";
import { INVITE, invitedAs, madeBy, stands, used } from "./messages";
import { useNames } from "./names";
import { useWithdrawing } from "./queries";

type Props = { read: UseQueryResult<Got<"/api/v1/invites">>; now: Date };

const ICON = { open: Ticket, used: TicketCheck, over: TicketX, withdrawn: TicketX } as const;

export function Invites({ read, now }: Props) {
  const all = read.data?.items ?? [];
  const open = all.filter((one) => standingOf(one, now) === "open");
  const earlier = all.filter((one) => standingOf(one, now) !== "open");
  return (
    <section className="sec" aria-labelledby="invites">
      <div className="sec-h">
        <h2 id="invites">{INVITE.title}</h2>
      </div>
      <ReadTrouble title={INVITE.failedTitle} read={read} now={now} />
      {read.data && open.length === 0 ? (
        <p className="soft sm">
          {INVITE.none}. {INVITE.noneRest}
        </p>
      ) : null}
      <ul className="rows">
        {open.map((invite) => (
          <InviteRow key={invite.id} invite={invite} standing="open" now={now} />
        ))}
      </ul>
      {earlier.length > 0 ? (
        <details className="earlier">
          <summary className="why">
            {INVITE.earlier} ({earlier.length})
          </summary>
          <ul className="rows">
            {earlier.map((invite) => (
              <InviteRow
                key={invite.id}
                invite={invite}
                standing={standingOf(invite, now)}
                now={now}
              />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

type RowProps = { invite: Invite; standing: Standing; now: Date };

function InviteRow({ invite, standing, now }: RowProps) {
  const names = useNames();
  const withdrawing = useWithdrawing();
  const Icon = ICON[standing];
  const title = invite.note ?? invitedAs(invite.role);
  const takeBack = () =>
    withdrawing.mutate(invite.id, {
      onSuccess: () => tell({ icon: Undo2, tone: "ok", fact: INVITE.takenBack }),
      onError: tellRefused,
    });
  return (
    <li className="thing">
      <Icon className="ic" aria-hidden="true" />
      <div>
        <b>{title}</b>
        <p className="xs dim">
          {invite.note ? `${invitedAs(invite.role)} · ` : ""}
          {used(invite, names)} · {stands(invite, standing, now)} ·{" "}
          {madeBy(names(invite.invited_by), moment(new Date(invite.created_at), now))}
        </p>
      </div>
      {standing === "open" ? (
        <button
          type="button"
          className="btn quiet s"
          aria-label={INVITE.backOf({ note: title })}
          disabled={withdrawing.isPending}
          onClick={takeBack}
        >
          {INVITE.back}
        </button>
      ) : null}
    </li>
  );
}
