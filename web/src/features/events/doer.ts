/** Who did it: a person by their own hand, somebody without a name here, or the house after what they did. */
import { SHARED } from "@/look/messages";
import type { Fact } from "./fact";
import { DOER, TEXT } from "./messages";

type Names = (id: string) => string;

/** In one word, for a row; null of facts from before it was asked for. */
export function doerOf(fact: Fact, names: Names): string | null {
  return isByHand(fact) ? starterOf(fact, names) : DOER.house;
}

/** In a sentence, with what set it going and whom it is for. */
export function doneBy(fact: Fact, names: Names): string | null {
  const starter = starterOf(fact, names);
  if (starter === null) return null;
  if (!isByHand(fact)) return TEXT.doneAfter({ who: starter });
  const owner = fact.on_behalf_of;
  if (owner === null || owner === fact.actor) return TEXT.doneBy({ who: starter });
  return TEXT.doneFor({ who: starter, owner: within(names(owner)) });
}

/** What was led to by something else goes on with the story, and the actor, of whoever began it. */
function isByHand(fact: Fact): boolean {
  return fact.causation === null || fact.by === "house";
}

function starterOf({ by, actor }: Fact, names: Names): string | null {
  if (by && by !== "person") return DOER[by];
  return actor === null ? null : within(names(actor));
}

/** A name as it stands within a sentence. */
function within(name: string): string {
  if (name === SHARED.you) return DOER.you;
  return name === SHARED.somebody ? DOER.somebody : name;
}
