"use client";
/** The palette: type a few letters of a page, a title, or paste an address, and press Enter. */
import { Command } from "cmdk";
import { Clapperboard, Download, Keyboard, LogOut, Search, SunMoon } from "lucide-react";
import { type ReactNode, useDeferredValue, useState } from "react";
import { type PagePath, useGo } from "@/browser/go";
import { useRested } from "@/browser/rested";
import { THEMES, useTheme } from "@/browser/theme";
import { addressIn } from "@/features/downloads/paste/address";
import { useLeaving } from "@/features/session/leaving";
import { useMe } from "@/features/session/me";
import { captionOf, stateOf } from "@/features/titles/messages";
import { useSearch } from "@/features/titles/queries";
import { titlePath } from "@/features/wishes/wish";
import { Over } from "@/look/surfaces/over";
import { keepingPlaces } from "../keeping";
import { LOOKS } from "../menu/person-menu";
import { KEEPING } from "../messages";
import { labelOf, openTo } from "../places";
import { TEXT } from "./messages";
import { open } from "./opening";

const MOST_TITLES = 6;
const FEW_LETTERS = 2;

export function Body() {
  const [typed, setTyped] = useState("");
  const close = () => open(null);
  return (
    <Over label={TEXT.title} className="palette" close={close}>
      <Command label={TEXT.title} loop>
        <span className="field bare">
          <Search className="ic" aria-hidden="true" />
          <Command.Input
            aria-label={TEXT.field}
            placeholder={TEXT.placeholder}
            value={typed}
            onValueChange={setTyped}
            autoFocus
          />
        </span>
        <Command.List label={TEXT.title}>
          <Titles typed={typed.trim()} />
          <Pages />
          <Deeds typed={typed.trim()} />
          <Command.Empty>{TEXT.nothing}</Command.Empty>
        </Command.List>
        <p className="hint xs dim">{TEXT.hint}</p>
      </Command>
    </Over>
  );
}

function Pages() {
  const go = useLeave();
  const may = useMe().data?.permissions ?? [];
  return (
    <Command.Group heading={TEXT.goTo}>
      {openTo(may).map((place) => (
        <Line key={place.path} said={labelOf(place)} run={() => go(place.path)}>
          <place.icon className="ic" aria-hidden="true" />
        </Line>
      ))}
      {keepingPlaces(may).map(({ path, name, icon: Icon }) => (
        <Line key={path} said={KEEPING[name]} run={() => go(path)}>
          <Icon className="ic" aria-hidden="true" />
        </Line>
      ))}
    </Command.Group>
  );
}

function Titles({ typed }: { typed: string }) {
  const go = useLeave();
  const rested = useRested(useDeferredValue(typed));
  const mayAsk = useMe().data?.permissions.includes("requests.create") ?? false;
  const isWanted = mayAsk && rested.length >= FEW_LETTERS && addressIn(rested) === null;
  const found = useSearch(isWanted ? rested : "").data?.items ?? [];
  if (!isWanted) return null;
  const every: PagePath = `/search?query=${encodeURIComponent(typed)}`;
  return (
    <Command.Group heading={TEXT.titles} forceMount>
      {found.slice(0, MOST_TITLES).map((card) => (
        <Line
          key={`${card.media_type}${card.tmdb_id}`}
          said={card.name}
          rest={stateOf(card, null)?.words ?? captionOf(card)}
          run={() => go(titlePath(card))}
          isKept
        >
          <Clapperboard className="ic" aria-hidden="true" />
        </Line>
      ))}
      <Line said={TEXT.searchFor({ words: typed })} run={() => go(every)} isKept>
        <Search className="ic" aria-hidden="true" />
      </Line>
    </Command.Group>
  );
}

function Deeds({ typed }: { typed: string }) {
  const go = useLeave();
  const leaving = useLeaving();
  const leave = () => {
    open(null);
    leaving.mutate();
  };
  const [theme, setTheme] = useTheme();
  const address = addressIn(typed);
  const isAddress = address !== null && /^https?:/.test(typed);
  return (
    <Command.Group heading={TEXT.doIt}>
      {isAddress ? (
        <Line
          said={TEXT.fetchIt}
          run={() => go(`/downloads?url=${encodeURIComponent(address)}`)}
          isKept
        >
          <Download className="ic" aria-hidden="true" />
        </Line>
      ) : null}
      <Line said={TEXT.keys} run={() => open("keys")}>
        <Keyboard className="ic" aria-hidden="true" />
      </Line>
      {THEMES.filter((one) => one !== theme).map((one) => (
        <Line key={one} said={TEXT.look({ name: LOOKS[one].label() })} run={() => setTheme(one)}>
          <SunMoon className="ic" aria-hidden="true" />
        </Line>
      ))}
      <Line said={TEXT.signOut} run={leave}>
        <LogOut className="ic" aria-hidden="true" />
      </Line>
    </Command.Group>
  );
}

type LineProps = {
  said: string;
  rest?: string;
  run: () => void;
  /** Shown whatever is typed. */
  isKept?: boolean;
  children: ReactNode;
};

function Line({ said, rest, run, isKept = false, children }: LineProps) {
  return (
    <Command.Item value={said} onSelect={run} forceMount={isKept}>
      {children}
      <span className="grow clip">{said}</span>
      {rest ? <span className="xs dim">{rest}</span> : null}
    </Command.Item>
  );
}

/** Goes to a page, and the palette is gone. */
function useLeave(): (to: PagePath) => void {
  const go = useGo();
  return (to) => {
    open(null);
    go(to);
  };
}
