"use client";
/** What comes with it and when it is fetched: folded away, for most want both as the house has them. */
import { Choice } from "@/look/controls/choice";
import { TURNS, type Turn } from "../download";
import { TEXT, TURN_WORDS } from "../messages";
import { type Chosen, ExtrasTerms } from "./extras-fields";
import { EXTRAS, extrasSaid } from "./messages";

type Props = { extras: Chosen; turn: Turn; onTurn: (turn: Turn) => void };

export function Folded({ extras, turn, onTurn }: Props) {
  return (
    <details className="more-terms">
      <summary className="why">
        {EXTRAS.with({ what: extrasSaid(extras.now), turn: TURN_WORDS[turn] })}
      </summary>
      <ExtrasTerms {...extras} />
      <div className="stack">
        <Choice
          label={TEXT.turn}
          options={TURNS.map((value) => ({ value, label: TURN_WORDS[value] }))}
          chosen={turn}
          onChoose={onTurn}
        />
        <p className="xs dim">{TEXT.turnHint}</p>
      </div>
    </details>
  );
}
