"use client";
/** What came into the house lately: the newest as a feature, the others side by side. */
import { Library, Play } from "lucide-react";
import type { ReactNode } from "react";
import { Go } from "@/browser/go";
import { type Entry, itemPath, pictureOf, watchAt } from "@/features/library/item";
import { newsOf } from "@/features/library/messages";
import { useRecent } from "@/features/library/queries";
import { moment } from "@/language/figures";
import { Landscape } from "@/look/art/landscape";
import { Picture } from "@/look/art/picture";
import { SHARED } from "@/look/messages";
import { LONGEST, Shelf, Shelved, Tile } from "@/look/shelves/shelf";
import { TEXT } from "./messages";

/** Its colours alone are seen of it. */
const OF_ITS_GROUND = 80;

/** `children` stand between the newest and the others. */
export function Arrivals({ now, children }: { now: Date; children: ReactNode }) {
  const recent = useRecent();
  const items = recent.data?.items ?? [];
  const [newest] = items;
  return (
    <>
      {newest ? (
        <section className="sec">
          <Feature newest={newest} now={now} />
        </section>
      ) : null}
      {recent.isLoading ? <FeatureSkeleton /> : null}
      {children}
      {items.length > 1 ? (
        <Shelved name="recent" title={TEXT.recent} more={{ to: "/library", label: TEXT.library }}>
          <Shelf flow="row" lines={1}>
            {items.slice(1, LONGEST + 1).map((item) => (
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

/** As high as what comes, so that nothing below it moves. */
function FeatureSkeleton() {
  return (
    <div
      className="sec feature sk appear"
      role="status"
      aria-busy="true"
      aria-label={SHARED.loading({ what: TEXT.recent })}
    />
  );
}

/** The newest on a ground of its own colours; all of it leads to its page, its button to where it is watched. */
function Feature({ newest, now }: { newest: Entry; now: Date }) {
  const picture = pictureOf(newest);
  const landscape = <Landscape of={newest.title} />;
  const watch = watchAt(newest);
  return (
    <div className="feature">
      <span className="ground" aria-hidden="true">
        <Picture of={picture} width={OF_ITS_GROUND} fallback={landscape} />
      </span>
      <div className="txt">
        <b className="sm">
          {newest.added_at
            ? TEXT.added({ when: moment(new Date(newest.added_at), now) })
            : TEXT.recent}
        </b>
        <Go className="ttl" to={itemPath(newest)}>
          {newest.title}
        </Go>
        {newest.summary ? <p>{newest.summary}</p> : null}
        {watch ? (
          <a className="btn ink" href={watch} target="_blank" rel="noreferrer">
            <Play className="ic" aria-hidden="true" />
            {TEXT.watch}
          </a>
        ) : (
          <span className="btn ink">
            <Library className="ic" aria-hidden="true" />
            {TEXT.seeHere}
          </span>
        )}
      </div>
      <span className="art" aria-hidden="true">
        <Picture of={picture} width={900} fallback={landscape} />
      </span>
    </div>
  );
}
