/** How soon a download is fetched that waits: said, and chosen by whoever may. */

import { type Download, nameOf, stageOf, TURNS, turnOf } from "../download";
import { TEXT, TURN_WORDS } from "../messages";
import type { Hands } from "./actions";
import { isInLine } from "./line";

type Props = { download: Download; hands: Hands | null };

export function TurnOf({ download, hands }: Props) {
  const turn = turnOf(download);
  if (!waits(download)) return null;
  if (!hands) return turn === "normal" ? null : <span>{TURN_WORDS[turn]}</span>;
  return (
    <select
      className="turn"
      aria-label={TEXT.turnOf({ title: nameOf(download) })}
      title={TEXT.turnHint}
      value={turn}
      onChange={({ target }) =>
        hands.prioritize(download, TURNS.find((one) => one === target.value) ?? "normal")
      }
    >
      {TURNS.map((one) => (
        <option key={one} value={one}>
          {TURN_WORDS[one]}
        </option>
      ))}
    </select>
  );
}

function waits(download: Download): boolean {
  return isInLine(download) || stageOf(download).kind === "asks";
}
