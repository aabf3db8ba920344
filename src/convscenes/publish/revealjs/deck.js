"use strict";
// Readers who want no motion get the picture at the end of each clip.
if (matchMedia("(prefers-reduced-motion: reduce)").matches || /print-pdf|view=print/.test(location.search)) {
  for (const video of document.querySelectorAll("video[data-still]")) {
    const picture = new Image();
    picture.src = video.dataset.still;
    picture.alt = video.getAttribute("aria-label");
    video.replaceWith(picture);
  }
}
const { width, height } = document.querySelector(".slides").dataset;
Reveal.initialize({
  width: Number(width),
  height: Number(height),
  margin: 0,
  center: false,
  hash: true,
  navigationMode: "linear", // a clicker goes through all slides
  transition: "none", // a clip begins as the one before ends
  backgroundTransition: "none",
  plugins: [RevealNotes],
});
