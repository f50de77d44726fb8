"use client";
/** A list of people in which one is looked for by typing, and chosen. */
import { Command } from "cmdk";
import { Search, UserRound } from "lucide-react";
import { useState } from "react";
import { useRested } from "@/browser/rested";
import { usePeople } from "@/features/people/queries";
import { useMe } from "@/features/session/me";
import { Ava } from "@/look/art/ava";
import type { Who } from "./for-whom";
import { FOR_WHOM } from "./messages";

type Props = { choose: (who: Who | null) => void; close: () => void };

export function WhoPicker({ choose, close }: Props) {
  const [typed, setTyped] = useState("");
  const words = useRested(typed.trim());
  const me = useMe().data?.id;
  const read = usePeople(words);
  const all = read.data?.pages.flatMap(({ items }) => items) ?? [];
  const people = all.filter(({ id, disabled }) => id !== me && !disabled);
  return (
    <Command
      className="picker"
      label={FOR_WHOM.label}
      shouldFilter={false}
      loop
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        close();
      }}
    >
      <span className="field bare">
        <Search className="ic" aria-hidden="true" />
        <Command.Input
          aria-label={FOR_WHOM.label}
          placeholder={FOR_WHOM.find}
          maxLength={100}
          value={typed}
          onValueChange={setTyped}
          autoFocus
        />
      </span>
      <Command.List label={FOR_WHOM.label}>
        {typed.trim() === "" ? (
          <Command.Item value="me" onSelect={() => choose(null)}>
            <UserRound className="ic" aria-hidden="true" />
            <span className="grow clip">{FOR_WHOM.me}</span>
          </Command.Item>
        ) : null}
        {people.map(({ id, display_name, username }) => (
          <Command.Item key={id} value={id} onSelect={() => choose({ id, name: display_name })}>
            <Ava name={display_name} />
            <span className="grow clip">{display_name}</span>
            <span className="xs dim clip">{username}</span>
          </Command.Item>
        ))}
        <Command.Empty>{FOR_WHOM.none}</Command.Empty>
      </Command.List>
      <p className="hint xs" role="status">
        {read.isError ? FOR_WHOM.failed : null}
        {read.isPending ? FOR_WHOM.looking : null}
        {read.hasNextPage ? FOR_WHOM.more : null}
      </p>
    </Command>
  );
}
