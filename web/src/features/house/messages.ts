/** What is said of the name and the colour of the house. */
import { words } from "@/language/words";
import type { Accent } from "./house";

export const TEXT = words("branding", {
  rest: "So it is called on the door and in letters.",
  title: "What this house is called.",
  failedTitle: "The name can't be shown",
  name: "Name",
  nameRest: "Everybody who comes to the door reads it, also strangers.",
  nameField: "What the house is called",
  colour: "Colour",
  colourRest:
    "Of what can be pressed, and of what moves. Each of them can be read in every look; green, amber, red and blue stay what they mean.",
  preview: "How it looks",
  keep: "Keep name and colour",
  kept: "{name}: so it is called from now on.",
});

export const ACCENT: Record<Accent, string> = words("accents", {
  egg: "Egg",
  lagoon: "Lagoon",
  iris: "Iris",
  heather: "Heather",
  rose: "Rose",
});
