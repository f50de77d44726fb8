/** The one way to the gateway: typed from its own document, with our header and plain problems. */
import createClient, { type Middleware } from "openapi-fetch";
import { base } from "./base";
import { problemOf, Refused, UNREACHED } from "./problem";
import type { paths } from "./schema";

/** Looking at another site takes its time; our own house does not. */
const DEADLINE_MS = 10_000;
const LOOKING_MS = 40_000;

const manners: Middleware = {
  onRequest({ request }) {
    // The gateway takes commands only from pages that can set a header: ours.
    request.headers.set("X-Requested-With", "medianest");
    const deadline = request.url.endsWith("/preview") ? LOOKING_MS : DEADLINE_MS;
    return new Request(request, {
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(deadline)]),
    });
  },
};

export const api = createClient<paths>({ baseUrl: base(), credentials: "same-origin" });
api.use(manners);

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The body of an answer, or `Refused` with its problem. */
export async function told<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked.catch(() => {
    throw new Refused(UNREACHED);
  });
  if (!response.ok) throw new Refused(problemOf(response, error));
  return data as T;
}
