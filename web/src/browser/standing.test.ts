import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { arrive, handOn } from "./standing";

const at = () =>
  document.activeElement?.textContent || document.activeElement?.getAttribute("name");
const one = (wanted: string) => document.querySelector<HTMLElement>(wanted) as HTMLElement;
const changed = () => new Promise((done) => setTimeout(done));

let stop: () => void;
beforeEach(() => {
  document.body.innerHTML =
    '<a href="/x">Away</a><main id="main" tabindex="-1"><div id="does"><button>Make</button></div></main>';
});
afterEach(() => stop());

describe("at a page one comes to", () => {
  it("stands at the heading, and at the next where the first is replaced", async () => {
    one("a").focus();
    stop = arrive(one("main"));
    one("main").innerHTML = "<h1>Looking</h1>";
    await changed();
    expect(at()).toBe("Looking");
    one("main").innerHTML = "<h1>Films</h1>";
    await changed();
    expect(at()).toBe("Films");
  });

  it("leaves the hand where somebody took it", async () => {
    one("a").focus();
    stop = arrive(one("main"));
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab" }));
    one("main").innerHTML = "<h1>Films</h1>";
    await changed();
    expect(at()).toBe("Away");
  });

  it("leaves a field the hand that it has", async () => {
    one("main").innerHTML = '<input name="words" />';
    one("input").focus();
    stop = arrive(one("main"));
    one("main").append(Object.assign(document.createElement("h1"), { textContent: "Films" }));
    await changed();
    expect(at()).toBe("words");
  });
});

describe("where what one stands on is taken away", () => {
  it("stands on what opened in its place, and afterwards on what had opened it", async () => {
    stop = handOn(one("main"));
    one("button").focus();
    one("#does").innerHTML = '<form><button>Close</button><input name="title" /></form>';
    await changed();
    expect(at()).toBe("title");
    one("#does").innerHTML = "<button>Other</button><button>Make</button>";
    await changed();
    expect(at()).toBe("Make");
  });

  it("leaves who stands at a heading to the page that comes", async () => {
    stop = handOn(one("main"));
    one("main").innerHTML = '<h1 tabindex="-1">Looking</h1>';
    one("h1").focus();
    one("main").innerHTML = '<h1>Films</h1><input name="words" />';
    await changed();
    expect(document.activeElement).toBe(document.body);
  });

  it("goes on at the list of which a row is gone, and at no deed of another", async () => {
    stop = handOn(one("main"));
    one("#does").innerHTML = "<p><button>First</button></p><p><button>Second</button></p>";
    one("button").focus();
    one("p").remove();
    await changed();
    expect(document.activeElement).toBe(one("#does"));
  });

  it("stands where it stood before a message that is closed", async () => {
    document.body.insertAdjacentHTML("beforeend", "<section><button>Undo</button></section>");
    stop = handOn(one("main"));
    one("#does button").focus();
    one("section button").focus();
    one("section").innerHTML = "";
    await changed();
    expect(at()).toBe("Make");
  });
});
