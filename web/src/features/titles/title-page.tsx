"use client";
/** One title: what it is, the way to watch it, how the wishes for it stand, and the sheet to ask. */
import {
  Bell,
  BellRing,
  ChevronLeft,
  CircleHelp,
  Clapperboard,
  Library,
  Play,
  UserRound,
} from "lucide-react";
import { useSearchParams } from "next/navigation";
import { Suspense } from "react";
import { problemIn } from "@/api/problem";
import { Go } from "@/browser/go";
import { useNow } from "@/browser/now";
import { ReportProblem } from "@/features/issues/report";
import { itemPath, pictureOf, watchAt } from "@/features/library/item";
import { useNames } from "@/features/people/names";
import { useMe } from "@/features/session/me";
import { Mute } from "@/features/telling/mute";
import { Change } from "@/features/wishes/change";
import { useFollowing } from "@/features/wishes/following";
import { named, whose } from "@/features/wishes/messages";
import { mineOf } from "@/features/wishes/mine";
import { useSteering } from "@/features/wishes/queries";
import { Story } from "@/features/wishes/story";
import { isOpen, stageOf } from "@/features/wishes/wish";
import { WishRow } from "@/features/wishes/wish-row";
import { Hero } from "@/look/shelves/hero";
import { Shelved } from "@/look/shelves/shelf";
import { Unread } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { Note } from "@/look/surfaces/note";
import { About } from "./about";
import { Ask } from "./ask";
import { Cast } from "./cast";
import { madeOf } from "./made";
import { factsOf, othersSaid, stateOf, TEXT, yourWish } from "./messages";
import { useTitle } from "./queries";
import { Tiles, TilesSkeleton } from "./tiles";
import {
  canAsk,
  followable,
  isHere,
  isWishedFor,
  moreLike,
  namedIn,
  own,
  standing,
  type TitlePage as Titled,
  trailerAt,
} from "./title";

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
  const isUnknown = named === null || (read.isError && problemIn(read.error).kind === "missing");
  if (isUnknown)
    return (
      <section className="sec">
        <h1 className="sr">{TEXT.unknownTitle}</h1>
        <Empty mark={{ icon: CircleHelp, tone: "info" }} title={TEXT.unknownTitle}>
          {TEXT.unknown}
        </Empty>
      </section>
    );
  if (!read.data)
    return (
      <Unread name={TEXT.search} title={TEXT.failedTitle} read={read} now={now}>
        <TilesSkeleton label={TEXT.search} />
      </Unread>
    );
  const { card } = read.data.title;
  return (
    <>
      <Hero
        title={card.name}
        picture={pictureOf(card)}
        facts={factsOf(read.data.title)}
        summary={card.overview}
        crumb={<Back />}
      >
        <Ways page={read.data} />
      </Hero>
      <Below page={read.data} now={now} />
      <MoreLike page={read.data} />
    </>
  );
}

/** What is to be read, and beside it, on a wide screen, what is to be done and a few facts. */
function Below({ page, now }: { page: Titled; now: Date }) {
  const cast = page.title.credits?.cast ?? [];
  const facts = madeOf(page.title);
  const asks = canAsk(page);
  const isRead = isWishedFor(page) || cast.length > 0;
  return (
    <div className={isRead ? "beside" : "beside alone"}>
      <Wishes page={page} now={now} />
      {asks || facts.length > 0 ? (
        <div className="side">
          {asks ? <Ask key={page.requests.length} page={page} /> : null}
          {facts.length > 0 ? (
            <About facts={facts} isSeries={page.title.card.media_type === "tv"} />
          ) : null}
        </div>
      ) : null}
      {cast.length > 0 ? <Cast cast={cast} /> : null}
    </div>
  );
}

function Back() {
  return (
    <Go className="crumb" to="/discover">
      <ChevronLeft className="ic" aria-hidden="true" />
      {TEXT.back}
    </Go>
  );
}

/** Watching comes first; then where it stands in the library; then hearing of another's wish. */
function Ways({ page }: { page: Titled }) {
  const { card } = page.title;
  const state = stateOf(card, mineOf(own(page, useMe().data?.id))(card));
  const watch = card.library ? watchAt(card.library) : null;
  const trailer = trailerAt(page);
  return (
    <>
      {watch ? (
        <a className="btn pri lg" href={watch} target="_blank" rel="noreferrer">
          <Play className="ic" aria-hidden="true" />
          {TEXT.watch}
        </a>
      ) : null}
      {card.library ? (
        <Go className="btn sec2 lg" to={itemPath({ id: card.library.rating_key })}>
          <Library className="ic" aria-hidden="true" />
          {TEXT.seeHere}
        </Go>
      ) : null}
      {trailer ? (
        <a className="btn sec2 lg" href={trailer} target="_blank" rel="noopener noreferrer">
          <Clapperboard className="ic" aria-hidden="true" />
          {TEXT.trailer}
        </a>
      ) : null}
      <Follow page={page} />
      {state && !card.library ? (
        <span className={`chip ${state.tone}`}>
          <state.icon className="ic" aria-hidden="true" />
          {state.words}
        </span>
      ) : null}
      {isHere(page.title) ? (
        <ReportProblem media_type={card.media_type} tmdb_id={card.tmdb_id} />
      ) : null}
    </>
  );
}

function MoreLike({ page }: { page: Titled }) {
  const cards = moreLike(page);
  if (cards.length === 0) return null;
  return (
    <Shelved name="more-like" title={TEXT.moreLike}>
      <Tiles cards={cards} lines={2} />
    </Shelved>
  );
}

/** Being told of what somebody else wished for. */
function Follow({ page }: { page: Titled }) {
  const { isFollowed, toggle } = useFollowing(followable(page, useMe().data?.id));
  if (isFollowed === null) return null;
  const Icon = isFollowed ? BellRing : Bell;
  return (
    <button type="button" className="btn sec2 lg" aria-pressed={isFollowed} onClick={toggle}>
      <Icon className="ic" aria-hidden="true" />
      {isFollowed ? TEXT.following : TEXT.follow}
    </button>
  );
}

function Wishes({ page, now }: { page: Titled; now: Date }) {
  const names = useNames();
  const me = useMe().data?.id;
  const { change } = useSteering();
  const followed = followable(page, me);
  const { isFollowed } = useFollowing(followed);
  const isTold = (wish: Titled["requests"][number]) =>
    wish.requested_by === me || (wish.id === followed && isFollowed === true);
  const wishes = standing(page);
  const [only] = wishes;
  if (!isWishedFor(page)) return null;
  const isMine = wishes.length === 1 && only?.requested_by === me;
  return (
    <section aria-labelledby="wishes">
      <div className="sec-h">
        <h2 id="wishes">{isMine && only ? yourWish(only.seasons) : TEXT.wishes}</h2>
        {only && wishes.length === 1 ? (
          <span className="flow">
            {isTold(only) && isOpen(stageOf(only)) ? (
              <Mute about={only.id} name={named(only)} />
            ) : null}
            <Change wish={only} change={change} />
          </span>
        ) : null}
      </div>
      {page.of_others.length > 0 ? (
        <Note icon={UserRound}>
          <b>{othersSaid(page.of_others)}</b> {followed ? TEXT.othersRest : null}
        </Note>
      ) : null}
      {only && wishes.length === 1 ? <Story wish={only} now={now} names={names} /> : null}
      {wishes.length > 1 ? (
        <ul className="rows">
          {wishes.map((wish) => (
            <WishRow
              key={wish.id}
              wish={wish}
              now={now}
              by={whose(wish, names)}
              change={change}
              isTold={isTold(wish)}
            />
          ))}
        </ul>
      ) : null}
    </section>
  );
}
