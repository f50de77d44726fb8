/** What the downloads page says. One true sentence each, in the present, with what comes next. */
import { clock, count, counted, left, moment, size, soon, speed } from "@/look/words";
import type { Phase, Preview, Stage } from "./download";

export const TEXT = {
  title: "Downloads",
  field: "Address of a video",
  placeholder: "Paste the address of a video",
  paste: "Paste",
  clear: "Clear the address",
  lookUp: "Look up",
  lookingUp: "Looking at the address",
  download: "Download",
  asking: "Asking …",
  quality: "Quality",
  queue: "In the queue",
  steps: "Look up, fetch, join, tag, place",
  earlier: "Earlier",
  cancel: "Cancel",
  retry: "Try again",
  tryNow: "Try now",
  remove: "Remove from the list",
  undo: "Undo",
  showMore: "Show more",
  chooseOne: "Choose the one you want.",
  already: "This is here already, or on its way.",
  notAnAddress: "That is not an address. It should begin with http:// or https://.",
  queued: "It is in line.",
  queuedRest: "You are told when it is there.",
  takenBack: "Taken back.",
  takenBackRest: "You can ask for it again.",
  removed: "Removed from the list.",
  removedRest: "Files in the library stay.",
  mayNotAsk: "You can see downloads here, but not ask for any. If you need it, ask the owner.",
  emptyTitle: "Nothing was fetched yet",
  empty: "Paste the address of a video above. The house fetches it and puts it on its shelf.",
  emptyForGuests: "What is fetched for you is shown here.",
  failedTitle: "The list can't be shown",
} as const;

export const PHASE_WORDS: Record<Phase, string> = {
  looking_up: "Looking it up",
  fetching: "Fetching",
  joining: "Joining picture and sound",
  tagging: "Writing title and date into the file",
  placing: "Putting it on the shelf",
};

/** The words under the strand: what is true, then how long it takes. */
export function told(stage: Stage, now: Date): { fact: string; rest: string } {
  switch (stage.kind) {
    case "in-line":
      return { fact: "In line. It starts when a place is free.", rest: "" };
    case "running":
      return running(stage);
    case "waiting":
      return {
        fact: stage.nextTryAt
          ? `${sentence(stage.reason)} Next try ${soon(stage.nextTryAt, now)}.`
          : sentence(stage.reason),
        rest: "",
      };
    case "failed":
      return { fact: sentence(stage.reason), rest: "" };
    case "done":
      return { fact: `In the library since ${moment(stage.at, now)}`, rest: size(stage.sizeBytes) };
    case "taken-back":
      return { fact: `Taken back ${moment(stage.at, now)}`, rest: "" };
    case "unknown":
      return { fact: `It is ${stage.status}.`, rest: "" };
  }
}

function running(stage: Extract<Stage, { kind: "running" }>): { fact: string; rest: string } {
  if (stage.phase !== "fetching") return { fact: PHASE_WORDS[stage.phase], rest: "a few seconds" };
  const pace = [
    stage.speedBps ? speed(stage.speedBps) : null,
    stage.etaS === null ? null : left(stage.etaS),
  ];
  return {
    fact: `Fetching, ${Math.round(stage.percent)} %`,
    rest: pace.filter(Boolean).join(" · "),
  };
}

/** The page's own sentence: what is coming, and when all of it is there. */
export function headline(
  stages: readonly Stage[],
  isFirstTime: boolean,
  now: Date,
): { fact: string; next: string } {
  const coming = stages.filter((stage) => stage.kind === "running");
  const inLine = stages.filter(
    (stage) => stage.kind === "in-line" || stage.kind === "waiting",
  ).length;
  const failed = stages.filter((stage) => stage.kind === "failed").length;
  if (coming.length > 0)
    return {
      fact: `${counted(coming.length, "video is", "videos are")} coming in.`,
      next: ending(coming, inLine, now),
    };
  if (inLine > 0)
    return {
      fact: `${counted(inLine, "video is", "videos are")} in line.`,
      next: "The next one starts by itself.",
    };
  if (failed > 0)
    return {
      fact: `${counted(failed, "video needs", "videos need")} a look.`,
      next: "Each one says why.",
    };
  if (isFirstTime)
    return {
      fact: "Bring a video home.",
      next: "Paste its address below.",
    };
  return { fact: "Nothing is on its way.", next: lastOne(stages, now) };
}

function lastOne(stages: readonly Stage[], now: Date): string {
  const came = stages.flatMap((stage) => (stage.kind === "done" ? [stage.at] : []));
  const last = came.toSorted((a, b) => b.getTime() - a.getTime())[0];
  if (!last) return "What comes next is shown here.";
  const when = moment(last, now);
  return `The last one came ${/^\d\d:/.test(when) ? `at ${when}` : when}.`;
}

function ending(
  coming: ReadonlyArray<Extract<Stage, { kind: "running" }>>,
  inLine: number,
  now: Date,
): string {
  if (inLine > 0)
    return `${inLine === 1 ? "One more is" : `${capital(count(inLine))} more are`} in line.`;
  const known = coming.map((stage) => (stage.phase === "fetching" ? stage.etaS : 5));
  if (known.some((seconds) => seconds === null)) return "They are shown here step by step.";
  const longestS = Math.max(...known.map((seconds) => seconds ?? 0));
  if (longestS < 60) return "All done in less than a minute.";
  return `All done by about ${clock(rounded(new Date(now.getTime() + longestS * 1000)))}.`;
}

/** What a preview knows: from whom, how long, how much. */
export function known(preview: Preview): string {
  const facts = [
    preview.channel ?? preview.site,
    preview.estimated_bytes ? `about ${size(preview.estimated_bytes)}` : null,
    preview.kind === "video" ? null : `${preview.items.length} videos`,
  ];
  return facts.filter(Boolean).join(" · ");
}

/** Five minutes are exact enough for "about", and don't change at every look. */
function rounded(at: Date): Date {
  const step = 5 * 60_000;
  return new Date(Math.ceil(at.getTime() / step) * step);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
