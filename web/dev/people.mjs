// The invented household of the toy house. Titles, sites and people exist nowhere else.
import { randomUUID } from "node:crypto";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ago = (ms) => new Date(Date.now() - ms).toISOString();
const PERMISSIONS = [
  "me.manage",
  "downloads.read",
  "downloads.create",
  "status.read",
  "notifications.read",
];

export const ME = {
  id: "0199a000-0000-7000-8000-000000000001",
  version: 1,
  username: "mara",
  display_name: "Mara",
  email: null,
  avatar_url: null,
  role: "member",
  permissions:
    process.env.ROLE === "guest"
      ? PERMISSIONS.filter((name) => name !== "downloads.create")
      : PERMISSIONS,
  disabled: false,
  created_at: ago(90 * DAY),
  last_seen_at: null,
};

export const PRESETS = [
  {
    name: "best",
    title: "Best",
    description: "The best picture and sound there is.",
    keeps: "video",
    max_height: null,
  },
  {
    name: "1080p",
    title: "Full HD",
    description: "Up to 1080 lines; plays almost everywhere.",
    keeps: "video",
    max_height: 1080,
  },
  {
    name: "720p",
    title: "HD",
    description: "Up to 720 lines; half the size of Full HD.",
    keeps: "video",
    max_height: 720,
  },
  {
    name: "audio",
    title: "Audio only",
    description: "The sound without picture.",
    keeps: "audio",
    max_height: null,
  },
];

export const preview = (url) => ({
  kind: "video",
  title: "A night train through the ridge",
  site: new URL(url).hostname,
  channel: "Slow Lines",
  duration_s: 2892,
  thumbnail_url: null,
  estimated_bytes: 1_412_000_000,
  items: [],
  already: null,
});

const made = (title, rest) => ({
  id: randomUUID(),
  version: 1,
  member_id: ME.id,
  url: `https://video.example/watch?v=${title.length}${title.charCodeAt(0)}`,
  preset: "1080p",
  priority: "normal",
  place: 1,
  title,
  site: "video.example",
  channel: "Slow Lines",
  duration_s: 1200,
  thumbnail_url: null,
  status: "queued",
  progress: null,
  attempts: 1,
  files: [],
  in_library: false,
  error: null,
  next_try_at: null,
  created_at: ago(HOUR),
  updated_at: ago(HOUR / 2),
  started_at: null,
  finished_at: null,
  ...rest,
});
const bar = (phase, percent) => ({
  phase,
  percent,
  bytes_done: percent * 9e6,
  bytes_total: 9e8,
  speed_bps: 8.2e6,
  eta_s: Math.round((100 - percent) * 9),
});
const placed = (bytes) => [
  { path: "Videos/file.mp4", size_bytes: bytes, duration_s: 1200, sha256: null },
];

let list =
  process.env.HOUSE === "empty"
    ? []
    : [
        made("Hand-cut dovetails, part 3", {
          status: "downloading",
          progress: bar("fetching", 64),
          created_at: ago(1.6 * HOUR),
        }),
        made("Field notes: the hour before rain", {
          status: "processing",
          progress: { ...bar("joining", 96.4), eta_s: null, speed_bps: null },
          created_at: ago(1.5 * HOUR),
        }),
        made("Glazing without a kiln", {
          status: "downloading",
          progress: bar("fetching", 12),
          created_at: ago(1.4 * HOUR),
        }),
        made("Switchback: a winter line", {
          progress: bar("fetching", 21),
          error: { class: "source_blocked", reason: "The site asked us to slow down." },
          next_try_at: new Date(Date.now() + 4 * 60_000).toISOString(),
          attempts: 2,
        }),
        made("A bench in one afternoon, with hand tools and a great deal of patience", {}),
        made("Slip casting, live", {
          status: "failed",
          error: {
            class: "permanent",
            reason:
              "This video is private, so it cannot be fetched. Ask whoever shared it, or remove it.",
          },
          progress: { ...bar("looking_up", 0.5), eta_s: null },
          finished_at: ago(HOUR / 3),
        }),
        made("Sharpening a chisel by ear", {
          status: "completed",
          in_library: true,
          files: placed(412e6),
          finished_at: ago(2 * HOUR),
        }),
        made("The quiet workshop", {
          status: "completed",
          in_library: true,
          files: placed(1.38e9),
          finished_at: ago(26 * HOUR),
        }),
        made("Tall grass radio, a summer", { status: "cancelled", finished_at: ago(3 * DAY) }),
      ];

export const downloads = {
  all: () => list,
  add({ url, preset }) {
    const one = made(preview(url).title, { url, preset, created_at: ago(0), updated_at: ago(0) });
    list = [one, ...list];
    return one;
  },
  steer(id, verb) {
    const cancelled = {
      status: "cancelled",
      progress: null,
      finished_at: ago(0),
      updated_at: ago(0),
    };
    const queued = {
      status: "queued",
      progress: null,
      error: null,
      next_try_at: null,
      finished_at: null,
    };
    list = list.map((one) =>
      one.id === id ? { ...one, ...(verb === "cancel" ? cancelled : queued) } : one,
    );
    return list.find((one) => one.id === id);
  },
  remove(id) {
    list = list.filter((one) => one.id !== id);
    return { id, version: 2 };
  },
  /** One beat of the toy: each running download moves, and the next in line starts. */
  step() {
    if (process.env.HOUSE === "still") return [];
    return list.flatMap((one) => {
      if (one.status === "queued" && !one.error && Date.now() - new Date(one.updated_at) > 3000) {
        Object.assign(one, { status: "downloading", progress: bar("looking_up", 0) });
        return [{ event: "medianest.downloads.download-started" }];
      }
      if (one.status !== "downloading" && one.status !== "processing") return [];
      const percent = Math.min(
        100,
        one.progress.percent + (one.progress.percent < 96 ? 0.6 : 0.15),
      );
      const phase =
        percent < 1
          ? "looking_up"
          : percent < 96
            ? "fetching"
            : percent < 98
              ? "joining"
              : percent < 99
                ? "tagging"
                : "placing";
      one.progress = {
        ...bar(phase, percent),
        ...(phase === "fetching" ? {} : { speed_bps: null, eta_s: null }),
      };
      if (percent < 100)
        return [
          {
            value: {
              type: "medianest.downloads.progress",
              download_id: one.id,
              member_id: ME.id,
              ...one.progress,
            },
          },
        ];
      Object.assign(one, {
        status: "completed",
        in_library: true,
        files: placed(9e8),
        finished_at: ago(0),
        progress: null,
      });
      letters.add(
        `“${one.title}” is in the library`,
        "It was fetched whole and is ready to watch.",
        "download_completed",
      );
      return [{ event: "medianest.downloads.download-completed" }];
    });
  },
};

const letter = (title, body, category, at, read) => ({
  id: randomUUID(),
  category,
  title,
  body,
  about_id: null,
  created_at: at,
  read_at: read,
});
let box =
  process.env.HOUSE === "empty"
    ? []
    : [
        letter(
          "“Sharpening a chisel by ear” is in the library",
          "It was fetched whole and is ready to watch.",
          "download_completed",
          ago(2 * HOUR),
          null,
        ),
        letter(
          "“Slip casting, live” could not be fetched",
          "This video is private, so it cannot be fetched. Ask whoever shared it, or remove it.",
          "download_failed",
          ago(3 * HOUR),
          null,
        ),
        letter(
          "“The quiet workshop” is in the library",
          "It was fetched whole and is ready to watch.",
          "download_completed",
          ago(26 * HOUR),
          ago(20 * HOUR),
        ),
        letter(
          "“A lighthouse for Nils” is in the library",
          "It was fetched whole and is ready to watch.",
          "download_completed",
          ago(4 * DAY),
          ago(3 * DAY),
        ),
      ];
export const letters = {
  all: () => box,
  add: (title, body, category) => {
    box = [letter(title, body, category, ago(0), null), ...box];
  },
  read(id) {
    box = box.map((one) => (one.id === id ? { ...one, read_at: ago(0) } : one));
    return box.find((one) => one.id === id);
  },
  readAll() {
    box = box.map((one) => ({ ...one, read_at: one.read_at ?? ago(0) }));
    return { unread: 0 };
  },
};

const monitor = (name, state, since, response_ms, uptime, detail = null) => ({
  id: randomUUID(),
  name,
  state,
  detail,
  since: ago(since),
  response_ms,
  uptime: { "24h": uptime, "7d": uptime, "30d": uptime, "90d": uptime },
  source: "probe",
});
export const monitors =
  process.env.HOUSE === "empty"
    ? []
    : [
        monitor("Plex", "up", 23 * DAY, 31, 0.9998),
        monitor(
          "Overseerr",
          "down",
          4.6 * HOUR,
          null,
          0.9941,
          "The address answers, the port refuses.",
        ),
        monitor("Sonarr", "up", 9 * DAY, 58, 0.9993),
        monitor("Radarr", "degraded", 2 * HOUR, 1240, 0.9995, "It took 1.2 s to answer."),
        monitor("Downloads", "up", 12 * DAY, 12, 0.9987),
        monitor("Mail", "up", 5 * DAY, 210, 1),
      ];

const SPANS = {
  "24h": [DAY, 48],
  "7d": [7 * DAY, 56],
  "30d": [30 * DAY, 60],
  "90d": [90 * DAY, 90],
};
export function history(id, window) {
  const [span, bars] = SPANS[window] ?? SPANS["24h"];
  const which = monitors.findIndex((one) => one.id === id);
  const step = span / bars;
  return Array.from({ length: bars }, (_, bar) => {
    const isAway = which === 1 && window === "24h" && bar > bars * 0.81;
    const isBad =
      (which === 1 && (bar === bars - 1 || bar === Math.floor(bars / 7))) ||
      (which === 4 && bar === Math.floor(bars / 2));
    const isSlow = (bar * 7 + which * 13) % 61 === 9 || (which === 3 && bar > bars - 2);
    const wave =
      30 + which * 9 + 14 * Math.sin(bar / 3) + 40 * Math.exp(-((bar - bars / 3) ** 2) / 6);
    return {
      at: ago(span - bar * step),
      beats: 20,
      failed: isAway || isBad ? 12 : 0,
      flawed: isSlow ? 3 : 0,
      response_ms: isAway ? null : wave,
    };
  }).filter((_, bar) => which !== 5 || bar > bars * 0.93);
}

export function changes(id) {
  const one = monitors.find((other) => other.id === id);
  const before = { state: "up", detail: null, at: ago(70 * HOUR) };
  return one?.state === "up"
    ? [{ ...before, at: one.since }]
    : [{ state: one?.state, detail: one?.detail, at: one?.since }, before];
}
