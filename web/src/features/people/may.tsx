"use client";
/** What somebody may do: the role that they have, and the exceptions made for them. */
import { Undo2, UserCheck } from "lucide-react";
import { Part } from "@/look/surfaces/part";
import { tellRefused } from "@/look/surfaces/refused";
import { tell } from "@/look/surfaces/toast";
import { groups, MAY, ROLE, ROLE_MEANS, TEXT, withArticle } from "./messages";
import {
  byRole,
  differing,
  type Permission,
  type Person,
  ROLES,
  type Role,
  wished,
} from "./person";
import { useChange } from "./queries";

export function RoleOf({ person }: { person: Person }) {
  const change = useChange(person.id);
  const say = (role: Role, isBack = false) =>
    change.mutate(
      { role },
      {
        onError: tellRefused,
        onSuccess: () =>
          tell({
            icon: UserCheck,
            tone: "ok",
            fact: TEXT.roleChanged({ name: person.display_name, role: withArticle(role) }),
            ...(isBack
              ? {}
              : { action: { label: TEXT.undo, icon: Undo2, run: () => say(person.role, true) } }),
          }),
      },
    );
  return (
    <Part title={TEXT.role} rest={TEXT.roleRest}>
      <fieldset className="roles">
        <legend className="sr">{TEXT.role}</legend>
        {ROLES.map((role) => (
          <label key={role} className="role-row">
            <input
              type="radio"
              name="role"
              className="radio"
              checked={person.role === role}
              disabled={change.isPending}
              onChange={() => say(role)}
            />
            <span>
              <b>{ROLE[role]}</b> <span className="soft">{ROLE_MEANS[role]}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </Part>
  );
}

export function Permissions({ person }: { person: Person }) {
  const change = useChange(person.id);
  const turn = (permission: Permission, isWanted: boolean) =>
    change.mutate(
      { permissions: { [permission]: wished(person, permission, isWanted) } },
      { onError: tellRefused },
    );
  const allAsRole = () =>
    change.mutate(
      {
        permissions: Object.fromEntries(
          [...person.granted, ...person.denied].map((one) => [one, null]),
        ),
      },
      { onError: tellRefused },
    );
  return (
    <Part title={TEXT.may} rest={TEXT.mayRest}>
      <div className="mays">
        {groups().map(({ title, of }) => (
          <fieldset key={title} className="stack">
            <legend className="legend">{title}</legend>
            {of.map((permission) => (
              <May key={permission} person={person} permission={permission} onTurn={turn} />
            ))}
          </fieldset>
        ))}
      </div>
      {differing(person) > 0 ? (
        <button type="button" className="btn sec2 fit" onClick={allAsRole}>
          <Undo2 className="ic" aria-hidden="true" />
          {TEXT.asRole}
        </button>
      ) : null}
    </Part>
  );
}

type MayProps = {
  person: Person;
  permission: Permission;
  onTurn: (permission: Permission, isWanted: boolean) => void;
};

function May({ person, permission, onTurn }: MayProps) {
  const isOn = person.permissions.includes(permission);
  const isException = isOn !== byRole(person, permission);
  return (
    <label className={isException ? "may odd" : "may"}>
      <input
        type="checkbox"
        className="check"
        checked={isOn}
        onChange={(event) => onTurn(permission, event.target.checked)}
      />
      <span>
        {MAY[permission]}
        {isException ? <span className="xs t-accent"> · {TEXT.exception}</span> : null}
      </span>
    </label>
  );
}
