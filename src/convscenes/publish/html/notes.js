"use strict";
// The speaker's window: the note of what is shown, and what comes next. Where no window may be opened, and on
// devices that show one at a time, the note stands below the stage.
let speaker = null;

function openNotes() {
  speaker = matchMedia("(hover: hover)").matches ? open("", "", "width=640,height=400") : null;
  if (!speaker) return;
  speaker.document.write("<!doctype html>");
  speaker.document.close();
  speaker.document.title = document.title;
  speaker.document.documentElement.lang = root.lang;
  speaker.document.head.append(document.querySelector("style").cloneNode(true));
  speaker.addEventListener("keydown", onKey);
  speaker.addEventListener("pagehide", () => element("notes").setAttribute("aria-pressed", false));
}

function toggleNotes() {
  const shown = press(element("notes"));
  if (shown) openNotes(); else speaker?.close();
  if (!shown) speaker = null;
  showNote();
}

function showNote() {
  const wanted = element("notes")?.getAttribute("aria-pressed") === "true", { note } = slides[at];
  const below = element("note");
  below.textContent = note;
  below.hidden = !wanted || Boolean(speaker) || !note;
  if (!speaker || speaker.closed) return;
  const said = (tag, text, name = "") => Object.assign(speaker.document.createElement(tag), { textContent: text, className: name });
  const coming = slides[at + 1];
  const main = speaker.document.createElement("main");
  main.append(
    said("p", element("count").textContent),
    said("h1", slides[at].title),
    said("p", note, "speaker"),
    said("p", slides[at].caption),
    said("p", coming ? `${element("next").textContent}: ${coming.title}` : ""),
  );
  speaker.document.documentElement.dataset.theme = root.dataset.theme ?? "";
  speaker.document.body.replaceChildren(main);
}

addEventListener("pagehide", () => speaker?.close());
