"use client";
/** One's own page: name, password, ways in, second step, sessions, keys and data. */
import { Cookies } from "@/features/downloads/cookies/cookies";
import { useMe } from "@/features/session/me";
import { Data } from "./data";
import { Factors } from "./factors";
import { Keys } from "./keys";
import { TEXT } from "./messages";
import { NoPassword } from "./no-password";
import { Password } from "./password";
import { Profile } from "./profile";
import { Sessions } from "./sessions";
import { WaysIn } from "./ways-in";

export function MePage() {
  const me = useMe().data;
  return (
    <>
      <h1 className="say">
        {me?.display_name || me?.username || TEXT.title} <span className="then">{TEXT.rest}</span>
      </h1>
      {me ? (
        <div className="own">
          <Profile me={me} />
          {me.has_password ? <Password /> : <NoPassword me={me} />}
          <WaysIn />
          {me.has_password ? <Factors /> : null}
          <Sessions />
          <Keys may={me.permissions} />
          {me.permissions.includes("downloads.create") ? <Cookies /> : null}
          <Data />
        </div>
      ) : null}
    </>
  );
}
