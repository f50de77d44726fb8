"use client";
/** An invite is made: who they become, how often and how long it works; then its link, shown once. */
import { Copy, Share2, TicketCheck, X } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { copied } from "@/browser/copy";
import { useNow } from "@/browser/now";
import { entered } from "@/features/session/fields";
import { Refusal } from "@/features/session/refusal";
import { Choice } from "@/look/controls/choice";
import { tell } from "@/look/surfaces/toast";
import {
  INVITED_ROLES,
  type InvitedRole,
  SPANS,
  type Span,
  USES,
  type Uses,
  until,
} from "./invite";
import { LimitFields } from "./limit-fields";
import { INVITE, offer, ROLE, ROLE_MEANS, SPAN_SAID, USES_SAID } from "./messages";
import { LIMITS, type LimitName, limitsIn } from "./person";
import { useInviting } from "./queries";

export function InviteForm({ onDone }: { onDone: () => void }) {
  const inviting = useInviting();
  const link = inviting.data?.link ?? null;
  if (link !== null) return <Made link={link} onAnother={() => inviting.reset()} onDone={onDone} />;
  return <Terms inviting={inviting} onDone={onDone} />;
}

type TermsProps = { inviting: ReturnType<typeof useInviting>; onDone: () => void };

function Terms({ inviting, onDone }: TermsProps) {
  const now = useNow();
  const note = useId();
  const [role, setRole] = useState<InvitedRole>("member");
  const [uses, setUses] = useState<Uses>("1");
  const [span, setSpan] = useState<Span>("week");
  const [wrong, setWrong] = useState<readonly LimitName[]>([]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = limitsIn(new FormData(event.currentTarget));
    setWrong(typed.wrong);
    if (typed.wrong.length > 0) return;
    const limits: Partial<Record<LimitName, number>> = {};
    for (const name of LIMITS) {
      const most = typed.limits[name];
      if (most !== null) limits[name] = most;
    }
    inviting.mutate({
      role,
      uses: Number(uses),
      span,
      note: entered(event.currentTarget, "note").trim() || null,
      limits,
    });
  };
  return (
    <form className="paste invite" onSubmit={submit} aria-label={INVITE.open}>
      <div className="flow between">
        <p className="soft sm">{INVITE.lede}</p>
        <button type="button" className="btn quiet icon" aria-label={INVITE.done} onClick={onDone}>
          <X className="ic" aria-hidden="true" />
        </button>
      </div>
      {inviting.isError ? <Refusal error={inviting.error} /> : null}
      <div className="terms">
        <Choice
          label={INVITE.as}
          options={INVITED_ROLES.map((value) => ({ value, label: ROLE[value] }))}
          chosen={role}
          onChoose={setRole}
        />
        <Choice
          label={INVITE.uses}
          options={USES.map((value) => ({ value, label: USES_SAID[value] }))}
          chosen={uses}
          onChoose={setUses}
        />
        <Choice
          label={INVITE.good}
          options={(Object.keys(SPANS) as Span[]).map((value) => ({
            value,
            label: SPAN_SAID[value],
          }))}
          chosen={span}
          onChoose={setSpan}
        />
        <div className="label">
          <label htmlFor={note}>{INVITE.note}</label>
          <span className="field">
            <input id={note} name="note" maxLength={500} autoComplete="off" />
          </span>
        </div>
      </div>
      <details className="more-terms">
        <summary className="why">{INVITE.limits}</summary>
        <LimitFields wrong={wrong} />
      </details>
      <div className="flow between wrap">
        <p className="sm">
          <b>{ROLE_MEANS[role]}</b>{" "}
          <span className="soft">{offer(role, uses, until(span, now), now)}</span>
        </p>
        <button type="submit" className="btn pri lg" disabled={inviting.isPending}>
          {inviting.isPending ? INVITE.making : INVITE.make}
        </button>
      </div>
    </form>
  );
}

type MadeProps = { link: string; onAnother: () => void; onDone: () => void };

function Made({ link, onAnother, onDone }: MadeProps) {
  const canShare = typeof navigator.share === "function";
  const copy = async () =>
    (await copied(link))
      ? tell({ icon: Copy, tone: "ok", fact: INVITE.copied })
      : tell({ icon: Copy, tone: "warn", fact: INVITE.notCopied });
  return (
    <section className="paste invite" aria-label={INVITE.made} aria-live="polite">
      <div className="flow">
        <TicketCheck className="ic t-ok" aria-hidden="true" />
        <h2 className="h3">{INVITE.made}</h2>
      </div>
      <p className="sm soft">{INVITE.madeRest}</p>
      <div className="line wrap">
        <span className="field grow">
          <input
            aria-label={INVITE.link}
            className="mono"
            value={link}
            readOnly
            onFocus={(event) => event.target.select()}
          />
        </span>
        <button type="button" className="btn pri tall" onClick={() => void copy()}>
          <Copy className="ic" aria-hidden="true" />
          {INVITE.copy}
        </button>
        {canShare ? (
          <button
            type="button"
            className="btn sec2 tall"
            onClick={() => void navigator.share({ url: link }).catch(() => undefined)}
          >
            <Share2 className="ic" aria-hidden="true" />
            {INVITE.share}
          </button>
        ) : null}
      </div>
      <div className="flow">
        <button type="button" className="btn sec2" onClick={onDone}>
          {INVITE.done}
        </button>
        <button type="button" className="btn quiet" onClick={onAnother}>
          {INVITE.another}
        </button>
      </div>
    </section>
  );
}
