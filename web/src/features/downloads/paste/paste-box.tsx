"use client";
/** Where a download begins: paste an address, see what it is, choose, ask. */
import { CircleAlert, CircleCheck, ClipboardPaste, Link2, Search, X } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { problemIn } from "@/api/problem";
import { Note } from "@/look/surfaces/note";
import { tell } from "@/look/surfaces/toast";
import { TEXT } from "../messages";
import { type Terms, usePreview, useSubmit } from "../queries";
import { addressIn, sharedIn } from "./address";
import { PlaylistCard } from "./playlist-card";
import { PreviewCard, PreviewSkeleton } from "./preview-card";

/** Typing is not asking: the address is looked up when the hand has rested so long. */
const REST_MS = 700;

export function PasteBox() {
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const preview = usePreview(asked);
  const mayPaste = useSyncExternalStore(never, canPaste, () => false);

  useEffect(() => {
    const rest = setTimeout(() => setAsked(addressIn(typed)), REST_MS);
    return () => clearTimeout(rest);
  }, [typed]);

  useEffect(() => {
    const shared = sharedAddress();
    if (shared !== "") setTyped(shared);
  }, []);

  const type = (text: string) => {
    setTyped(text);
    setWrong(false);
  };
  const lookUp = (event: FormEvent) => {
    event.preventDefault();
    const address = addressIn(typed);
    setAsked(address);
    setWrong(address === null && typed.trim() !== "");
    if (address !== null && address === asked && preview.isError) void preview.refetch();
  };
  const paste = async () => {
    const text = await navigator.clipboard.readText().catch(() => "");
    if (text) {
      type(text);
      setAsked(addressIn(text));
    }
    field.current?.focus();
  };
  const clear = () => {
    type("");
    setAsked(null);
    field.current?.focus();
  };
  const done = (said: string) => {
    clear();
    tell({ icon: CircleCheck, tone: "ok", fact: said, rest: TEXT.queuedRest });
  };

  return (
    <section className="paste" aria-label={TEXT.add}>
      <form className="line" onSubmit={lookUp} noValidate>
        <div className="field grow">
          <Link2 className="ic" aria-hidden="true" />
          <input
            ref={field}
            type="url"
            inputMode="url"
            name="url"
            autoComplete="off"
            spellCheck={false}
            aria-label={TEXT.field}
            aria-invalid={isWrong}
            placeholder={TEXT.placeholder}
            value={typed}
            onChange={(event) => type(event.target.value)}
          />
          {typed === "" ? null : (
            <button
              type="button"
              className="btn quiet icon"
              aria-label={TEXT.clear}
              onClick={clear}
            >
              <X className="ic" aria-hidden="true" />
            </button>
          )}
        </div>
        {typed === "" && mayPaste ? (
          <button type="button" className="btn sec2 tall max-narrow:hidden" onClick={paste}>
            <ClipboardPaste className="ic" aria-hidden="true" />
            {TEXT.paste}
          </button>
        ) : (
          <button
            type="submit"
            className="btn sec2 tall"
            aria-label={TEXT.lookUp}
            disabled={typed.trim() === "" || preview.isFetching}
          >
            <Search className="ic" aria-hidden="true" />
            <span className="max-narrow:hidden">{TEXT.lookUp}</span>
          </button>
        )}
      </form>
      {isWrong ? (
        <Note icon={CircleAlert} tone="warn" role="alert">
          {TEXT.notAnAddress}
        </Note>
      ) : null}
      {asked === null ? null : <Found preview={preview} url={asked} onDone={done} />}
    </section>
  );
}

type FoundProps = {
  preview: ReturnType<typeof usePreview>;
  url: string;
  onDone: (said: string) => void;
};

function Found({ preview, url, onDone }: FoundProps) {
  const submit = useSubmit();

  const ask = (terms: Terms, items: number[] | null) =>
    submit.mutate(
      { url, ...terms, items },
      { onSuccess: () => onDone(items === null ? TEXT.queued : TEXT.queuedMany) },
    );

  if (preview.isPending) return <PreviewSkeleton />;
  if (!preview.data) return <Refusal error={preview.error} />;
  const card =
    preview.data.kind === "video" ? (
      <PreviewCard
        preview={preview.data}
        url={url}
        isAsking={submit.isPending}
        onAsk={(terms) => ask(terms, null)}
      />
    ) : (
      <PlaylistCard preview={preview.data} isAsking={submit.isPending} onAsk={ask} />
    );
  return (
    <>
      {card}
      {submit.isError ? <Refusal error={submit.error} /> : null}
    </>
  );
}

function Refusal({ error }: { error: unknown }) {
  const problem = problemIn(error);
  const said = problem.kind === "refused" ? (problem.fields.url ?? problem.detail) : problem.detail;
  return (
    <Note icon={CircleAlert} tone={problem.kind === "limited" ? "plain" : "bad"} role="alert">
      <b>{problem.title}</b> {said === problem.title ? null : said}
    </Note>
  );
}

/** An address that was shared with the house stands in the address of the page; it is taken once. */
function sharedAddress(): string {
  const shared = sharedIn(new URLSearchParams(window.location.search));
  if (shared !== "") window.history.replaceState(null, "", window.location.pathname);
  return shared;
}

function canPaste(): boolean {
  return window.isSecureContext && "readText" in (navigator.clipboard ?? {});
}

function never(): () => void {
  return () => {};
}
