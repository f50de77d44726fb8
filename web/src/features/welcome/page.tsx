"use client";
/** The first page of who is new: what can be done here, and what to be told about. */
import { Activity, ArrowRight, Clapperboard, Download, type LucideIcon } from "lucide-react";
import { Go, type PagePath } from "@/browser/go";
import { useNow } from "@/browser/now";
import type { Member } from "@/features/session/me";
import { Known, useMay } from "@/features/session/only";
import { turning } from "@/features/telling/matrix";
import { comesTo } from "@/features/telling/offered";
import { useChoosing, usePreferences } from "@/features/telling/queries";
import { Pill } from "@/look/controls/pill";
import { ReadTrouble } from "@/look/surfaces/broken";
import { TEXT } from "./messages";

export function WelcomePage() {
  return <Known>{(me) => <Welcome me={me} />}</Known>;
}

function Welcome({ me }: { me: Member }) {
  const wishes = useMay("requests.create");
  const fetches = useMay("downloads.create");
  return (
    <>
      <h1 className="say">
        {TEXT.title({ name: me.display_name || me.username })}{" "}
        <span className="then">{TEXT.rest}</span>
      </h1>
      <ol className="cards three" aria-label={TEXT.cards}>
        <Card
          icon={Clapperboard}
          title={TEXT.wish}
          rest={wishes ? TEXT.wishRest : TEXT.wishShut}
          {...(wishes ? { to: "/discover" as const, go: TEXT.wishGo } : {})}
        />
        <Card
          icon={Download}
          title={TEXT.fetch}
          rest={fetches ? TEXT.fetchRest : TEXT.fetchShut}
          {...(fetches ? { to: "/downloads" as const, go: TEXT.fetchGo } : {})}
        />
        <Card icon={Activity} title={TEXT.up} rest={TEXT.upRest} to="/status" go={TEXT.upGo} />
      </ol>
      <Telling me={me} />
      <div className="flow wrap mt-6">
        <Go className="btn pri lg" to="/">
          {TEXT.go}
          <ArrowRight className="ic" aria-hidden="true" />
        </Go>
        <Go className="btn quiet lg" to="/help">
          {TEXT.help}
        </Go>
      </div>
    </>
  );
}

type CardProps = { icon: LucideIcon; title: string; rest: string; to?: PagePath; go?: string };

function Card({ icon: Icon, title, rest, to, go }: CardProps) {
  return (
    <li className="panel card">
      <span className="badge">
        <Icon className="ic" aria-hidden="true" />
      </span>
      <h2 className="h3">{title}</h2>
      <p className="soft sm">{rest}</p>
      {to && go ? (
        <Go className="why sm" to={to}>
          {go}
        </Go>
      ) : null}
    </li>
  );
}

function Telling({ me }: { me: Member }) {
  const preferences = usePreferences();
  const choose = useChoosing();
  const now = useNow();
  const said = preferences.data;
  return (
    <section className="sec" aria-labelledby="told">
      <div className="sec-h">
        <h2 id="told">{TEXT.told}</h2>
        <Go className="why sm" to="/settings/notifications">
          {TEXT.everyWay}
        </Go>
      </div>
      <p className="soft sm">{TEXT.toldRest}</p>
      <ReadTrouble title={TEXT.failedTitle} read={preferences} now={now} />
      <fieldset className="opts mt-4">
        <legend className="sr">{TEXT.mail}</legend>
        {said?.categories
          .filter((category) => comesTo(category, me.permissions))
          .map((category) => (
            <Pill
              key={category.name}
              type="checkbox"
              checked={category.by.includes("email")}
              onChange={(event) => choose(turning(category.name, "email", event.target.checked))}
            >
              {category.label}
            </Pill>
          ))}
      </fieldset>
    </section>
  );
}
