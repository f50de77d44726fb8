/** What is said of programs: whom the house calls, who calls the house, and by which keys. */
import { words } from "@/language/words";

export const TEXT = words("programs", {
  title: "Programs of your own.",
  rest: "Whom the house calls, and who calls it.",
  failedTitle: "This part can't be shown",
  out: "The house calls",
  outRest:
    "Each is told what you are told, as one POST of JSON, signed so that nobody else can pretend to be the house. An address on the own network has to be allowed where notify runs.",
  noneYet: "Nobody is called yet.",
  whichOnes: "What reaches them",
  address: "Address",
  addressExample: "https://automation.example.org/medianest",
  add: "Call this address",
  secretMade: "What it is signed with, shown only now",
  secretRest:
    "MediaNest-Signature is “v1=” and the HMAC-SHA256 of id, time and body under this, parted by dots: MediaNest-Id, MediaNest-Time, and the body as it came.",
  test: "Call it now",
  called: "It was called, and said yes.",
  failed: "It could not be called.",
  remove: "Remove",
  inTitle: "Others call the house",
  inRest:
    "So that a change there is seen here at once. What they say is not believed: it only makes the house look.",
  overseerr: "Overseerr or Seerr",
  overseerrRest: "With the secret of its webhook as authorization header.",
  plex: "Plex, with Plex Pass",
  plexRest: "Its end is the secret that was given to the house for it.",
  itsSecret: "its-secret",
  isHeard: "A secret is set: it is heard.",
  notHeard: "No secret is set yet: it is not heard.",
  copy: "Copy",
  copied: "Copied.",
  notCopied: "This browser copied nothing.",
  connections: "To the connections",
});
