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

/** The body of an answer, or `Refused` with its problem. */
export async function told<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked.catch(() => {
    throw new Refused(UNREACHED);
  });
  if (!response.ok) throw new Refused(problemOf(response, error));
  return data as T;
}
