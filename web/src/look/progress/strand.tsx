"use client";
/** The one line for everything that is on its way: done parts muted, the current one bright, the rest track. */
import { useShare } from "./share";

export type StrandTone = "going" | "ok" | "warn" | "bad" | "off";

type Props = {
  /** How many parts there are, and which one is current (0 is the first; `of` means all are done). */
  of: number;
  at: number;
  /** How far the current part is, 0 to 1. */
  share: number;
  tone: StrandTone;
  /** The whole line in words, with its overall percentage where there is one. */
  label: string;
  percent?: number | undefined;
};

export function Strand({ of, at, share, tone, label, percent }: Props) {
  const parts = Array.from({ length: of }, (_, part) => (part < at ? "d" : part === at ? "n" : ""));
  const spoken =
    percent === undefined
      ? ({ role: "img", "aria-label": label } as const)
      : ({
          role: "progressbar",
          "aria-label": label,
          "aria-valuemin": 0,
          "aria-valuemax": 100,
          "aria-valuenow": Math.round(percent),
        } as const);
  return (
    <div className={tone === "going" ? "strand" : `strand ${tone}`} {...spoken}>
      {parts.map((kind, part) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is nothing but its place in the line
        kind === "n" ? <Current key={part} share={share} /> : <i key={part} className={kind} />,
      )}
    </div>
  );
}

function Current({ share }: { share: number }) {
  return <i className="n" ref={useShare<HTMLElement>(share)} />;
}

export function Bar({
  share,
  tone,
  label,
}: {
  share: number;
  tone: "going" | "idle" | "warn";
  label: string;
}) {
  const fill = useShare<HTMLElement>(share);
  return (
    <span className={`bar ${tone}`} role="img" aria-label={label}>
      <i ref={fill} />
    </span>
  );
}
