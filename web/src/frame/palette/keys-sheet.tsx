"use client";
/** Which keys do what, and the switch for those that are a single letter. */
import { X } from "lucide-react";
import { useKeysWanted } from "@/browser/keys";
import { useMe } from "@/features/session/me";
import { Over } from "@/look/surfaces/over";
import { labelOf, openTo } from "../places";
import { KEYS } from "./messages";
import { open } from "./opening";

type Key = readonly [keys: readonly string[], does: string];

export function KeysSheet() {
  const [wanted, want] = useKeysWanted();
  const may = useMe().data?.permissions ?? [];
  const close = () => open(null);
  const everywhere: Key[] = [
    [["/", "Ctrl K"], KEYS.palette],
    [["?"], KEYS.list],
    ...openTo(may).map(
      (place): Key => [["G", place.key.toUpperCase()], `${KEYS.jump} ${labelOf(place)}`],
    ),
  ];
  const approvals: Key[] = [
    [["J", "K"], KEYS.move],
    [["X"], KEYS.select],
    [["A"], KEYS.approve],
    [["D"], KEYS.decline],
    [["Z"], KEYS.undo],
  ];
  const downloads: Key[] = [
    [["Alt ↑"], KEYS.up],
    [["Alt ↓"], KEYS.down],
  ];
  return (
    <Over label={KEYS.title} className="keys-sheet" close={close}>
      <div className="flow between">
        <h2>{KEYS.title}</h2>
        <button type="button" className="btn quiet icon" aria-label={KEYS.close} onClick={close}>
          <X className="ic" aria-hidden="true" />
        </button>
      </div>
      <List title={KEYS.everywhere} keys={everywhere} />
      {may.includes("requests.decide") ? <List title={KEYS.approvals} keys={approvals} /> : null}
      <List title={KEYS.downloads} keys={downloads} />
      <label className="flow">
        <input
          type="checkbox"
          className="check"
          checked={wanted}
          onChange={(event) => want(event.target.checked)}
        />
        <span>
          <b>{KEYS.single}</b>
          <br />
          <span className="xs dim">{KEYS.singleRest}</span>
        </span>
      </label>
    </Over>
  );
}

function List({ title, keys }: { title: string; keys: readonly Key[] }) {
  return (
    <section className="stack">
      <h3 className="sm">{title}</h3>
      <dl className="keylist">
        {keys.map(([names, does]) => (
          <div key={does}>
            <dt>{does}</dt>
            <dd>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
