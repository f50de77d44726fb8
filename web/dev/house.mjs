// A toy house for working on the pages: serves `out/` under the gateway's own policy, with invented
// people, videos and monitors, and a live line on which progress moves. It keeps nothing and proves nothing.
//   npm run build && npm run dev          then http://127.0.0.1:8490, any name, password "nest"
//   BASE=/medianest npm run dev           the same behind a base path
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocketServer } from "ws";
import { changes, downloads, history, letters, ME, monitors, PRESETS, preview } from "./people.mjs";

const OUT = fileURLToPath(new URL("../out", import.meta.url));
const BASE = process.env.BASE ?? "";
const PORT = Number(process.env.PORT ?? 8490);
const KINDS = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};
const TEXTS = new Set([".html", ".js", ".css", ".txt"]);

// ---- the export, rewritten once at start as the gateway does it ----
const moved = (text) =>
  text
    .replace(/(["'(`\\])\/_next\//g, `$1${BASE}/_next/`)
    .replace(/(\s(?:href|src|action)=")\/(?!\/)/g, `$1${BASE}/`)
    .replaceAll(`${BASE}${BASE}/`, `${BASE}/`);
const files = new Map();
const hashes = new Set();
for (const entry of await readdir(OUT, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  const kind = extname(path);
  let body = await readFile(path);
  if (BASE && TEXTS.has(kind)) body = Buffer.from(moved(body.toString()));
  if (kind === ".html")
    for (const [, script] of body
      .toString()
      .matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g))
      hashes.add(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  files.set(`/${relative(OUT, path)}`, { body, kind: KINDS[kind] ?? "application/octet-stream" });
}
const POLICY = [
  "default-src 'none'",
  `script-src 'self' ${[...hashes].join(" ")}`,
  "style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'",
  "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

function page(response, path) {
  const found = [path, `${path}.html`, `${path === "/" ? "" : path}/index.html`]
    .map((name) => files.get(name))
    .find(Boolean);
  const { body, kind } = found ?? files.get("/404.html");
  response.writeHead(found ? 200 : 404, {
    "Content-Type": kind,
    "Cache-Control": path.startsWith("/_next/static/")
      ? "public, max-age=31536000, immutable"
      : "no-cache",
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
  });
  response.end(body);
}

// ---- the API, as far as the pages use it ----
const say = (response, status, body) => {
  response.writeHead(status, {
    "Content-Type": status >= 400 ? "application/problem+json" : "application/json",
  });
  response.end(body === undefined ? "" : JSON.stringify(body));
};
const refuse = (response, status, title, detail) =>
  say(response, status, { title, status, detail });
const isSignedIn = (request) => (request.headers.cookie ?? "").includes("mn_session=toy");

async function bodyOf(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text ? JSON.parse(text) : {};
}

async function answer(request, response, path, query) {
  const method = request.method;
  if (method !== "GET" && request.headers["x-requested-with"] !== "medianest")
    return refuse(response, 403, "Not from our own page.");
  const body = method === "GET" ? {} : await bodyOf(request);
  if (path === "/house") return say(response, 200, { name: "MediaNest", accent: "egg" });
  if (path === "/setup") return say(response, 200, { open: process.env.SETUP === "open" });
  if (path === "/auth/local") {
    if (body.password !== "nest")
      return refuse(response, 401, "This name and password do not belong together.");
    response.setHeader("Set-Cookie", "mn_session=toy; Path=/; HttpOnly; SameSite=Lax");
    return say(response, 200, { member: ME });
  }
  if (!isSignedIn(request)) return refuse(response, 401, "Please sign in.");
  if (path === "/auth/logout") {
    response.setHeader("Set-Cookie", "mn_session=; Path=/; Max-Age=0");
    return say(response, 204);
  }
  if (path === "/me") return say(response, 200, ME);
  if (path === "/downloads/presets")
    return say(response, 200, { items: PRESETS, default: "1080p", next: null });
  if (path === "/downloads/preview") {
    await new Promise((done) => setTimeout(done, 900));
    if (/private/.test(body.url))
      return refuse(
        response,
        422,
        "There is no video to be had at this address.",
        "This video is private, so it cannot be fetched.",
      );
    return say(response, 200, preview(body.url));
  }
  if (path === "/downloads" && method === "POST") {
    const made = downloads.add(body);
    announce("medianest.downloads.download-queued", made.id);
    return say(response, 201, made);
  }
  if (path === "/downloads") return say(response, 200, { items: downloads.all(), next: null });
  const [, id, verb] = path.match(/^\/downloads\/([^/]+)(?:\/(\w+))?$/) ?? [];
  if (id) {
    const changed = method === "DELETE" ? downloads.remove(id) : downloads.steer(id, verb);
    announce("medianest.downloads.download-changed", id);
    return changed
      ? say(response, 200, changed)
      : refuse(response, 404, "There is no such download.");
  }
  if (path === "/notifications") {
    const all = letters.all();
    const unread = all.filter((letter) => !letter.read_at);
    return say(response, 200, {
      items: query.get("unread") === "true" ? unread.slice(0, 1) : all,
      next: null,
      unread: unread.length,
    });
  }
  if (path === "/notifications/read-all") return say(response, 200, letters.readAll());
  const [, letter] = path.match(/^\/notifications\/([^/]+)\/read$/) ?? [];
  if (letter) return say(response, 200, letters.read(letter));
  if (path === "/status") return say(response, 200, { overall: "down", monitors });
  if (path === "/status/history") {
    const window = query.get("window");
    return say(response, 200, {
      window,
      monitors: Object.fromEntries(monitors.map((one) => [one.id, history(one.id, window)])),
    });
  }
  const [, monitor] = path.match(/^\/status\/monitors\/([^/]+)$/) ?? [];
  if (monitor)
    return say(response, 200, {
      monitor: monitors.find((one) => one.id === monitor),
      changes: changes(monitor),
    });
  return refuse(response, 404, "There is nothing here.");
}

const server = createServer((request, response) => {
  const url = new URL(request.url, "http://house");
  if (!url.pathname.startsWith(`${BASE}/`) && url.pathname !== BASE) return page(response, "/404");
  const path = url.pathname.slice(BASE.length) || "/";
  if (path.startsWith("/api/v1/"))
    return void answer(request, response, path.slice("/api/v1".length), url.searchParams);
  page(response, path);
});

// ---- the live line ----
const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => "medianest.live.v1" });
let cursor = 0;
server.on("upgrade", (request, socket, head) => {
  if (!isSignedIn(request) || process.env.LIVE === "off")
    return socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  sockets.handleUpgrade(request, socket, head, (line) => {
    line.send(JSON.stringify({ op: "hello", session: "toy", cursor: String(cursor) }));
    line.on("message", (said) => {
      if (JSON.parse(String(said)).op === "ping") line.send(JSON.stringify({ op: "pong" }));
    });
  });
});
const shout = (frame) => {
  for (const line of sockets.clients) line.send(JSON.stringify(frame));
};
function announce(type, id) {
  cursor += 1;
  shout({
    op: "event",
    id: String(cursor),
    topic: "downloads",
    type,
    at: new Date().toISOString(),
    version: 1,
    data: { type, download_id: id },
  });
}
setInterval(() => {
  for (const { value, event } of downloads.step()) {
    if (value)
      shout({ op: "live", topic: "downloads", type: "medianest.downloads.progress", data: value });
    if (event) announce(event, "");
    if (event?.endsWith("completed")) announce("medianest.notify.notification-created", "");
  }
}, 700).unref();

server.listen(PORT, "127.0.0.1", () =>
  console.log(`A toy house at http://127.0.0.1:${PORT}${BASE}/`),
);
