/** The connections of this house, in the order in which they are set up. */
import { Activity, CirclePlay, LogIn, Mail, Sparkles } from "lucide-react";
import { type Integration, textIn } from "./integration";
import { KIND } from "./messages";

const INTERNAL = {
  kind: "switch",
  name: "internal",
  label: "It is on the own network",
  hint: "Without this, addresses inside the house are not called.",
} as const;

const ADDRESS = { kind: "address", name: "url", label: "Address" } as const;

export const INTEGRATIONS: readonly Integration[] = [
  {
    id: "plex",
    path: "/api/v1/settings/requests/plex",
    icon: CirclePlay,
    ...KIND.plex,
    canTryFirst: true,
    canDisconnect: true,
    initial: { unlinked_see: "nothing" },
    fields: [
      { ...ADDRESS, hint: "http://192.168.1.5:32400" },
      {
        kind: "secret",
        name: "key",
        label: "Token of its owner",
        hint: "The X-Plex-Token, as Plex shows it under “View XML” of any title.",
      },
      {
        kind: "text",
        name: "folder",
        label: "Folder for videos, as Plex sees it",
        hint: "Where the server finds what this house fetches; empty for nowhere.",
        isOptional: true,
        isEmptyNull: true,
      },
      {
        kind: "choice",
        name: "unlinked_see",
        label: "Who has no Plex account here sees",
        options: [
          { value: "nothing", label: "nothing of the library" },
          { value: "everything", label: "all of it" },
        ],
      },
      INTERNAL,
    ],
    where: (values) => textIn(values, "url") || null,
  },
  {
    id: "overseerr",
    path: "/api/v1/settings/requests/overseerr",
    icon: Sparkles,
    ...KIND.overseerr,
    canTryFirst: true,
    canDisconnect: true,
    fields: [
      { ...ADDRESS, hint: "http://192.168.1.5:5055" },
      { kind: "secret", name: "key", label: "API key", hint: "There under Settings, General." },
      {
        kind: "secret",
        name: "webhook_secret",
        heldBy: "has_webhook_secret",
        label: "Secret of its webhook",
        hint: "What it sends as Authorization; without one, the house asks it from time to time.",
        isOptional: true,
      },
      INTERNAL,
    ],
    where: (values) => textIn(values, "url") || null,
  },
  {
    id: "plex-sign-in",
    path: "/api/v1/settings/identity/plex",
    icon: LogIn,
    ...KIND["plex-sign-in"],
    initial: { join_as: "member" },
    fields: [
      {
        kind: "text",
        name: "machine_identifier",
        label: "Identifier of the media server",
        hint: "At app.plex.tv, open the server: it stands in the address. Left empty, nobody signs in with Plex.",
        isOptional: true,
        isEmptyNull: true,
      },
      {
        kind: "choice",
        name: "join_as",
        label: "Who may use the server becomes",
        options: [
          { value: "member", label: "a member" },
          { value: "guest", label: "a guest" },
          { value: "", label: "nothing by itself" },
        ],
      },
    ],
    where: (values) => {
      const id = textIn(values, "machine_identifier");
      return id ? `server …${id.slice(-6)}` : null;
    },
  },
  {
    id: "uptime-kuma",
    path: "/api/v1/settings/status/uptime-kuma",
    icon: Activity,
    ...KIND["uptime-kuma"],
    canDisconnect: true,
    fields: [
      { ...ADDRESS, hint: "http://192.168.1.5:3001" },
      { kind: "text", name: "username", label: "Name there" },
      {
        kind: "secret",
        name: "password",
        label: "Password there",
        hint: "Used once to sign in; the house keeps a token, never the password.",
        isOnce: true,
      },
      {
        kind: "text",
        name: "code",
        label: "Code, if it asks for a second step",
        isOptional: true,
      },
      {
        kind: "text",
        name: "page",
        label: "One of its public pages",
        hint: "Its name in the address; read while the live connection is away.",
        isOptional: true,
      },
      INTERNAL,
    ],
    where: (values) => textIn(values, "url") || null,
  },
  {
    id: "smtp",
    path: "/api/v1/settings/notify/smtp",
    icon: Mail,
    ...KIND.smtp,
    initial: { port: 587, security: "starttls" },
    fields: [
      { kind: "address", name: "host", label: "Server", hint: "smtp.example.org" },
      { kind: "number", name: "port", label: "Port" },
      {
        kind: "choice",
        name: "security",
        label: "The line is",
        options: [
          { value: "starttls", label: "made safe (STARTTLS)" },
          { value: "tls", label: "safe from the start (TLS)" },
          { value: "none", label: "open" },
        ],
      },
      { kind: "text", name: "from_address", label: "Letters come from" },
      { kind: "text", name: "username", label: "Name there", isOptional: true, isEmptyNull: true },
      { kind: "secret", name: "password", label: "Password there", isOptional: true },
    ],
    where: (values) => `${textIn(values, "host")}, port ${textIn(values, "port")}`,
  },
];

export function integration(id: string): Integration | null {
  return INTEGRATIONS.find((one) => one.id === id) ?? null;
}
