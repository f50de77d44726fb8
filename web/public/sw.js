// The house without a network, and its voice while no page is open.
//
// Scripts and styles carry their content in their name: what was fetched once is kept. Pages are asked for
// anew each time; when nothing answers, one page stands for all and shows the house as it was. Answers
// of the API are never kept here.
const KEPT = "medianest-2";
/** The page for when nothing answers, with all that it needs: it makes room for nothing else. */
const SPARE = "medianest-spare-1";
const SCOPE = new URL(self.registration.scope).pathname;
const AT_FIRST = ["offline", "manifest.webmanifest", "icons/192.png"];
const MOST_KEPT = 300;

self.addEventListener("install", (event) => {
  const keep = async () => {
    const spare = await caches.open(SPARE);
    await Promise.all(AT_FIRST.map((name) => spare.add(SCOPE + name).catch(() => null)));
    // With the page come the scripts, styles and letters that it names.
    const page = await (await spare.match(`${SCOPE}offline`))?.text();
    const named = new Set(page?.match(/[^"'\s]*\/_next\/static\/[^"'\s\\]+/g) ?? []);
    await Promise.all([...named].map((one) => spare.add(one).catch(() => null)));
  };
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const clear = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name !== KEPT && name !== SPARE);
    await Promise.all(old.map((name) => caches.delete(name)));
  };
  event.waitUntil(clear().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (!url.pathname.startsWith(SCOPE) || url.pathname.startsWith(`${SCOPE}api/`)) return;
  if (url.pathname.startsWith(`${SCOPE}_next/static/`)) event.respondWith(keptFirst(request));
  else if (request.mode === "navigate") event.respondWith(pageOf(request));
  else event.respondWith(freshFirst(request));
});

async function keptFirst(request) {
  return (await caches.match(request)) ?? keeping(request, await fetch(request));
}

async function freshFirst(request) {
  try {
    return await keeping(request, await fetch(request));
  } catch (error) {
    const kept = await caches.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}

/** A page is always asked for anew: one that was kept would show nothing of what it shows. Without an
 * answer stands the one page that knows how the house was. */
async function pageOf(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(`${SCOPE}offline`)) ?? Response.error();
  }
}

async function keeping(request, answer) {
  if (answer.status !== 200 || answer.redirected) return answer;
  const kept = await caches.open(KEPT);
  // A page's parts are asked for with another query each time, and are the same.
  await kept.put(request.url.replace(/\?.*/, ""), answer.clone());
  const all = await kept.keys();
  await Promise.all(
    all.slice(0, Math.max(0, all.length - MOST_KEPT)).map((one) => kept.delete(one)),
  );
  return answer;
}

// What is told says little, since others may see the screen; the page it opens says the rest.
self.addEventListener("push", (event) => {
  const said = read(event.data);
  event.waitUntil(
    self.registration.showNotification(said.title, {
      body: said.body,
      tag: said.tag,
      icon: `${SCOPE}icons/192.png`,
      badge: `${SCOPE}icons/192.png`,
      data: { to: said.to },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(new URL(event.notification.data?.to ?? "inbox", self.registration.scope)));
});

async function show(address) {
  // Only pages of this house are opened, whatever was said.
  const to = address.href.startsWith(self.registration.scope) ? address.href : `${SCOPE}inbox`;
  const open = await self.clients.matchAll({ type: "window" });
  const [page] = open;
  if (!page) return self.clients.openWindow(to);
  await page.focus();
  return page.navigate(to);
}

function read(data) {
  try {
    const said = data.json();
    const text = (value, other) => (typeof value === "string" && value !== "" ? value : other);
    return {
      title: text(said.title, "MediaNest"),
      body: text(said.body, ""),
      tag: text(said.tag, "medianest"),
      to: text(said.url, "inbox").replace(/^\//, ""),
    };
  } catch {
    return { title: "MediaNest", body: "", tag: "medianest", to: "inbox" };
  }
}
