"use client";
/** One thing in the library: what it is, what is in it, and the way to watch it. */
import { ChevronLeft, CircleHelp, Play } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { Suspense } from "react";
import { problemIn } from "@/api/problem";
import { Go } from "@/browser/go";
import { useNow } from "@/browser/now";
import { TilesSkeleton } from "@/features/titles/tiles";
import { Landscape } from "@/look/art/landscape";
import { Picture } from "@/look/art/picture";
import { Hero } from "@/look/shelves/hero";
import { LONGEST, Shelf, Shelved, Tile } from "@/look/shelves/shelf";
import { Unread } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { type Entry, itemPath, pictureOf, type Whole, watchAt } from "./item";
import { captionOf, factsOf, newsOf, TEXT } from "./messages";
import { useItem, useRecent } from "./queries";

export function ItemPage() {
  return (
    <Suspense>
      <Item />
    </Suspense>
  );
}

function Item() {
  const key = useSearchParams().get("key");
  const read = useItem(key);
  const now = useNow();
  if (key === null || (read.isError && problemIn(read.error).kind === "missing"))
    return (
      <section className="sec">
        <h1 className="sr">{TEXT.unknownTitle}</h1>
        <Empty
          mark={{ icon: CircleHelp, tone: "info" }}
          title={TEXT.unknownTitle}
          action={
            <Go className="btn sec2" to="/library">
              {TEXT.back}
            </Go>
          }
        >
          {TEXT.unknown}
        </Empty>
      </section>
    );
  if (!read.data)
    return (
      <Unread name={TEXT.title} title={TEXT.failedTitle} read={read} now={now}>
        <TilesSkeleton label={TEXT.title} />
      </Unread>
    );
  return (
    <>
      <Hero
        title={read.data.title}
        picture={pictureOf(read.data)}
        facts={factsOf(read.data)}
        summary={read.data.summary ?? ""}
        crumb={<Back item={read.data} />}
      >
        <Watch item={read.data} />
      </Hero>
      <Inside item={read.data} />
      <AlsoNew than={read.data} now={now} />
    </>
  );
}

function Back({ item }: { item: Whole }) {
  const to = item.parent_key ? itemPath({ id: item.parent_key }) : "/library";
  return (
    <Go className="crumb" to={to}>
      <ChevronLeft className="ic" aria-hidden="true" />
      {item.parent_key ? (item.show_title ?? item.parent_title ?? TEXT.back) : TEXT.back}
    </Go>
  );
}

function Watch({ item }: { item: Entry }) {
  const at = watchAt(item);
  if (at === null) return null;
  return (
    <a className="btn pri lg" href={at} target="_blank" rel="noreferrer">
      <Play className="ic" aria-hidden="true" />
      {TEXT.watch}
    </a>
  );
}

function Inside({ item }: { item: Whole }) {
  const children = item.children ?? [];
  if (children.length === 0) return null;
  const areEpisodes = children.every(({ kind }) => kind === "episode");
  const title = item.kind === "show" ? TEXT.seasons : areEpisodes ? TEXT.episodes : TEXT.inside;
  return (
    <section className="sec" aria-labelledby="inside">
      <div className="sec-h">
        <h2 id="inside">{title}</h2>
      </div>
      {areEpisodes ? (
        <ol className="rows">
          {children.map((one) => (
            <Episode key={one.id} episode={one} />
          ))}
        </ol>
      ) : (
        <Shelf flow="grid">
          {children.map((one) => (
            <Tile
              key={one.id}
              to={itemPath(one)}
              title={one.title}
              picture={pictureOf(one)}
              words={captionOf(one)}
            />
          ))}
        </Shelf>
      )}
    </section>
  );
}

/** Where nothing stands below a title, what else came lately: no page ends in nothing. */
function AlsoNew({ than, now }: { than: Whole; now: Date }) {
  const recent = useRecent().data?.items ?? [];
  const others = recent.filter(({ id }) => id !== than.id).slice(0, LONGEST);
  if ((than.children ?? []).length > 0 || others.length === 0) return null;
  return (
    <Shelved name="also-new" title={TEXT.alsoNew} more={{ to: "/library", label: TEXT.back }}>
      <Shelf flow="row" lines={1}>
        {others.map((one) => (
          <Tile
            key={one.id}
            to={itemPath(one)}
            title={one.title}
            picture={pictureOf(one)}
            words={newsOf(one, now)}
          />
        ))}
      </Shelf>
    </Shelved>
  );
}

function Episode({ episode }: { episode: Entry }) {
  const at = watchAt(episode);
  return (
    <li className="episode">
      <div className="thumb s">
        <Picture of={pictureOf(episode)} width={192} fallback={<Landscape of={episode.title} />} />
      </div>
      <div className="grow">
        <b className="clip">
          {episode.index ? `${episode.index}. ` : ""}
          {episode.title}
        </b>
        <p className="xs dim clip">{factsOf(episode).slice(1).join(" · ")}</p>
      </div>
      {at ? (
        <a
          className="btn quiet icon"
          href={at}
          target="_blank"
          rel="noreferrer"
          aria-label={TEXT.watchOne({ title: episode.title })}
          title={TEXT.watch}
        >
          <Play className="ic" aria-hidden="true" />
        </a>
      ) : null}
    </li>
  );
}
