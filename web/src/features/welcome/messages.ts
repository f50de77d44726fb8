/** What somebody reads who is new here. */
import { words } from "@/language/words";

export const TEXT = words("welcome", {
  title: "Welcome, {name}.",
  rest: "Three things to do here, one to choose.",
  cards: "What you can do here",
  wish: "Wish for a film",
  wishRest:
    "Find a title and ask for it. You see each step until it can be watched, and hear of it when it is there.",
  wishGo: "Discover",
  wishShut: "Guests watch what is there. Ask the owner if you want to wish as well.",
  fetch: "Bring a video home",
  fetchRest:
    "Paste a link. The house fetches the video and puts it on the shelf, for the evening and for everybody.",
  fetchGo: "Paste a link",
  fetchShut: "You see what the others bring home, and may watch it.",
  up: "See how the house is",
  upRest:
    "If something does not play, look here first. The page says what is away, since when, and what still works.",
  upGo: "Status",
  told: "What do you want to hear of?",
  toldRest: "All of it is in your inbox anyway. Mail comes once you have added an address.",
  mail: "Mail me about these",
  everyWay: "More ways, quiet hours, all in one",
  go: "Into the house",
  help: "I'd like to read more first",
  failedTitle: "What you are told can't be shown",
});
