/** Titles side by side. */
import { titlePath } from "@/features/wishes/wish";
import { Shelf, Tile } from "@/look/shelf";
import { captionOf, stateOf } from "./messages";
import type { Card } from "./title";

type Props = { cards: readonly Card[]; flow: "row" | "grid" };

export function Tiles({ cards, flow }: Props) {
  return (
    <Shelf flow={flow}>
      {cards.map((card) => {
        const state = stateOf(card);
        return (
          <Tile
            key={`${card.media_type}-${card.tmdb_id}`}
            to={titlePath(card)}
            title={card.name}
            words={state?.words ?? captionOf(card)}
            state={state}
          />
        );
      })}
    </Shelf>
  );
}

export function TilesSkeleton({ label }: { label: string }) {
  return (
    <section className="sec appear" role="status" aria-busy="true" aria-label={`${label}, loading`}>
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
