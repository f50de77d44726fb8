"use client";
/** A page for some: whoever may not open it is told so, and by whom it could be opened. */
import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Go } from "@/browser/go";
import { useNow } from "@/browser/now";
import { SHARED } from "@/look/messages";
import { Unread } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { type Member, useMe } from "./me";
import { ONLY } from "./messages";

export type Permission = Member["permissions"][number];

/** Whether one may; false as long as it is not known. */
export function useMay(permission: Permission): boolean {
  return useMe().data?.permissions.includes(permission) ?? false;
}

/** Nothing of a page is shown until it is known who looks. */
export function Known({ children }: { children: (me: Member) => ReactNode }) {
  const me = useMe();
  const now = useNow();
  if (me.data) return children(me.data);
  return (
    <Unread name={SHARED.page} title={ONLY.failedTitle} read={me} now={now}>
      <RowsSkeleton label={SHARED.page} rows={3} />
    </Unread>
  );
}

type Props = { may: Permission | readonly Permission[]; children: ReactNode };

/** Of several permissions one is enough. */
export function Only({ may, children }: Props) {
  const mays = (me: Member) => [may].flat().some((one) => me.permissions.includes(one));
  return <Known>{(me) => (mays(me) ? children : <Shut />)}</Known>;
}

function Shut() {
  return (
    <section className="sec">
      <h1 className="sr">{ONLY.title}</h1>
      <Empty
        mark={{ icon: Lock, tone: "info" }}
        title={ONLY.title}
        action={
          <Go className="btn sec2" to="/help">
            {ONLY.help}
          </Go>
        }
      >
        {ONLY.rest}
      </Empty>
    </section>
  );
}
