/** What is said of the cookies for other sites. */
import { words } from "@/language/words";

export const COOKIES = words("cookies", {
  title: "Cookies for other sites",
  rest: "Some sites give a video only to who is signed in there. Export their cookies with your browser (cookies.txt); the house uses them for your downloads alone and shows them to nobody.",
  failedTitle: "Whether cookies are kept can't be shown",
  choose: "Choose a file of cookies",
  another: "Replace them",
  kept: "{count, plural, one {# cookie is} other {# cookies are}} kept",
  since: "since {when}",
  keptNow: "{count, plural, one {# cookie is} other {# cookies are}} kept.",
  keptRest: "They go to the site they came from, and nowhere else.",
  forget: "Forget them",
  forgotten: "Your cookies are forgotten.",
});
