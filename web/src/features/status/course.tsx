/** How an incident went: what happened of itself, and what people did and said. */
import { useNames } from "@/features/people/names";
import { useMe } from "@/features/session/me";
import { moment } from "@/language/figures";
import { SHARED } from "@/look/messages";
import { INCIDENT } from "./messages";
import type { Incident } from "./status";

export function Course({ incident, now }: { incident: Incident; now: Date }) {
  const names = useNames();
  const me = useMe().data?.id;
  const lines = [
    {
      kind: "opened" as const,
      at: incident.opened_at,
      by: null,
      words: [incident.detail, incident.means].filter(Boolean).join(" "),
    },
    ...incident.timeline,
  ];
  return (
    <ol className="tl">
      {lines.map((line) => {
        const who = line.by === null ? SHARED.somebody : names(line.by);
        const said = courseSaid(line, { by: line.by === me ? "you" : "other", who });
        return (
          <li key={`${line.kind} ${line.at} ${line.words}`}>
            <span className={`dot ${TONES[line.kind]}`} aria-hidden="true" />
            <b>{said.fact}</b>
            <time dateTime={line.at}>{moment(new Date(line.at), now)}</time>
            {said.rest ? <p>{said.rest}</p> : null}
          </li>
        );
      })}
    </ol>
  );
}

type Who = { by: "you" | "other"; who: string };
type Line = Omit<Incident["timeline"][number], "kind"> & {
  kind: Incident["timeline"][number]["kind"] | "opened";
};

const TONES: Record<Line["kind"], "bad" | "warn" | "info" | "ok"> = {
  opened: "bad",
  struck: "warn",
  recovered: "ok",
  acknowledged: "info",
  noted: "info",
  closed: "ok",
};

function courseSaid(line: Line, who: Who): { fact: string; rest?: string } {
  const words = line.words ?? "";
  switch (line.kind) {
    case "opened":
      return { fact: INCIDENT.opened, rest: words };
    case "struck":
      return { fact: INCIDENT.struck({ name: words }) };
    case "recovered":
      return { fact: INCIDENT.recovered({ name: words }) };
    case "acknowledged":
      return { fact: INCIDENT.acknowledged(who) };
    case "noted":
      return { fact: INCIDENT.noted(who), rest: words };
    case "closed":
      return { fact: line.by === null ? INCIDENT.closed : INCIDENT.closedBy(who) };
  }
}
