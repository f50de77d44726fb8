"use client";
/** A yes or a no to one or to many. Each leaves the list at once, and comes back if the house says no. */
import {
  type InfiniteData,
  type QueryClient,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { CircleAlert, Undo2 } from "lucide-react";
import { useRef } from "react";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { problemIn } from "@/api/problem";
import { ASKING, type Asking } from "@/features/downloads/asking";
import { tellRefused } from "@/look/surfaces/refused";
import { STAYS_MS, tell } from "@/look/surfaces/toast";
import { ANSWERING, type Decision } from "./answering";
import { decidedSaid, TEXT } from "./messages";
import { QUEUE } from "./queries";
import { idsOf, meantBy, type Waiting } from "./waiting";

export type Deciding = {
  approve(these: readonly Waiting[]): void;
  decline(these: readonly Waiting[], reason: string | null): void;
  undoLast(): void;
};

type Outcome = { id: string; ok: boolean; problem?: string | null; detail?: string | null };

export function useDeciding(): Deciding {
  const cache = useQueryClient();
  const undoing = useUndoing();
  const decide = useMutation({
    mutationKey: ANSWERING,
    mutationFn: carryOut,
    onSuccess: (outcomes, { these, action }) => {
      tellTrouble(outcomes);
      const done = new Set(outcomes.filter(({ ok }) => ok).map(({ id }) => id));
      leave(cache, done);
      const decided = these.filter((one) => meantBy(one).some((id) => done.has(id)));
      if (decided.length > 0) undoing.offer(decidedSaid(action, decided), idsOf(decided, "wish"));
    },
    onSettled: () => settle(cache),
  });
  return {
    approve: (these) => decide.mutate({ these, action: "approve", reason: null }),
    decline: (these, reason) => decide.mutate({ these, action: "decline", reason }),
    undoLast: undoing.undoLast,
  };
}

type Decided = { ids: string[]; until: number; close: () => void };

/** What can still be taken back: each decision once, be it by the key or in its message. */
function useUndoing() {
  const cache = useQueryClient();
  const open = useRef<readonly Decided[]>([]);
  const undo = useMutation({
    mutationFn: (ids: string[]) =>
      told(api.POST("/api/v1/requests/bulk", { body: { ids, action: "undo" } })),
    onSuccess: ({ items }) => {
      tellTrouble(items);
      if (items.some(({ ok }) => ok)) tell({ icon: Undo2, tone: "plain", fact: TEXT.undone });
    },
    onError: tellRefused,
    onSettled: () => settle(cache),
  });
  const takeBack = (decided: Decided | undefined) => {
    if (!decided || !open.current.includes(decided)) return;
    open.current = open.current.filter((one) => one !== decided);
    decided.close();
    undo.mutate(decided.ids);
  };
  /** Says what was decided. Only wishes can be opened again. */
  const offer = (fact: string, ids: string[]) => {
    if (ids.length === 0) {
      tell({ icon: Undo2, tone: "ok", fact, rest: TEXT.told });
      return;
    }
    const decided: Decided = { ids, until: Date.now() + STAYS_MS, close: () => {} };
    const run = () => takeBack(decided);
    const action = { label: TEXT.undo, icon: Undo2, run, isBrief: true } as const;
    decided.close = tell({ icon: Undo2, tone: "ok", fact, rest: TEXT.toldSoon, action });
    open.current = [...open.current, decided];
  };
  /** By the key, as long as the house allows it. Whoever presses a message's button hears the house's own no. */
  const undoLast = () => takeBack(open.current.findLast(({ until }) => Date.now() < until));
  return { offer, undoLast };
}

async function carryOut({ these, action, reason }: Decision): Promise<Outcome[]> {
  const wishes = idsOf(these, "wish");
  const videos = idsOf(these, "download");
  const outcomes = await Promise.all([
    ...inParts(wishes).map((ids) =>
      outcomesOf(ids, told(api.POST("/api/v1/requests/bulk", { body: { ids, action, reason } }))),
    ),
    ...inParts(videos).map((ids) =>
      outcomesOf(ids, told(api.POST("/api/v1/downloads/bulk", { body: { ids, action } }))),
    ),
  ]);
  return outcomes.flat();
}

/** What became of each. That one part of the house is away takes nothing from what the others did. */
async function outcomesOf(
  ids: readonly string[],
  asked: Promise<{ items: Outcome[] }>,
): Promise<Outcome[]> {
  try {
    return (await asked).items;
  } catch (error) {
    const { title: problem, detail } = problemIn(error);
    return ids.map((id) => ({ id, ok: false, problem, detail }));
  }
}

/** The house answers for so many at a time; a long playlist has more. */
const AT_ONCE = 100;

function inParts(ids: readonly string[]): string[][] {
  const parts = Math.ceil(ids.length / AT_ONCE);
  return Array.from({ length: parts }, (_, at) => ids.slice(at * AT_ONCE, (at + 1) * AT_ONCE));
}

function tellTrouble(outcomes: readonly Outcome[]): void {
  const not = outcomes.find(({ ok }) => !ok);
  if (!not) return;
  const rest = not.detail ? { rest: not.detail } : {};
  tell({ icon: CircleAlert, tone: "bad", fact: not.problem ?? TEXT.failed, ...rest });
}

/** What is read from now on is without these; what was asked before is broken off by `settle`. */
function leave(cache: QueryClient, gone: ReadonlySet<string>): void {
  const left = <Page extends { items: readonly { id: string }[] }>(page: Page): Page => ({
    ...page,
    items: page.items.filter(({ id }) => !gone.has(id)),
  });
  cache.setQueryData<InfiniteData<Got<"/api/v1/requests">>>(
    QUEUE,
    (old) => old && { ...old, pages: old.pages.map(left) },
  );
  cache.setQueryData<Asking>(ASKING, (old) => old && left(old));
}

function settle(cache: QueryClient): void {
  for (const part of ["wishes", "titles", "downloads"])
    void cache.invalidateQueries({ queryKey: [part] });
}
