// Fastify 5 in front of a service: it only passes on. Its proxy brings undici, which keeps up to 128
// connections alive by itself.
import proxy from "@fastify/http-proxy";
import Fastify from "fastify";

const { PORT, UPSTREAM } = process.env;
const app = Fastify();
await app.register(proxy, { upstream: UPSTREAM });
await app.listen({ port: Number(PORT), host: "127.0.0.1" });
console.log("listening");
