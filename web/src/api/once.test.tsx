import { QueryClient, QueryClientProvider, useMutation } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as announcing from "@/features/announcing/queries";
import * as downloads from "@/features/downloads/queries";
import * as issues from "@/features/issues/queries";
import * as me from "@/features/me/queries";
import * as people from "@/features/people/queries";
import * as programs from "@/features/programs/queries";
import { tellOf } from "@/features/telling/here";
import * as telling from "@/features/telling/queries";
import * as titles from "@/features/titles/queries";
import * as watching from "@/features/watching/queries";

type Heard = { did: string; key: string | null; body: string };

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const house = vi.hoisted(() => {
  const house = { heard: [] as Heard[], answer: (_nth: number): Response => Response.error() };
  globalThis.fetch = async (asked) => {
    const request = asked as Request;
    const path = new URL(request.url).pathname.replace("/api/v1", "");
    if (path.endsWith("/passkey-options")) return Response.json({ options: {} });
    if (request.method === "DELETE") {
      house.heard.push({ did: `DELETE ${path}`, key: null, body: "" });
      return new Response(null, { status: 204 });
    }
    const key = request.headers.get("Idempotency-Key");
    house.heard.push({ did: `POST ${path}`, key, body: await request.text() });
    return house.answer(house.heard.length);
  };
  return house;
});

/** What says enough for whoever asked. */
const MADE = {
  id: "1",
  version: 1,
  link: "https://house.example/invite#1",
  key: "mn_1",
  uri: "otpauth://1",
  status: "approved",
  issue: { id: "1" },
};
const made = (otherwise: object = {}) => Response.json({ ...MADE, ...otherwise }, { status: 201 });

function lost(): never {
  throw new TypeError("the line broke");
}

type Command = { data?: unknown; mutateAsync: (given: never) => Promise<unknown> };

function asked(useCommand: () => Command) {
  const cache = new QueryClient();
  const { result } = renderHook(useCommand, {
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={cache}>{children}</QueryClientProvider>
    ),
  });
  const press = async (given: unknown) => {
    await act(() => result.current.mutateAsync(given as never).catch(() => undefined));
  };
  return { press, told: () => result.current.data };
}

let browserMade = 0;
const NEWS = { title: "The film night moves", text: "To Friday.", holds: "day" };
const INVITE = { role: "guest", uses: 1, span: "day", note: null, limits: {} };
const KEY = { name: "kitchen radio", scopes: ["downloads.read"], lasts: "month" };
const PROOF = { name: "Phone", password: "correct horse" };
const PUSH = {
  toJSON: () => ({ endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } }),
};

const COMMANDS: [string, () => unknown, unknown][] = [
  ["an announcement", announcing.useAnnouncing, NEWS],
  ["planned maintenance", announcing.usePlanning, { title: "Disks", monitor_ids: [] }],
  ["a report", issues.useReporting, { kind: "video", text: "No picture." }],
  ["an answer to a report", () => issues.useAnswering("i1"), "It is fetched anew."],
  ["something watched", () => watching.usePlanning(null), { name: "Plex", every_s: 60 }],
  ["an invite", people.useInviting, INVITE],
  ["an authenticator app", me.useNewApp, PROOF],
  ["a passkey", me.useNewPasskey, PROOF],
  ["a key for a script", me.useNewKey, KEY],
  ["a mail address", telling.useNewAddress, "anna@example.org"],
  ["a chat app", telling.useNewChat, { service: "gotify", server: "s", token: "t" }],
  [
    "this device",
    () => useMutation({ mutationFn: () => tellOf(PUSH as unknown as PushSubscription) }),
    undefined,
  ],
  ["a webhook", programs.useNewWebhook, "https://hook.example"],
  ["a wish", titles.useAsk, { body: { media_type: "movie", tmdb_id: 603 }, name: null }],
  ["a download", downloads.useSubmit, { url: "https://video.example/1", items: null }],
];

describe("a command whose answer got lost", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"] });
    house.heard = [];
    browserMade = 0;
    vi.stubGlobal("PublicKeyCredential", { parseCreationOptionsFromJSON: () => ({}) });
    vi.stubGlobal("navigator", {
      credentials: {
        create: async () => {
          browserMade += 1;
          const id = `credential ${browserMade}`;
          return { toJSON: () => ({ id }) };
        },
      },
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    cleanup();
  });

  it.each(COMMANDS)("is the same when it is pressed again: %s", async (_, useCommand, given) => {
    house.answer = (nth) => (nth === 1 ? lost() : made());
    const { press } = asked(useCommand as () => Command);
    await press(given);
    vi.setSystemTime(Date.now() + 90_000);
    await press(given);
    const [first, second] = house.heard;
    expect(first?.key).toBeTruthy();
    expect(second).toEqual(first);
    // What is wanted once more after it was done is wanted anew.
    await press(given);
    expect(house.heard[2]?.did).toBe(first?.did);
    expect(house.heard[2]?.key).not.toBe(first?.key);
  });

  it("is another as soon as something else is asked for", async () => {
    house.answer = () => lost();
    const { press } = asked(announcing.useAnnouncing as unknown as () => Command);
    await press(NEWS);
    await press({ ...NEWS, holds: "week" });
    expect(new Set(house.heard.map(({ key }) => key)).size).toBe(2);
  });

  it("is over where the house refused it, so that its time counts from the next try", async () => {
    house.answer = () => Response.json({ title: "Too far away." }, { status: 422 });
    const { press } = asked(people.useInviting as unknown as () => Command);
    await press(INVITE);
    vi.setSystemTime(Date.now() + 90_000);
    await press(INVITE);
    const [first, second] = house.heard;
    expect(second?.key).not.toBe(first?.key);
    expect(second?.body).not.toBe(first?.body);
  });

  it.each([
    ["an invite", people.useInviting, INVITE, { link: null }, "/invites"],
    ["a key for a script", me.useNewKey, KEY, { key: null }, "/me/api-keys"],
  ])("makes another where what it made is shown once: %s", async (_, use, given, hidden, at) => {
    house.answer = (nth) => {
      if (nth === 1) return lost();
      return nth === 2 ? made(hidden) : made({ id: "2" });
    };
    const { press, told } = asked(use as unknown as () => Command);
    await press(given);
    await press(given);
    expect(house.heard.map(({ did }) => did)).toEqual([
      `POST ${at}`,
      `POST ${at}`,
      `DELETE ${at}/1`,
      `POST ${at}`,
    ]);
    expect(house.heard[3]?.key).not.toBe(house.heard[0]?.key);
    await waitFor(() => expect(told()).toMatchObject({ id: "2", link: MADE.link, key: MADE.key }));
  });
});
