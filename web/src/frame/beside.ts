/** Small matters of the frame, fetched together once the page itself is on its way. */
export { Pausing } from "@/features/status/pausing";
export { Pulse } from "@/features/status/pulse";
export { Notices } from "@/live/notices";
export { KeepingRail } from "./keeping";
export { More } from "./menu/more";
export { PersonMenu } from "./menu/person-menu";
export { Standing } from "./standing";
