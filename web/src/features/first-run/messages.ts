/** What first run says, once the owner has moved in. */
export const TEXT = {
  step: (at: number, of: number) => `Step ${at} of ${of}`,
  later: "Later",
  next: "Go on",
  back: "Back",
  base: "Everything here can be changed later, under Settings.",
  stands: (where: string) => `It is connected: ${where}`,
  test: "Test it once more",
  change: "Change it",
  doneTitle: "The house is ready.",
  doneRest: "Now it needs people. Make a link for each whom you want here, or look around first.",
  left: (titles: readonly string[]) => `Left for later: ${titles.join(", ")}.`,
  takeUp: "Take it up now",
  invite: "Invite somebody",
  into: "Into the house",
} as const;
