"use client";
/** What the keepers of the house announced, and the work that is planned; gone for this device once read. */
import { Megaphone, Wrench, X } from "lucide-react";
import { useState } from "react";
import { goesOn } from "@/features/status/pause";
import { useStatus } from "@/features/status/queries";
import { moment } from "@/language/figures";
import { Note } from "@/look/surfaces/note";
import { backWords } from "@/look/surfaces/pause";
import { CLOSE, TEXT } from "./messages";

const KEPT = "medianest.read-news";
const MOST = 2;
const MOST_KEPT = 50;

export function Announced({ now }: { now: Date }) {
  const status = useStatus().data;
  const [read, setRead] = useState<readonly string[]>(readBefore);
  const news = (status?.announcements ?? []).filter(({ id }) => !read.includes(id));
  const soon = (status?.maintenance ?? []).filter(
    ({ id, stage }) => !read.includes(id) && (stage === "planned" || stage === "going on"),
  );
  const close = (id: string) => setRead(kept([...read, id]));
  if (news.length + soon.length === 0) return null;
  return (
    <section className="news" aria-label={TEXT.news}>
      {soon.slice(0, MOST).map((plan) => (
        <Note
          key={plan.id}
          icon={Wrench}
          tone="info"
          action={<Close title={plan.title} close={() => close(plan.id)} />}
        >
          <b>
            {plan.title}, {moment(new Date(plan.starts_at), now)}.
          </b>{" "}
          {plan.text} {goesOn(plan, now) ? `${backWords(new Date(plan.ends_at), now)}.` : null}
        </Note>
      ))}
      {news.slice(0, MOST).map((said) => (
        <Note
          key={said.id}
          icon={Megaphone}
          action={<Close title={said.title} close={() => close(said.id)} />}
        >
          <b>{said.title}.</b> {said.text}
        </Note>
      ))}
    </section>
  );
}

function Close({ title, close }: { title: string; close: () => void }) {
  return (
    <button
      type="button"
      className="btn quiet icon"
      aria-label={CLOSE.close({ title })}
      onClick={close}
    >
      <X className="ic" aria-hidden="true" />
    </button>
  );
}

function readBefore(): readonly string[] {
  if (typeof localStorage === "undefined") return [];
  return (localStorage.getItem(KEPT) ?? "").split(" ").filter(Boolean);
}

function kept(ids: readonly string[]): readonly string[] {
  localStorage.setItem(KEPT, ids.slice(-MOST_KEPT).join(" "));
  return ids;
}
