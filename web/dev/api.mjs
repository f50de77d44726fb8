// Keeps `openapi.json` and the types made from it equal to what the gateway says of itself.
//   npm run api            fetch the document from a running gateway, write both files anew
//   npm run api:check      fail if a running gateway (or, without one, the document) says otherwise
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const DOCUMENT = new URL("../openapi.json", import.meta.url);
const TYPES = new URL("../src/api/schema.d.ts", import.meta.url);
const HEAD = "// Made from openapi.json by `npm run api`; never edited by hand.\n\n";
// Examples are for readers of the document; the types need none.
const plain = (key, value) => (key === "example" || key === "x-problem-types" ? undefined : value);
// Only what the pages call: a change elsewhere in the house is no change of ours.
const WANTED =
  /^\/api\/v1\/(setup|house|auth\/(local|logout|providers|second-factor|password\/(forgot|reset)|plex\/start)|me|members|invites|settings|admin|requests|issues|search|discover|titles|library|downloads|notifications|status)(\/|$)/;

const gateway = process.env.MEDIANEST_URL ?? "http://127.0.0.1:8484";
const isCheck = process.argv.includes("--check");

async function said() {
  try {
    const answer = await fetch(`${gateway}/api/openapi.json`, {
      signal: AbortSignal.timeout(5000),
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

function pruned(document) {
  const paths = Object.fromEntries(
    Object.entries(document.paths)
      .filter(([path]) => WANTED.test(path))
      .sort(([a], [b]) => a.localeCompare(b)),
  );
  // Keep each component that a kept path leads to, however far around.
  const components = {};
  const follow = (value) => {
    for (const [, kind, name] of JSON.stringify(value).matchAll(
      /"#\/components\/([^/"]+)\/([^"]+)"/g,
    )) {
      if (components[kind]?.[name]) continue;
      components[kind] = { ...components[kind], [name]: document.components[kind][name] };
      follow(components[kind][name]);
    }
  };
  follow(paths);
  return {
    openapi: "3.1.0",
    info: { title: "MediaNest", version: "1" },
    paths,
    components: sorted(components),
  };
}

function sorted(components) {
  const byName = (entries) =>
    Object.fromEntries(Object.entries(entries).sort(([a], [b]) => a.localeCompare(b)));
  return byName(
    Object.fromEntries(Object.entries(components).map(([kind, named]) => [kind, byName(named)])),
  );
}

const answered = await said();
if (!answered && !isCheck) {
  console.error(
    `No gateway answers at ${gateway}. Start one with \`make up\`, or set MEDIANEST_URL.`,
  );
  process.exit(1);
}
const before = await readFile(DOCUMENT, "utf8");
const document = answered ? `${JSON.stringify(pruned(answered), plain, 2)}\n` : before;
const types =
  HEAD + astToString(await openapiTS(JSON.parse(document), { defaultNonNullable: false }));

if (isCheck) {
  const isStale = document !== before || types !== (await readFile(TYPES, "utf8").catch(() => ""));
  if (isStale) console.error("The API has changed: run `npm run api` and look at what it says.");
  process.exit(isStale ? 1 : 0);
}
await writeFile(DOCUMENT, document);
await writeFile(TYPES, types);
