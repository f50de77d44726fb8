"use client";
/** What reaches a member by what: one row for each kind of news, one column for each way that is there. */
import { Go } from "@/browser/go";
import { useMe } from "@/features/session/me";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { KINDS, TEXT } from "./messages";
import { comesTo, madeAt, WAYS, waysOf } from "./offered";
import { type Category, type Change, type Kind, type Preferences, useChannels } from "./queries";

type Props = { preferences: Preferences; onChoose: (change: Change) => void };

export function Matrix({ preferences, onChoose }: Props) {
  const may = useMe().data?.permissions ?? [];
  const channels = useChannels();
  if (channels.isPending) return <RowsSkeleton label={TEXT.matrix} rows={4} />;
  const { there, missing } = waysOf(channels.data?.items, may);
  const categories = preferences.categories.filter((category) => comesTo(category, may));
  const turn = ({ name }: Category, kind: Kind, isOn: boolean) =>
    onChoose(turning(name, kind, isOn));
  return (
    <>
      {there.length > 0 ? (
        <Choices categories={categories} kinds={there} turn={turn} />
      ) : (
        <p className="soft sm">{TEXT.inboxOnly}</p>
      )}
      {missing.length > 0 ? (
        <p className="flow wrap sm dim">
          {TEXT.notYet}
          {missing.map((kind) => (
            <SetUp key={kind} kind={kind} at={madeAt(kind, may)} />
          ))}
        </p>
      ) : null}
    </>
  );
}

type ChoicesProps = {
  categories: readonly Category[];
  kinds: readonly Kind[];
  turn: (category: Category, kind: Kind, isOn: boolean) => void;
};

function Choices({ categories, kinds, turn }: ChoicesProps) {
  return (
    <div className="scroller">
      <table className="tbl matrix">
        <thead>
          <tr>
            <th scope="col">{TEXT.about}</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {KINDS[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category) => (
            <tr key={category.name}>
              <th scope="row">{category.label}</th>
              {kinds.map((kind) => (
                <td key={kind}>
                  <input
                    type="checkbox"
                    className="check"
                    aria-label={`${category.label}: ${KINDS[kind]}`}
                    checked={category.by.includes(kind)}
                    onChange={(event) => turn(category, kind, event.target.checked)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Leads to where such a way is made. */
function SetUp({ kind, at }: { kind: Kind; at: ReturnType<typeof madeAt> }) {
  const shown = { className: "why", "aria-label": TEXT.setUp({ kind: KINDS[kind] }) };
  switch (at) {
    case "here":
      return (
        <a href={`#${WAYS}`} {...shown}>
          {KINDS[kind]}
        </a>
      );
    case "programs":
      return (
        <Go to="/settings/webhooks" {...shown}>
          {KINDS[kind]}
        </Go>
      );
    case null:
      return null;
  }
}

/** Whether such news come by such a way. */
export function turning(name: Category["name"], kind: Kind, isOn: boolean): Change {
  return (read) => ({
    ...read,
    categories: read.categories.map((each) =>
      each.name === name ? { ...each, by: turned(each.by, kind, isOn) } : each,
    ),
  });
}

function turned(by: readonly Kind[], kind: Kind, isOn: boolean): Kind[] {
  const others = by.filter((each) => each !== kind);
  return isOn ? [...others, kind] : others;
}
