"use client";
/** Some of the roles of the house. */
import type { Got } from "@/api/answers";
import { ROLE } from "@/features/people/messages";
import { Choices } from "@/look/controls/choices";

export type Role = Got<"/api/v1/settings/requests/limits">["roles_4k"][number];
const ROLES: readonly Role[] = ["owner", "admin", "moderator", "member", "guest"];

type Props = {
  label: string;
  chosen: readonly Role[];
  onChoose: (roles: Role[]) => void;
  of?: readonly Role[];
};

export function Roles({ label, chosen, onChoose, of = ROLES }: Props) {
  return (
    <Choices
      label={label}
      options={of.map((value) => ({ value, label: ROLE[value] }))}
      chosen={chosen}
      onToggle={(role) =>
        onChoose(chosen.includes(role) ? chosen.filter((one) => one !== role) : [...chosen, role])
      }
    />
  );
}
