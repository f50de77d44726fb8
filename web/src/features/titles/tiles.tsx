"use client";
/** Titles side by side: a row, or as many as there are. */
import { useCallback } from "react";
import { pictureOf } from "@/features/library/item";
import { useMine } from "@/features/wishes/mine";
import { type Stage, titlePath } from "@/features/wishes/wish";
import { SHARED } from "@/look/messages";
import { Endless } from "@/look/shelves/endless";
import type { More } from "@/look/shelves/more";
import { LONGEST, Shelf, TileBody } from "@/look/shelves/shelf";
import { captionOf, stateOf } from "./messages";
import type { Card } from "./title";

type Said = {
  /** Whether tiles say how good their titles are. */
  saysRating?: boolean;
};
type Props = Said & { cards: readonly Card[]; lines: 1 | 2 };

/** At most so many lines of them, each whole. */
export function Tiles({ cards, lines, saysRating = false }: Props) {
  const mine = useMine();
  return (
    <Shelf flow="row" lines={lines}>
      {cards.slice(0, lines * LONGEST).map((card) => (
        <li key={keyOf(card)}>
          <CardTile card={card} mine={mine(card)} saysRating={saysRating} />
        </li>
      ))}
    </Shelf>
  );
}

type AllProps = Said & More & { label: string; cards: readonly Card[] };

export function AllTiles({ cards, saysRating = false, ...rest }: AllProps) {
  const mine = useMine();
  const draw = useCallback(
    (card: Card) => <CardTile card={card} mine={mine(card)} saysRating={saysRating} />,
    [mine, saysRating],
  );
  return <Endless items={cards} keyOf={keyOf} draw={draw} {...rest} />;
}

function keyOf(card: Card): string {
  return `${card.media_type}-${card.tmdb_id}`;
}

type TileProps = { card: Card; mine: Stage | null; saysRating: boolean };

function CardTile({ card, mine, saysRating }: TileProps) {
  const state = stateOf(card, mine);
  return (
    <TileBody
      to={titlePath(card)}
      title={card.name}
      picture={pictureOf(card)}
      words={state?.words ?? captionOf(card, saysRating)}
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
      <div className="shelf once">
        {Array.from({ length: LONGEST }, (_, tile) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the tiles are alike
          <div key={tile} className="tile">
            <div className="poster sk" />
            <div className="sk line w-a mt-2" />
          </div>
        ))}
      </div>
    </section>
  );
}
