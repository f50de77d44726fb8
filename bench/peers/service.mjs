// One service as the peer stack would have it: its parts are loaded, nothing is connected.
import { createServer } from "node:http";
import "@nats-io/transport-node";
import express from "express";
import Redis from "ioredis";
import jwt from "jsonwebtoken";
import "rate-limiter-flexible";
import { Server } from "socket.io";

const app = express();
app.use(express.json());
for (let n = 0; n < 31; n++) {
  app.get(`/things${n}/:id`, (request, response) => response.json({ id: request.params.id }));
}
const http = createServer(app);
new Server(http, { transports: ["websocket"], perMessageDeflate: false });
new Redis({ lazyConnect: true });
jwt.sign({ sub: "anna" }, "s".repeat(64));
http.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("listening"));
