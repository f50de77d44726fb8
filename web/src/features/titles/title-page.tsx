"use client";
/** One title: what it is, how the wishes for it stand, and the sheet to ask for it. */
import { CircleHelp } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { Suspense } from "react";
import { problemIn } from "@/api/problem";
import { ReportProblem } from "@/features/issues/report";
import { useNames } from "@/features/people/names";
import { Story } from "@/features/wishes/story";
import { WishRow } from "@/features/wishes/wish-row";
import { Landscape } from "@/look/art";
import { ReadTrouble } from "@/look/broken";
import { Empty } from "@/look/empty";
import { useNow } from "@/look/now";
import { Poster } from "@/look/poster";
import { Ask } from "./ask";
import { stateOf, TEXT } from "./messages";
import { useTitle } from "./queries";
import { TilesSkeleton } from "./tiles";
import { canAsk, namedIn, standing, type TitlePage as Titled } from "./title";

export function TitlePage() {
  return (
    <Suspense>
      <One />
    </Suspense>
  );
}

function One() {
  const named = namedIn(useSearchParams());
  const read = useTitle(named);
  const now = useNow();
  const isUnknown = named === null || (read.isError && problemIn(read.error).kind === "refused");
  if (isUnknown)
    return (
      <section className="sec">
        <Empty mark={{ icon: CircleHelp, tone: "info" }} title={TEXT.unknownTitle}>
          {TEXT.unknown}
        </Empty>
      </section>
    );
  if (read.isPending) return <TilesSkeleton label={TEXT.search} />;
  if (!read.data) return <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />;
  return (
    <>
      <Hero page={read.data} />
      <div className={standing(read.data).length > 0 ? "beside" : "beside alone"}>
        <Wishes page={read.data} now={now} />
        {canAsk(read.data) ? <Ask key={read.data.requests.length} page={read.data} /> : null}
      </div>
    </>
  );
}

function Hero({ page }: { page: Titled }) {
  const { card, genres, minutes, seasons } = page.title;
  const state = stateOf(card);
  const facts = [
    card.media_type === "movie" ? "Film" : "Series",
    card.year ? String(card.year) : null,
    minutes ? `${minutes} min` : null,
    seasons.length > 0 ? `${seasons.length} ${seasons.length === 1 ? "season" : "seasons"}` : null,
    ...genres,
  ];
  return (
    <div className="hero">
      <div className="tint" aria-hidden="true">
        <Landscape of={card.name} />
      </div>
      <div className="hero-g">
        <Poster title={card.name} />
        <div>
          <h1>{card.name}</h1>
          <p className="facts">
            {facts.filter(Boolean).map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          </p>
        </div>
        <div className="wide">
          <p className="lede">{card.overview}</p>
          <div className="flow wrap">
            {state ? (
              <span className={`chip ${state.tone}`}>
                <state.icon className="ic" aria-hidden="true" />
                {state.words}
              </span>
            ) : null}
            <ReportProblem media_type={card.media_type} tmdb_id={card.tmdb_id} />
          </div>
        </div>
      </div>
    </div>
  );
}

function Wishes({ page, now }: { page: Titled; now: Date }) {
  const names = useNames();
  const wishes = standing(page);
  const [only] = wishes;
  if (!only) return null;
  return (
    <section aria-labelledby="wishes">
      <div className="sec-h">
        <h2 id="wishes">{wishes.length === 1 ? TEXT.yourWish : TEXT.wishes}</h2>
      </div>
      {wishes.length === 1 ? (
        <Story wish={only} now={now} names={names} />
      ) : (
        <ul className="rows">
          {wishes.map((wish) => (
            <WishRow key={wish.id} wish={wish} now={now} by={names(wish.requested_by)} />
          ))}
        </ul>
      )}
    </section>
  );
}
