"use client";
/** The head of a page about one title: its poster, its name as large as it goes, and its tint behind. */
import type { ReactNode } from "react";
import { Landscape } from "@/look/art/landscape";
import { Picture } from "@/look/art/picture";
import { Poster } from "@/look/art/poster";

type Props = {
  title: string;
  picture: string | null;
  facts: readonly string[];
  summary: string;
  crumb?: ReactNode;
  /** What can be done with it. */
  children?: ReactNode;
};

export function Hero({ title, picture, facts, summary, crumb, children }: Props) {
  return (
    <div className="hero">
      <div className="tint" aria-hidden="true">
        <Picture of={picture} width={80} fallback={<Landscape of={title} />} />
      </div>
      {crumb}
      <div className="hero-g">
        <Poster title={title} picture={picture} />
        <div>
          <h1>{title}</h1>
          <p className="facts">
            {facts.map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          </p>
        </div>
        <div className="wide">
          {summary ? <p className="lede">{summary}</p> : null}
          {children ? <div className="deeds">{children}</div> : null}
        </div>
      </div>
    </div>
  );
}
