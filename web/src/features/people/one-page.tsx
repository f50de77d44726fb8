"use client";
/** One person: who they are, what they may do, and how they are kept out or erased. */
import { ChevronLeft, CircleHelp } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { Suspense } from "react";
import { problemIn } from "@/api/problem";
import { Go } from "@/browser/go";
import { useNow } from "@/browser/now";
import { Why } from "@/features/events/why";
import { useMe } from "@/features/session/me";
import { Only, useMay } from "@/features/session/only";
import { Ava } from "@/look/art/ava";
import { ReadTrouble, Unread } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { Note } from "@/look/surfaces/note";
import { Devices, Endings, History } from "./endings";
import { OwnLimits } from "./limits";
import { Permissions, RoleOf } from "./may";
import { presenceSaid, ROLE, signInSaid, since, TEXT } from "./messages";
import { type Person, presenceOf } from "./person";
import { usePerson } from "./queries";
import { PersonSkeleton } from "./skeleton";

export function PersonPage() {
  return (
    <Only may="members.read">
      <Suspense>
        <One />
      </Suspense>
    </Only>
  );
}

function One() {
  const id = useSearchParams().get("id") ?? "";
  const read = usePerson(id);
  const now = useNow();
  const mayManage = useMay("members.manage");
  const isMe = useMe().data?.id === id;
  if (id === "" || (read.isError && problemIn(read.error).kind === "missing"))
    return (
      <section className="sec">
        <h1 className="sr">{TEXT.unknownTitle}</h1>
        <Empty
          mark={{ icon: CircleHelp, tone: "info" }}
          title={TEXT.unknownTitle}
          action={
            <Go className="btn sec2" to="/people">
              {TEXT.back}
            </Go>
          }
        >
          {TEXT.unknown}
        </Empty>
      </section>
    );
  if (!read.data)
    return (
      <Unread name={TEXT.people} title={TEXT.failedTitle} read={read} now={now}>
        <PersonSkeleton />
      </Unread>
    );
  const person = read.data;
  return (
    <>
      <Go className="crumb" to="/people">
        <ChevronLeft className="ic" aria-hidden="true" />
        {TEXT.back}
      </Go>
      <Head person={person} now={now} />
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
      <div className="own">
        {mayManage ? (
          <>
            <RoleOf person={person} />
            <Permissions person={person} />
            {/* What is typed here stays while something else of them changes. */}
            <OwnLimits key={JSON.stringify(person.limits)} person={person} />
          </>
        ) : null}
        <History person={person} />
        {mayManage && !isMe ? (
          <>
            <Devices person={person} />
            <Endings person={person} />
          </>
        ) : null}
        {isMe ? (
          <div className="part-alone">
            <Note
              icon={CircleHelp}
              action={
                <Go className="btn sec2 s" to="/me">
                  {TEXT.toYou}
                </Go>
              }
            >
              {TEXT.thatIsYou}
            </Note>
          </div>
        ) : null}
      </div>
    </>
  );
}

function Head({ person, now }: { person: Person; now: Date }) {
  const signIn = signInSaid(person);
  return (
    <div className="who-head">
      <Ava name={person.display_name} size="l" />
      <div className="grow">
        <h1 className="say">{person.display_name}</h1>
        <p className="facts">
          <span>{ROLE[person.role]}</span>
          {signIn ? <span>{signIn}</span> : null}
          {person.email ? <span>{person.email}</span> : null}
          <span>{since(person, now)}</span>
          <span>{presenceSaid(presenceOf(person, now), now)}</span>
        </p>
      </div>
      {person.disabled ? (
        <span className="flow">
          <span className="chip warn">{TEXT.disabled}</span>
          <Why service="identity" stream={`member-${person.id}`} of={person.display_name} />
        </span>
      ) : null}
    </div>
  );
}
