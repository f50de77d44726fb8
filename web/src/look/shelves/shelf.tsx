/** Titles side by side: on phones a row that scrolls, elsewhere a grid. */
import { ChevronRight, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Go, type PagePath } from "@/browser/go";
import { Poster } from "@/look/art/poster";

type Props = {
  /** Side by side and scrolled on a phone, or all of them below each other. */
  flow: "row" | "grid";
  /** So many whole lines at most, however many stand in one here. */
  lines?: keyof typeof LINES | undefined;
  children: ReactNode;
};

const LINES = { 1: "once", 2: "twice" } as const;
/** As many as stand in the longest line. */
export const LONGEST = 12;

export function Shelf({ flow, lines, children }: Props) {
  const classes = ["shelf", flow === "row" ? "row" : "", lines ? LINES[lines] : ""];
  return <ul className={classes.filter(Boolean).join(" ")}>{children}</ul>;
}

type TileProps = {
  to: PagePath;
  title: string;
  picture?: string | null | undefined;
  words: string;
  state?: { icon: LucideIcon; tone: "ok" | "warn" | "bad" | "accent" } | undefined;
};

export function Tile(props: TileProps) {
  return (
    <li>
      <TileBody {...props} />
    </li>
  );
}

export function TileBody({ to, title, picture, words, state }: TileProps) {
  return (
    // A wall of them would ask for a page each while it scrolls by.
    <Go className="tile" to={to} prefetch={false}>
      <Poster title={title} picture={picture} />
      <span className="cap">
        <span className="nm clip" title={title}>
          {title}
        </span>
        <span className="st">
          {state ? <state.icon className={`ic t-${state.tone}`} aria-hidden="true" /> : null}
          <span className="clip">{words}</span>
        </span>
      </span>
    </Go>
  );
}

export function Shelved({
  name,
  title,
  more,
  children,
}: {
  name: string;
  title: string;
  more?: { to: PagePath; label: string };
  children: ReactNode;
}) {
  return (
    <section className="sec" aria-labelledby={name}>
      <div className="sec-h">
        <h2 id={name}>{title}</h2>
        {more ? (
          <Go className="more" to={more.to}>
            {more.label}
            <ChevronRight className="ic" aria-hidden="true" />
          </Go>
        ) : null}
      </div>
      {children}
    </section>
  );
}
