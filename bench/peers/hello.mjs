// Hello in JSON. Tuned: Express without the headers that nobody asked for, Fastify with the shape of
// its answer.
const { KIND, PORT } = process.env;
const hello = { hello: "world" };
const schema = {
  response: { 200: { type: "object", properties: { hello: { type: "string" } } } },
};

const serve = {
  express: async () => {
    const { default: express } = await import("express");
    const app = express();
    app.disable("x-powered-by");
    app.disable("etag");
    app.get("/hello", (request, response) => response.json(hello));
    app.listen(Number(PORT), "127.0.0.1", () => console.log("listening"));
  },
  fastify: async () => {
    const { default: Fastify } = await import("fastify");
    const app = Fastify();
    app.get("/hello", { schema }, async () => hello);
    await app.listen({ port: Number(PORT), host: "127.0.0.1" });
    console.log("listening");
  },
};
await serve[KIND]();
