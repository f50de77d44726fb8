"use client";
/** Wishes: one's own, those one follows, and for who may see them everybody's. */
import { ListChecks } from "lucide-react";
import { useEffect, useState } from "react";
import { Go } from "@/browser/go";
import { useInSight, useMeant } from "@/browser/meant";
import { useNow } from "@/browser/now";
import { useNames } from "@/features/people/names";
import { useMe } from "@/features/session/me";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { Note } from "@/look/surfaces/note";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { useCounts } from "./counts";
import { headline, TEXT, waitingWords, whose as whoseWish } from "./messages";
import { useSteering, useWishes, type Whose } from "./queries";
import { isOpen, stageOf, type Wish } from "./wish";
import { WishRow } from "./wish-row";

export function WishesPage() {
  const me = useMe();
  const [whose, setWhose] = useState<Whose>("mine");
  const wishes = useWishes(whose);
  const now = useNow();
  const items = wishes.data?.pages.flatMap((page) => page.items) ?? [];
  const said = headline(items.map(stageOf));
  const meant = useMeant();
  useInSight(
    meant,
    items.some(({ id }) => id === meant),
  );
  useElsewhere(meant, wishes, () => setWhose("followed"));
  const decides = me.data?.permissions.includes("requests.decide") ?? false;
  const waiting = useCounts(decides).data?.pending ?? 0;
  const seesAll = me.data?.permissions.includes("requests.read_all") ?? false;
  return (
    <>
      <h1 className="say">
        {wishes.data ? said.fact : TEXT.title}{" "}
        <span className="then">
          {wishes.data ? said.next : wishes.errorUpdateCount > 0 ? "" : TEXT.looking}
        </span>
      </h1>
      <fieldset className="pick mt-6">
        <legend className="sr">{TEXT.whose}</legend>
        {(["mine", "followed", ...(seesAll ? (["everybody"] as const) : [])] as const).map(
          (each) => (
            <button
              key={each}
              type="button"
              aria-pressed={whose === each}
              onClick={() => setWhose(each)}
            >
              {TEXT[each]}
            </button>
          ),
        )}
      </fieldset>
      {waiting > 0 ? (
        <div className="mt-6">
          <Note
            icon={ListChecks}
            action={
              <Go className="btn sec2 s" to="/approvals">
                {TEXT.approvals}
              </Go>
            }
          >
            <b>{waitingWords(waiting)}</b>
          </Note>
        </div>
      ) : null}
      {wishes.isPending ? <RowsSkeleton label={TEXT.title} rows={3} /> : null}
      <ReadTrouble title={TEXT.failedTitle} read={wishes} now={now} />
      {wishes.data && items.length === 0 ? <NoWishes whose={whose} /> : null}
      <Lists items={items} whose={whose} now={now} />
      {wishes.hasNextPage ? (
        <button
          type="button"
          className="btn sec2 mt-4"
          disabled={wishes.isFetchingNextPage}
          onClick={() => void wishes.fetchNextPage()}
        >
          {TEXT.showMore}
        </button>
      ) : null}
    </>
  );
}

/** Who follows a wish of somebody else is told of it as well: where it is not among one's own, that is why. */
function useElsewhere(meant: string | null, read: ReturnType<typeof useWishes>, look: () => void) {
  const [isSought, setSought] = useState(true);
  const all = read.data?.pages.flatMap((page) => page.items);
  const isNotHere = all && !read.hasNextPage && !all.some(({ id }) => id === meant);
  useEffect(() => {
    if (meant === null || !isSought || !all) return;
    setSought(false);
    if (isNotHere) look();
  }, [meant, isSought, all, isNotHere, look]);
}

function Lists({ items, whose, now }: { items: readonly Wish[]; whose: Whose; now: Date }) {
  const { cancel, retry, change } = useSteering();
  const me = useMe().data?.id;
  const names = useNames();
  const parts = [
    { name: "open", title: TEXT.open, wishes: items.filter((wish) => isOpen(stageOf(wish))) },
    { name: "over", title: TEXT.over, wishes: items.filter((wish) => !isOpen(stageOf(wish))) },
  ];
  return parts
    .filter((part) => part.wishes.length > 0)
    .map((part) => (
      <section key={part.name} className="sec" aria-labelledby={part.name}>
        <div className="sec-h">
          <h2 id={part.name}>{part.title}</h2>
        </div>
        <ul className="rows">
          {part.wishes.map((wish) => (
            <WishRow
              key={wish.id}
              wish={wish}
              now={now}
              by={whose === "mine" && wish.asked_by === me ? undefined : whoseWish(wish, names)}
              cancel={whose === "followed" ? undefined : cancel}
              retry={whose === "everybody" ? retry : undefined}
              change={change}
              isTold={whose !== "everybody" || wish.requested_by === me}
            />
          ))}
        </ul>
      </section>
    ));
}

function NoWishes({ whose }: { whose: Whose }) {
  return (
    <section className="sec">
      <Empty
        mark="egg"
        title={TEXT.emptyTitle}
        action={
          <Go className="btn pri" to="/discover">
            {TEXT.toDiscover}
          </Go>
        }
      >
        {whose === "followed" ? TEXT.emptyFollowed : TEXT.empty}
      </Empty>
    </section>
  );
}
