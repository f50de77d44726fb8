"use client";
/** Keeps whoever uses keys or a reader at a place of the page, whatever comes and goes on it. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { base } from "@/api/base";
import { useHere } from "@/browser/go";
import { arrive, handOn } from "@/browser/standing";
import { UNREAD, useUnread } from "@/features/inbox/unread";
import { CHROME } from "@/frame/messages";

export function Standing() {
  const here = useHere();
  const last = useRef(openedAt());
  useEffect(() => {
    const main = document.getElementById("main");
    return main ? handOn(main) : undefined;
  }, []);
  useEffect(() => {
    // Where a page is opened anew, the browser itself begins at its top.
    const path = withoutEnd(base() + here);
    if (last.current === path) return;
    last.current = path;
    const main = document.getElementById("main");
    return main ? arrive(main) : undefined;
  }, [here]);
  return <News />;
}

/** The page that the browser fetched; to all others one came from within. */
function openedAt(): string {
  const [fetched] = performance.getEntriesByType("navigation");
  return withoutEnd(fetched ? new URL(fetched.name).pathname : window.location.pathname);
}

function withoutEnd(path: string): string {
  return path.replace(/\/$/, "");
}

/** What came meanwhile, for readers: the others see the count in the rail. */
function News() {
  const unread = useUnread();
  const cache = useQueryClient();
  const before = useRef<number | null>(null);
  const [said, say] = useState("");
  useEffect(() => {
    if (cache.getQueryData(UNREAD) === undefined) return;
    if (before.current !== null)
      say(unread > before.current ? `${CHROME.inbox}: ${CHROME.unread({ count: unread })}` : "");
    before.current = unread;
  }, [unread, cache]);
  return (
    <p className="sr" role="status">
      {said}
    </p>
  );
}
