/** What stands in the menu of a person. */
import { words } from "@/language/words";

export const MENU = words("menu", {
  yours: "Your menu",
  looks: "How it looks",
  system: "As this device",
  dark: "Dark",
  light: "Light",
  contrast: "High contrast",
  you: "You and your keys",
  told: "What you are told",
  help: "Help",
  signOut: "Sign out",
});
