"use client";
/** One value of the log, as short as it can be read; what it is to the letter stays at hand. */
import { Copy } from "lucide-react";
import { copied } from "@/browser/copy";
import { tell } from "@/look/surfaces/toast";
import { instantSaid, TEXT } from "./messages";

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
/** Ids begin with their time: what tells them apart is their end. */
const TOLD_APART_BY = 8;

export function Value({ text }: { text: string }) {
  if (INSTANT.test(text))
    return (
      <time dateTime={text} title={text}>
        {instantSaid(text)}
      </time>
    );
  return ID.test(text) ? <Id id={text} /> : text;
}

function Id({ id }: { id: string }) {
  const end = `…${id.slice(-TOLD_APART_BY)}`;
  return (
    <button
      type="button"
      className="why"
      title={id}
      aria-label={`${TEXT.copy}: ${end}`}
      onClick={() => void copy(id)}
    >
      {end}
    </button>
  );
}

/** Puts it on the clipboard, and says whether that went well. */
export async function copy(text: string): Promise<void> {
  if (await copied(text)) tell({ icon: Copy, tone: "ok", fact: TEXT.copied });
  else tell({ icon: Copy, tone: "warn", fact: TEXT.notCopied });
}
