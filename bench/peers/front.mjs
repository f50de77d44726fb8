// Express 5 in front of a service: `hop` only passes on; `full` knows who asks and counts first.
// `/near` is answered here, after the same questions.
// Tuned: a keep-alive agent, the secret as a KeyObject (a string costs 40 times as much a token).
// `untuned` is `hop` without the agent: it connects anew for each request.
import { createSecretKey } from "node:crypto";
import { Agent } from "node:http";
import express from "express";
import { createProxyMiddleware } from "http-proxy-middleware";
import Redis from "ioredis";
import jwt from "jsonwebtoken";
import { RateLimiterRedis } from "rate-limiter-flexible";

const { KIND, PORT, UPSTREAM, REDIS, SECRET } = process.env;
const app = express();
app.disable("x-powered-by");
app.disable("etag");

if (KIND === "full") {
  const secret = createSecretKey(Buffer.from(SECRET));
  const limiter = new RateLimiterRedis({
    storeClient: new Redis(REDIS),
    keyPrefix: "peer",
    points: 100_000_000,
    duration: 60,
  });
  app.use((request, response, next) => {
    try {
      const token = (request.headers.authorization ?? "").slice("Bearer ".length);
      request.who = jwt.verify(token, secret, { algorithms: ["HS256"] }).sub;
      next();
    } catch {
      response.status(401).end();
    }
  });
  app.use(async (request, response, next) => {
    try {
      const left = await limiter.consume(request.who);
      response.setHeader("RateLimit-Remaining", left.remainingPoints);
      next();
    } catch {
      response.status(429).end();
    }
  });
}
app.get("/near", (request, response) => response.json({ who: request.who }));
app.use(
  createProxyMiddleware({
    target: UPSTREAM,
    agent: KIND !== "untuned" && new Agent({ keepAlive: true, maxSockets: 256 }),
  }),
);
app.listen(Number(PORT), "127.0.0.1", () => console.log("listening"));
