"use client";
/** What reaches a member by what: one row for each kind of news, one column for each kind of channel. */
import { KINDS, TEXT } from "./messages";
import type { Category, Kind, Preferences } from "./queries";

const ORDER = ["email", "push", "webhook", "apprise"] as const satisfies readonly Kind[];

type Props = { preferences: Preferences; onChoose: (next: Preferences) => void };

export function Matrix({ preferences, onChoose }: Props) {
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
            {ORDER.map((kind) => (
              <th key={kind} scope="col">
                {KINDS[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preferences.categories.map((category) => (
            <tr key={category.name}>
              <th scope="row">{category.label}</th>
              {ORDER.map((kind) => (
                <td key={kind}>
                  <input
                    type="checkbox"
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

export function turned(by: readonly Kind[], kind: Kind, isOn: boolean): Kind[] {
  const others = by.filter((each) => each !== kind);
  return isOn ? [...others, kind] : others;
}
