"use client";
/** Programs: whom the house calls, who calls the house, and the keys that they come with. */
import { Keys } from "@/features/me/keys";
import { useMe } from "@/features/session/me";
import { Only } from "@/features/session/only";
import { Incoming } from "./incoming";
import { TEXT } from "./messages";
import { Outgoing } from "./outgoing";

export function ProgramsPage() {
  return (
    <Only may="settings.manage">
      <Programs />
    </Only>
  );
}

function Programs() {
  const may = useMe().data?.permissions ?? [];
  return (
    <>
      <h1 className="say">
        {TEXT.title} <span className="then">{TEXT.rest}</span>
      </h1>
      <div className="own">
        <Outgoing />
        <Incoming />
        <Keys may={may} />
      </div>
    </>
  );
}
