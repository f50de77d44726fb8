"use client";
/** Who plays in a title: a row of faces that goes on to the side. */
import { pictureOf } from "@/features/library/item";
import { Face } from "@/look/art/face";
import { TEXT } from "./messages";
import type { Player } from "./title";

export function Cast({ cast }: { cast: readonly Player[] }) {
  return (
    <div>
      <div className="sec-h">
        <h2 id="cast">{TEXT.cast}</h2>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys, too */}
      <section className="scroller" tabIndex={0} aria-labelledby="cast">
        <ul className="cast">
          {cast.map((player, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and names may come twice
            <li key={at}>
              <Face name={player.name} picture={pictureOf(player)} />
              <span className="nm" title={player.name}>
                {player.name}
              </span>
              {player.role ? (
                <span className="as" title={player.role}>
                  {player.role}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
