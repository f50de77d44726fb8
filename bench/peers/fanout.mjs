// Socket.IO 4: what NATS says goes to everybody in the room.
import { createServer } from "node:http";
import { connect } from "@nats-io/transport-node";
import { Server } from "socket.io";

const { PORT, NATS, SUBJECT } = process.env;
const http = createServer();
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false });
io.on("connection", (socket) => socket.join("me"));
const nats = await connect({ servers: NATS });
nats.subscribe(SUBJECT, { callback: (_, message) => io.to("me").emit("event", message.json()) });
http.listen(Number(PORT), "127.0.0.1", () => console.log("listening"));
