"use client";
/** What reaches a member by what: one row for each kind of news, one column for each kind of channel. */
import { Go } from "@/browser/go";
import { useMe } from "@/features/session/me";
import { KINDS, TEXT } from "./messages";
import { columnsOf, comesTo, madeAt, WAYS } from "./offered";
import { type Category, type Kind, type Preferences, useChannels } from "./queries";

type Props = { preferences: Preferences; onChoose: (next: Preferences) => void };

export function Matrix({ preferences, onChoose }: Props) {
  const may = useMe().data?.permissions ?? [];
  const columns = columnsOf(useChannels().data?.items, may);
  const turn = (category: Category, kind: Kind, isOn: boolean) =>
    onChoose({
      ...preferences,
      categories: preferences.categories.map((each) =>
        each.name === category.name ? { ...each, by: turned(each.by, kind, isOn) } : each,
      ),
    });
  return (
    <div className="scroller">
      <table className="tbl matrix">
        <thead>
          <tr>
            <th scope="col">{TEXT.about}</th>
            {columns.map(({ kind, isThere }) => (
              <th key={kind} scope="col">
                {KINDS[kind]}
                {isThere ? null : <SetUp kind={kind} at={madeAt(kind, may)} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preferences.categories
            .filter((category) => comesTo(category, may))
            .map((category) => (
              <tr key={category.name}>
                <th scope="row">{category.label}</th>
                {columns.map(({ kind, isThere }) => (
                  <td key={kind} className={isThere ? undefined : "not-yet"}>
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

/** A choice counts from the moment its channel is there; until then the head leads to where it is made. */
function SetUp({ kind, at }: { kind: Kind; at: ReturnType<typeof madeAt> }) {
  const shown = { className: "why", "aria-label": `${TEXT.setUp}: ${KINDS[kind]}` };
  switch (at) {
    case "here":
      return (
        <a href={`#${WAYS}`} {...shown}>
          {TEXT.setUp}
        </a>
      );
    case "programs":
      return (
        <Go to="/settings/webhooks" {...shown}>
          {TEXT.setUp}
        </Go>
      );
    case null:
      return null;
  }
}

export function turned(by: readonly Kind[], kind: Kind, isOn: boolean): Kind[] {
  const others = by.filter((each) => each !== kind);
  return isOn ? [...others, kind] : others;
}
