/** The one way to the gateway: typed from its own document, with our header and plain problems. */
import createClient, { type Middleware } from "openapi-fetch";
import { base } from "./base";
import { patienceMs } from "./patience";
import { problemOf, Refused, UNREACHED } from "./problem";
import type { paths } from "./schema";

const manners: Middleware = {
  onRequest({ request }) {
    // The gateway takes commands only from pages that can set a header: ours.
    request.headers.set("X-Requested-With", "medianest");
    const deadline = AbortSignal.timeout(patienceMs(request.method, new URL(request.url).pathname));
    return new Request(request, { signal: AbortSignal.any([request.signal, deadline]) });
  },
};

export const api = createClient<paths>({ baseUrl: base(), credentials: "same-origin" });
api.use(manners);

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** Which version of a thing was read; sent back in `If-Match`, what somebody changed meanwhile is refused. */
export type Versioned = { etag: string | null };

/** The body of an answer and its version. */
export async function versioned<T extends object>(
  asked: Promise<Answer<T>>,
): Promise<T & Versioned> {
  const body = await told(asked);
  const { response } = await asked;
  return { ...body, etag: response.headers.get("ETag") };
}

/** What says that a command is meant for that version. */
export function ifStill({ etag }: Versioned): Record<string, string> {
  return etag === null ? {} : { "If-Match": etag };
}

/** The body of an answer, or `Refused` with its problem. */
export async function told<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked.catch(() => {
    throw new Refused(UNREACHED);
  });
  if (!response.ok) throw new Refused(problemOf(response, error));
  return data as T;
}
