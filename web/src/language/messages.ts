/** Figures in words: calm, short, never jumping. */
import { words } from "./words";

export const FIGURES = words("figures", {
  number:
    "{count, plural, =0 {no} =1 {one} =2 {two} =3 {three} =4 {four} =5 {five} =6 {six} =7 {seven} =8 {eight} =9 {nine} =10 {ten} =11 {eleven} =12 {twelve} other {#}}",
  seconds: "a few seconds",
  lessThanMinute: "less than a minute",
  lessThanMinuteLeft: "less than a minute left",
  minutesLeft: "about {count} min left",
  hoursLeft: "about {count} h left",
  inAMoment: "in a moment",
  inSeconds: "in {count} s",
  inMinutes: "in {count} min",
  at: "at {when}",
  yesterday: "yesterday, {clock}",
  dayAt: "{day}, {clock}",
  minutes: "{count} min",
  hours: "{count} h",
  days: "{count, plural, one {# day} other {# days}}",
  underMs: "under 1 ms",
  rated: "{rating} of 10",
  sizes: "{value} {unit}",
  speed: "{size}/s",
  and: "{these} and {last}",
});
