/** The connections of this house, in the order in which they are set up. */
import { Activity, CirclePlay, FolderDown, LogIn, Mail, Sparkles } from "lucide-react";
import { size } from "@/language/figures";
import { type Integration, textIn } from "./integration";
import { FIELD, KIND, WHAT, watchSaid } from "./messages";
import { NoResets } from "./no-resets";

export const internal = () => ({
  kind: "switch" as const,
  name: "internal",
  label: FIELD.internal,
  hint: FIELD.internalHint,
});

const address = (hint: string) => ({
  kind: "address" as const,
  name: "url",
  label: FIELD.address,
  hint,
});

/** Made anew for each look, in the language of whoever reads. */
export const integrations = (): readonly Integration[] => [
  {
    id: "plex",
    path: "/api/v1/settings/requests/plex",
    icon: CirclePlay,
    title: KIND.plex,
    what: WHAT.plex,
    canDisconnect: true,
    initial: { unlinked_see: "nothing" },
    fields: [
      address("http://192.168.1.5:32400"),
      {
        kind: "secret",
        name: "key",
        label: FIELD.plexKey,
        hint: FIELD.plexKeyHint,
      },
      {
        kind: "text",
        name: "folder",
        label: FIELD.folder,
        hint: FIELD.folderHint,
        isOptional: true,
        isEmptyNull: true,
      },
      {
        kind: "choice",
        name: "unlinked_see",
        label: FIELD.unlinked,
        options: [
          { value: "nothing", label: FIELD.unlinkedNothing },
          { value: "everything", label: FIELD.unlinkedAll },
        ],
      },
      internal(),
    ],
    where: (values) => textIn(values, "url") || null,
  },
  {
    id: "overseerr",
    path: "/api/v1/settings/requests/overseerr",
    icon: Sparkles,
    title: KIND.overseerr,
    what: WHAT.overseerr,
    canDisconnect: true,
    fields: [
      address("http://192.168.1.5:5055"),
      { kind: "secret", name: "key", label: FIELD.key, hint: FIELD.keyHint },
      {
        kind: "secret",
        name: "webhook_secret",
        heldBy: "has_webhook_secret",
        label: FIELD.hook,
        hint: FIELD.hookHint,
        isOptional: true,
      },
      internal(),
    ],
    where: (values) => textIn(values, "url") || null,
  },
  {
    id: "plex-sign-in",
    path: "/api/v1/settings/identity/plex",
    icon: LogIn,
    title: KIND["plex-sign-in"],
    what: WHAT["plex-sign-in"],
    isTriedOnceKept: true,
    initial: { join_as: "member" },
    fields: [
      {
        kind: "server",
        name: "machine_identifier",
        label: FIELD.machine,
        hint: FIELD.machineHint,
      },
      {
        kind: "choice",
        name: "join_as",
        label: FIELD.joins,
        options: [
          { value: "member", label: FIELD.joinsMember },
          { value: "guest", label: FIELD.joinsGuest },
          { value: "", label: FIELD.joinsNot },
        ],
      },
    ],
    where: (values) => {
      const id = textIn(values, "machine_identifier");
      return id ? FIELD.server({ last: id.slice(-6) }) : null;
    },
    told: watchSaid,
    hasOwner: true,
  },
  {
    id: "uptime-kuma",
    path: "/api/v1/settings/status/uptime-kuma",
    icon: Activity,
    title: KIND["uptime-kuma"],
    what: WHAT["uptime-kuma"],
    canDisconnect: true,
    fields: [
      address("http://192.168.1.5:3001"),
      { kind: "text", name: "username", label: FIELD.name },
      {
        kind: "secret",
        name: "password",
        label: FIELD.password,
        hint: FIELD.passwordOnce,
        isOnce: true,
      },
      {
        kind: "text",
        name: "code",
        label: FIELD.code,
        isOptional: true,
      },
      {
        kind: "text",
        name: "page",
        label: FIELD.page,
        hint: FIELD.pageHint,
        isOptional: true,
      },
      internal(),
    ],
    where: (values) => textIn(values, "url") || null,
  },
  {
    id: "downloads-folder",
    path: "/api/v1/settings/downloads/folders",
    icon: FolderDown,
    title: KIND["downloads-folder"],
    what: WHAT["downloads-folder"],
    missingSaid: FIELD.folderMissing,
    fields: [],
    // Of a folder that can't be looked at it is not known how much room it has.
    where: ({ library_dir, library_free_bytes }) =>
      typeof library_dir === "string" && typeof library_free_bytes === "number"
        ? library_dir
        : null,
    more: ({ library_free_bytes }) =>
      typeof library_free_bytes === "number"
        ? FIELD.free({ size: size(library_free_bytes) })
        : null,
  },
  {
    id: "smtp",
    path: "/api/v1/settings/notify/smtp",
    icon: Mail,
    title: KIND.smtp,
    what: WHAT.smtp,
    initial: { port: 587, security: "starttls" },
    fields: [
      { kind: "address", name: "host", label: FIELD.host, hint: "smtp.example.org" },
      { kind: "number", name: "port", label: FIELD.port },
      {
        kind: "choice",
        name: "security",
        label: FIELD.line,
        options: [
          { value: "starttls", label: FIELD.lineMadeSafe },
          { value: "tls", label: FIELD.lineSafe },
          { value: "none", label: FIELD.lineOpen },
        ],
      },
      { kind: "text", name: "from_address", label: FIELD.from },
      { kind: "text", name: "username", label: FIELD.name, isOptional: true, isEmptyNull: true },
      { kind: "secret", name: "password", label: FIELD.password, isOptional: true },
    ],
    aside: NoResets,
    where: (values) => FIELD.at({ host: textIn(values, "host"), port: textIn(values, "port") }),
  },
];

export function integration(id: string): Integration | null {
  return integrations().find((one) => one.id === id) ?? null;
}
