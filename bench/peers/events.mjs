// One event in Node: parsed and checked with ajv, or written as JSON into a buffer.
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import addFormats from "ajv-formats";

const { DOES, WORDS, TIMES } = process.env;
const words = readFileSync(WORDS);
const text = { type: "string" };
const uuid = { type: "string", format: "uuid" };
const all = (properties) => ({ type: "object", properties, required: Object.keys(properties) });
const file = all({
  path: text,
  size_bytes: { type: "integer" },
  sha256: text,
  duration_s: { type: "number" },
});
const check = addFormats(new Ajv()).compile(
  all({
    type: { const: "medianest.downloads.download-completed" },
    download_id: uuid,
    member_id: uuid,
    collection_id: uuid,
    title: text,
    files: { type: "array", items: file },
  }),
);
const event = JSON.parse(words.toString());
const does = {
  "read and check": () => check(JSON.parse(words.toString())),
  write: () => Buffer.from(JSON.stringify(event)),
}[DOES];
if (!does()) throw new Error("the event is not as it is described");
for (let n = 0; n < TIMES; n++) does();
const began = process.cpuUsage();
for (let n = 0; n < TIMES; n++) does();
const { user, system } = process.cpuUsage(began);
console.log(`listening\nrate ${(TIMES / (user + system)) * 1e6} `);
