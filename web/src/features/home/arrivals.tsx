"use client";
/** What came into the house lately: the newest as a feature, the others side by side. */
import { Library } from "lucide-react";
import type { ReactNode } from "react";
import { Go } from "@/browser/go";
import { itemPath, pictureOf } from "@/features/library/item";
import { newsOf } from "@/features/library/messages";
import { useRecent } from "@/features/library/queries";
import { moment } from "@/language/figures";
import { Landscape } from "@/look/art/landscape";
import { Picture } from "@/look/art/picture";
import { Shelf, Shelved, Tile } from "@/look/shelves/shelf";
import { TEXT } from "./messages";

const A_SHELF = 6;

/** `children` stand between the newest and the others. */
export function Arrivals({ now, children }: { now: Date; children: ReactNode }) {
  const recent = useRecent();
  const items = recent.data?.items ?? [];
  const [newest] = items;
  return (
    <>
      {newest ? (
        <section className="sec">
          <Go className="feature" to={itemPath(newest)}>
            <span className="txt">
              <b className="sm">
                {newest.added_at
                  ? TEXT.added({ when: moment(new Date(newest.added_at), now) })
                  : TEXT.recent}
              </b>
              <span className="ttl">{newest.title}</span>
              {newest.summary ? <span className="p">{newest.summary}</span> : null}
              <span className="btn ink">
                <Library className="ic" aria-hidden="true" />
                {TEXT.watch}
              </span>
            </span>
            <span className="art" aria-hidden="true">
              <Picture
                of={pictureOf(newest)}
                width={900}
                fallback={<Landscape of={newest.title} />}
              />
            </span>
          </Go>
        </section>
      ) : null}
      {children}
      {items.length > 1 ? (
        <Shelved name="recent" title={TEXT.recent} more={{ to: "/library", label: TEXT.library }}>
          <Shelf flow="row">
            {items.slice(1, A_SHELF + 1).map((item) => (
              <Tile
                key={item.id}
                to={itemPath(item)}
                title={item.title}
                picture={pictureOf(item)}
                words={newsOf(item, now)}
              />
            ))}
          </Shelf>
        </Shelved>
      ) : null}
    </>
  );
}
