/** One message on its way to somebody: by what, how it stands, and, opened, all that happened to it. */
import { BellOff, CircleAlert, CircleCheck, Hourglass, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { Go } from "@/browser/go";
import { useMe } from "@/features/session/me";
import { useMay } from "@/features/session/only";
import { moment } from "@/language/figures";
import { ReadTrouble } from "@/look/surfaces/broken";
import { KINDS } from "../messages";
import type { Kind } from "../queries";
import { happenedSaid, howSaid, SENT, whyOf } from "./messages";
import { type Delivery, type Standing, standingOf, useCourse } from "./queries";

const MARKS: Record<Standing, { icon: LucideIcon; tone: string }> = {
  pending: { icon: Hourglass, tone: "t-info" },
  sent: { icon: CircleCheck, tone: "t-ok" },
  failed: { icon: Hourglass, tone: "t-warn" },
  dead: { icon: CircleAlert, tone: "t-bad" },
  suppressed: { icon: BellOff, tone: "" },
};

type Props = { delivery: Delivery; about: string; who: string; now: Date };

export function SentRow({ delivery, about, who, now }: Props) {
  const me = useMe().data?.id;
  const [isOpen, setOpen] = useState(false);
  const standing = standingOf(delivery);
  const { icon: Icon, tone } = MARKS[standing ?? "pending"];
  const kind = KINDS[delivery.kind as Kind] ?? delivery.kind;
  const said = [
    SENT.to({ kind, who, by: delivery.member_id === me ? "you" : "other" }),
    howSaid(delivery, now),
    ...(delivery.notifications > 1 ? [SENT.many({ count: delivery.notifications })] : []),
  ].join(" · ");
  return (
    <li className="thing sent">
      <Icon className={`ic ${tone}`} aria-hidden="true" />
      <div>
        <b>{about}</b>
        <p className="xs dim num">{said}</p>
        {delivery.why ? <p className="xs soft">{delivery.why}</p> : null}
        <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary aria-label={SENT.courseOf({ what: `${about}, ${said}` })}>{SENT.course}</summary>
          {isOpen ? <Course delivery={delivery} now={now} /> : null}
        </details>
      </div>
    </li>
  );
}

function Course({ delivery, now }: { delivery: Delivery; now: Date }) {
  const read = useCourse(delivery.id, delivery.changed_at);
  const maySeeSystem = useMay("system.read");
  if (read.isPending) return <div className="sk block appear" />;
  if (!read.data) return <ReadTrouble title={SENT.failedTitle} read={read} now={now} />;
  return (
    <>
      <ol className="tl">
        {read.data.events.map((one) => (
          <li key={`${one.what} ${one.at}`}>
            <span className="dot" aria-hidden="true" />
            <b>{happenedSaid(one)}</b>
            <time dateTime={one.at}>{moment(new Date(one.at), now)}</time>
            {whyOf(one) ? <p>{whyOf(one)}</p> : null}
          </li>
        ))}
      </ol>
      {standingOf(delivery) === "dead" && maySeeSystem ? (
        <Go className="why" to="/admin/system">
          {SENT.again}
        </Go>
      ) : null}
    </>
  );
}
