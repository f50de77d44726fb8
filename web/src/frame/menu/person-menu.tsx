"use client";
/** Who you are, how the house looks to you, and the way out. */
import {
  BellRing,
  Check,
  CircleHelp,
  Contrast,
  LogOut,
  MonitorSmartphone,
  Moon,
  Sun,
  UserRound,
} from "lucide-react";
import { Go } from "@/browser/go";
import { THEMES, type Theme, useTheme } from "@/browser/theme";
import { useLeaving } from "@/features/session/leaving";
import { useMe } from "@/features/session/me";
import { roleWord } from "@/features/session/messages";
import { Menu } from "./menu";
import { MENU } from "./messages";

export const LOOKS: Record<Theme, { label: () => string; icon: typeof Sun }> = {
  system: { label: () => MENU.system, icon: MonitorSmartphone },
  dark: { label: () => MENU.dark, icon: Moon },
  light: { label: () => MENU.light, icon: Sun },
  contrast: { label: () => MENU.contrast, icon: Contrast },
};

export function PersonMenu({ place }: { place: "up" | "down" }) {
  const me = useMe();
  const name = me.data?.display_name || me.data?.username || "";
  const face = (
    <>
      <span className="ava" data-initial={name.charAt(0).toUpperCase()} aria-hidden="true" />
      {place === "up" ? <span className="grow clip">{name}</span> : null}
    </>
  );
  return (
    <Menu
      face={face}
      className={place === "up" ? "me" : "tap"}
      label={name ? `${MENU.yours}, ${name}` : MENU.yours}
    >
      {(id) => <MenuBody id={id} place={place} name={name} role={me.data?.role ?? ""} />}
    </Menu>
  );
}

function MenuBody({
  id,
  place,
  name,
  role,
}: {
  id: string;
  place: "up" | "down";
  name: string;
  role: string;
}) {
  const leaving = useLeaving();
  const [theme, setTheme] = useTheme();
  return (
    <div className={`menu ${place}`} id={id}>
      <div className="who">
        <div className="clip">
          <b>{name}</b>
        </div>
        <div className="xs dim">{roleWord(role)}</div>
      </div>
      <fieldset className="stack gap-0">
        <legend>{MENU.looks}</legend>
        {THEMES.map((one) => {
          const { icon: Icon, label } = LOOKS[one];
          return (
            <label key={one} className="item">
              <input
                type="radio"
                className="sr"
                name={`${id}-look`}
                checked={theme === one}
                onChange={() => setTheme(one)}
              />
              <Icon className="ic" aria-hidden="true" />
              {label()}
              {theme === one ? <Check className="ic tick" aria-hidden="true" /> : null}
            </label>
          );
        })}
      </fieldset>
      <hr />
      <Go className="item" to="/me">
        <UserRound className="ic" aria-hidden="true" />
        {MENU.you}
      </Go>
      <Go className="item" to="/settings/notifications">
        <BellRing className="ic" aria-hidden="true" />
        {MENU.told}
      </Go>
      <Go className="item" to="/help">
        <CircleHelp className="ic" aria-hidden="true" />
        {MENU.help}
      </Go>
      <button
        type="button"
        className="item"
        onClick={() => leaving.mutate()}
        disabled={leaving.isPending}
      >
        <LogOut className="ic" aria-hidden="true" />
        {MENU.signOut}
      </button>
    </div>
  );
}
