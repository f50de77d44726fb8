/** What a route answers when all went well, by its path: no name of a service's class is known here. */
import type { paths } from "./schema";

type Json<R> = R extends { content: { "application/json": infer Body } } ? Body : never;
type Good<R> = R extends { 200: infer Ok }
  ? Json<Ok>
  : R extends { 201: infer Made }
    ? Json<Made>
    : never;

export type Got<Path extends keyof paths> = paths[Path] extends { get: { responses: infer R } }
  ? Good<R>
  : never;
export type Posted<Path extends keyof paths> = paths[Path] extends { post: { responses: infer R } }
  ? Good<R>
  : never;
