/** What the page about messages says. */
import { words } from "@/language/words";
import { SIGNED_OUT } from "./here";
import type { Channel, Kind } from "./queries";

export const TEXT = words("telling", {
  title: "What you are told.",
  rest: "Your inbox has it all; choose the rest.",
  failedTitle: "This part can't be shown",
  matrix: "What reaches you, and how",
  about: "About",
  matrixRest: "Each kind of news comes by the ways that you tick.",
  inboxOnly: "Once there is a way to reach you, you choose here what comes by it.",
  notYet: "Not set up yet:",
  setUp: "Set up: {kind}",
  channels: "Ways to reach you",
  channelsRest: "A mail address is used once you have typed the code that was sent to it.",
  noneYet: "Nothing but the inbox so far.",
  email: "Mail address",
  addEmail: "Add the address",
  code: "Code from the mail",
  confirm: "That is my address",
  sendAgain: "Send it again",
  unverified: "Waits for its code",
  untried: "Used once a try has arrived",
  signedOut: "Signed out, so nothing is sent there",
  test: "Try it",
  arrived: "It was sent. Look there.",
  failed: "It could not be sent.",
  remove: "Remove",
  quiet: "Quiet hours",
  quietRest: "What comes then waits until they end. The inbox never waits.",
  quietOn: "Be quiet at night",
  from: "From",
  until: "Until",
  digest: "All in one",
  digestRest: "Instead of one message each, everything together.",
  every: "How often",
  outdated: "You chose something elsewhere meanwhile.",
  outdatedRest: "Here it stands as it is now. Choose once more.",
});

/** How a channel stands: why nothing is sent there, in the house's own words where the far end refused. */
export function standing({ kind, verified, disabled }: Channel): string {
  if (disabled === SIGNED_OUT) return TEXT.signedOut;
  if (disabled !== null) return disabled;
  if (verified) return KINDS[kind];
  return kind === "email" ? TEXT.unverified : TEXT.untried;
}

export const KINDS: Record<Kind, string> = words("telling-kinds", {
  email: "Mail",
  push: "Push",
  webhook: "Webhook",
  apprise: "Chat app",
});

export const EVERY = words("telling-every", {
  off: "Each by itself",
  hourly: "Every hour",
  daily: "Every day",
  weekly: "Every week",
});

export const PUSH = words("push", {
  here: "Tell me on this device",
  done: "This device is told",
  rest: "It says little on the screen, and what it leads to stands behind your sign-in.",
  refused:
    "This browser takes no messages, or was told not to. Its settings for this page say why.",
});

export const MUTE = words("mute", {
  mute: "Mute {name}",
  hint: "Mute: no message about it but in your inbox",
  isMuted: "Muted: only your inbox hears of it",
  muted: "Muted.",
  mutedRest: "What becomes of it stands in your inbox, and reaches you no other way.",
});
