"use client";
/** Titles side by side: a row, or as many as there are. */
import { pictureOf } from "@/features/library/item";
import { titlePath } from "@/features/wishes/wish";
import { SHARED } from "@/look/messages";
import { Endless } from "@/look/shelves/endless";
import type { More } from "@/look/shelves/more";
import { Shelf, TileBody } from "@/look/shelves/shelf";
import { captionOf, stateOf } from "./messages";
import type { Card } from "./title";

export function Tiles({ cards, flow }: { cards: readonly Card[]; flow: "row" | "grid" }) {
  return (
    <Shelf flow={flow}>
      {cards.map((card) => (
        <li key={keyOf(card)}>
          <CardTile card={card} />
        </li>
      ))}
    </Shelf>
  );
}

type AllProps = More & { label: string; cards: readonly Card[] };

export function AllTiles({ cards, ...rest }: AllProps) {
  return <Endless items={cards} keyOf={keyOf} draw={draw} {...rest} />;
}

function keyOf(card: Card): string {
  return `${card.media_type}-${card.tmdb_id}`;
}

function draw(card: Card) {
  return <CardTile card={card} />;
}

function CardTile({ card }: { card: Card }) {
  const state = stateOf(card);
  return (
    <TileBody
      to={titlePath(card)}
      title={card.name}
      picture={pictureOf(card)}
      words={state?.words ?? captionOf(card)}
      state={state}
    />
  );
}

export function TilesSkeleton({ label }: { label: string }) {
  return (
    <section
      className="sec appear"
      role="status"
      aria-busy="true"
      aria-label={SHARED.loading({ what: label })}
    >
      <div className="shelf">
        {[0, 1, 2, 3, 4, 5].map((tile) => (
          <div key={tile} className="tile">
            <div className="poster sk" />
            <div className="sk line w-a mt-2" />
          </div>
        ))}
      </div>
    </section>
  );
}
