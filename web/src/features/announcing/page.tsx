"use client";
/** What everybody is told: announcements that stand, and maintenance that is planned. */
import { Megaphone, Wrench } from "lucide-react";
import { useNow } from "@/browser/now";
import { Only } from "@/features/session/only";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Part } from "@/look/surfaces/part";
import { tellRefused } from "@/look/surfaces/refused";
import { tell } from "@/look/surfaces/toast";
import { AnnounceForm } from "./announce-form";
import { announcedAt, followup, headline, plannedFor, TEXT } from "./messages";
import { PlanForm } from "./plan-form";
import {
  type Announcement,
  type Maintenance,
  useAnnouncements,
  useEnding,
  useMaintenance,
  useWithdrawing,
} from "./queries";

export function AnnouncingPage() {
  return (
    <Only may="status.manage">
      <Announcing />
    </Only>
  );
}

function Announcing() {
  const now = useNow();
  const said = useAnnouncements();
  const plans = useMaintenance();
  const standing = said.data?.items ?? [];
  const open = (plans.data?.items ?? []).filter(
    ({ stage }) => stage === "planned" || stage === "going on",
  );
  return (
    <>
      <h1 className="say">
        {said.data && plans.data ? headline(standing.length) : TEXT.title}{" "}
        <span className="then">{plans.data ? followup(open.length) : null}</span>
      </h1>
      <ReadTrouble title={TEXT.failedTitle} read={said.isError ? said : plans} now={now} />
      <div className="own">
        <Part title={TEXT.now} rest={standing.length === 0 ? TEXT.none : TEXT.nowRest}>
          <ul className="rows">
            {standing.map((one) => (
              <Said key={one.id} one={one} now={now} />
            ))}
          </ul>
          <AnnounceForm />
        </Part>
        <Part title={TEXT.plans} rest={open.length === 0 ? TEXT.noPlans : TEXT.planRest}>
          <ul className="rows">
            {open.map((one) => (
              <Planned key={one.id} one={one} />
            ))}
          </ul>
          <PlanForm />
        </Part>
      </div>
    </>
  );
}

function Said({ one, now }: { one: Announcement; now: Date }) {
  const withdrawing = useWithdrawing();
  const takeBack = () =>
    withdrawing.mutate(one.id, {
      onError: tellRefused,
      onSuccess: () => tell({ icon: Megaphone, tone: "plain", fact: TEXT.withdrawn }),
    });
  return (
    <li className="thing">
      <Megaphone className="ic" aria-hidden="true" />
      <div>
        <b>{one.title}</b>
        {one.text ? <p className="sm soft">{one.text}</p> : null}
        <p className="xs dim">{announcedAt(one, now)}</p>
      </div>
      <button
        type="button"
        className="btn quiet s"
        aria-label={TEXT.withdrawOf({ title: one.title })}
        disabled={withdrawing.isPending}
        onClick={takeBack}
      >
        {TEXT.withdraw}
      </button>
    </li>
  );
}

function Planned({ one }: { one: Maintenance }) {
  const ending = useEnding();
  const isOn = one.stage === "going on";
  const end = () =>
    ending.mutate(one.id, {
      onError: tellRefused,
      onSuccess: () => tell({ icon: Wrench, tone: "plain", fact: TEXT.cancelled }),
    });
  return (
    <li className="thing">
      <Wrench className={isOn ? "ic t-info" : "ic"} aria-hidden="true" />
      <div>
        <b>{one.title}</b>
        {one.text ? <p className="sm soft">{one.text}</p> : null}
        <p className="xs dim">{plannedFor(one)}</p>
      </div>
      <button
        type="button"
        className="btn quiet s"
        aria-label={(isOn ? TEXT.endOf : TEXT.cancelOf)({ title: one.title })}
        disabled={ending.isPending}
        onClick={end}
      >
        {isOn ? TEXT.end : TEXT.cancel}
      </button>
    </li>
  );
}
