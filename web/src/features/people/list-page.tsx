"use client";
/** Everybody who lives here, and the invites that are on their way. */
import { ChevronRight, Search, UserPlus, Users, UserX } from "lucide-react";
import { useState } from "react";
import { Go } from "@/browser/go";
import { useNow } from "@/browser/now";
import { useRested } from "@/browser/rested";
import { Only, useMay } from "@/features/session/only";
import { capital } from "@/language/figures";
import { Ava } from "@/look/art/ava";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { ImportPanel } from "./import";
import { standingOf } from "./invite";
import { InviteForm } from "./invite-form";
import { Invites } from "./invites";
import {
  followup,
  headline,
  IMPORT,
  INVITE,
  presenceSaid,
  ROLE,
  signInSaid,
  TEXT,
} from "./messages";
import { type Person, pageOf, presenceOf } from "./person";
import { useInvites, usePeople } from "./queries";
import { PeopleSkeleton } from "./skeleton";

export function PeoplePage() {
  return (
    <Only may="members.read">
      <Everybody />
    </Only>
  );
}

function Everybody() {
  const now = useNow();
  const mayInvite = useMay("invites.manage");
  const [words, setWords] = useState("");
  const mayBring = useMay("members.manage");
  const [open, setOpen] = useState<"invite" | "import" | null>(null);
  const read = usePeople(useRested(words.trim()));
  const invites = useInvites(mayInvite);
  const people = read.data?.pages.flatMap(({ items }) => items) ?? [];
  const all = invites.data?.items;
  const standing = (all ?? []).filter((one) => standingOf(one, now) === "open").length;
  const isWhole = words === "" && read.data !== undefined;
  return (
    <>
      <div className="head">
        <h1 className="say">
          {isWhole ? headline(people, read.hasNextPage) : TEXT.people}
          <span className="then">{followup(mayInvite ? all : undefined, standing)}</span>
        </h1>
        {open === null ? (
          <div className="flow wrap">
            {mayBring ? (
              <button type="button" className="btn sec2 lg" onClick={() => setOpen("import")}>
                <Users className="ic" aria-hidden="true" />
                {IMPORT.open}
              </button>
            ) : null}
            {mayInvite ? (
              <button type="button" className="btn pri lg" onClick={() => setOpen("invite")}>
                <UserPlus className="ic" aria-hidden="true" />
                {INVITE.open}
              </button>
            ) : null}
          </div>
        ) : null}
      </div>
      {open === "invite" ? <InviteForm onDone={() => setOpen(null)} /> : null}
      {open === "import" ? <ImportPanel onDone={() => setOpen(null)} /> : null}
      <Finder words={words} onType={setWords} />
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
      {read.isPending ? <PeopleSkeleton /> : null}
      {read.data && people.length === 0 ? <Nobody onClear={() => setWords("")} /> : null}
      {people.length > 0 ? (
        <ul className="rows people" aria-label={TEXT.people}>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} now={now} />
          ))}
        </ul>
      ) : null}
      {read.hasNextPage ? (
        <button
          type="button"
          className="btn sec2 mt-6"
          disabled={read.isFetchingNextPage}
          onClick={() => void read.fetchNextPage()}
        >
          {TEXT.more}
        </button>
      ) : null}
      {mayInvite ? <Invites read={invites} now={now} /> : null}
    </>
  );
}

function Finder({ words, onType }: { words: string; onType: (words: string) => void }) {
  return (
    <search className="finder">
      <span className="field">
        <Search className="ic" aria-hidden="true" />
        <input
          type="search"
          aria-label={TEXT.find}
          placeholder={TEXT.findHint}
          value={words}
          maxLength={100}
          onChange={(event) => onType(event.target.value)}
        />
      </span>
    </search>
  );
}

function Nobody({ onClear }: { onClear: () => void }) {
  return (
    <div className="mt-6">
      <Empty
        mark={{ icon: UserX, tone: "info" }}
        title={TEXT.none}
        action={
          <button type="button" className="btn sec2" onClick={onClear}>
            {TEXT.everybody}
          </button>
        }
      >
        {TEXT.noneRest}
      </Empty>
    </div>
  );
}

function PersonRow({ person, now }: { person: Person; now: Date }) {
  const said = [signInSaid(person), presenceSaid(presenceOf(person, now), now)];
  return (
    <li>
      <Go className="person" to={pageOf(person.id)}>
        <Ava name={person.display_name} size="m" />
        <span className="grow">
          <span className="nm clip">{person.display_name}</span>
          <span className="xs dim">{capital(said.filter(Boolean).join(" · "))}</span>
        </span>
        {person.disabled ? <span className="chip warn">{TEXT.disabled}</span> : null}
        <span className="sm soft role">{ROLE[person.role]}</span>
        <ChevronRight className="ic dim" aria-hidden="true" />
      </Go>
    </li>
  );
}
