"use strict";
// Plays the slides of a talk. Each clip runs once and stays on its last frame, which is the still of its slide.
//
// Two videos lie on the stage. The idle one is made ready and shown only when its first picture is there, so that
// nothing flashes; behind both is the still. Every call of `go` takes a turn: what a later call overtakes, ends.
const { slides, position, play: PLAY, pause: PAUSE } = JSON.parse(document.getElementById("data").textContent);
const root = document.documentElement;
const element = id => document.getElementById(id);
const [player, stage, picture, caption, line] = ["player", "stage", "picture", "caption", "line"].map(element);
const videos = [...stage.querySelectorAll("video")];
const stills = [...document.querySelectorAll(".still svg")];
const links = [...document.querySelectorAll(".transcript li > a")];
const reduced = matchMedia("(prefers-reduced-motion: reduce)");
let at = -1, front = 0, auto = false, turn = 0, speed = 1;

const clips = []; // addresses of clips; one in the page is decoded when it is first wanted
function clip(n) {
  const slide = slides[n];
  if (!clips[n]) {
    if (slide.inside) {
      const bytes = Uint8Array.from(atob(slide.clip), character => character.charCodeAt(0));
      clips[n] = URL.createObjectURL(new Blob([bytes], { type: "video/mp4" }));
      slide.clip = "decoded";
    } else {
      clips[n] = slide.clip;
    }
  }
  return clips[n];
}

const once = (target, event) => new Promise(done => target.addEventListener(event, done, { once: true }));
const after = milliseconds => new Promise(done => setTimeout(done, milliseconds));
const drawn = video => video.requestVideoFrameCallback
  ? new Promise(done => video.requestVideoFrameCallback(done)) : after(50);

// Whether a video can be shown. A seek lowers readyState, and loadeddata comes once: metadata is what to wait for.
async function ready(video) {
  while (video.readyState < 1 && !video.error) await Promise.race([once(video, "loadedmetadata"), once(video, "error")]);
  return !video.error;
}

async function seek(video, time) {
  const done = once(video, "seeked");
  video.currentTime = time;
  await done;
}

function load(video, n) {
  if (video.dataset.slide !== String(n)) {
    video.dataset.slide = n;
    video.src = clip(n);
    video.load();
  }
}

function swap() {
  front = 1 - front;
  videos[front].style.visibility = "visible";
  videos[front].style.zIndex = 2;
  videos[1 - front].style.zIndex = 1;
}

const moves = n => Boolean(slides[n].clip) && !reduced.matches;
const held = () => root.dataset.held === String(at);

function show(n) { // the words of a slide, and its still behind the videos
  const slide = slides[n];
  picture.replaceChildren(stills[n].cloneNode(true));
  picture.setAttribute("aria-label", slide.alt);
  caption.textContent = slide.caption;
  element("count").textContent = `${n + 1} / ${slides.length}`;
  line.value = n + 1;
  const here = position.replace("{number}", n + 1).replace("{count}", slides.length);
  line.setAttribute("aria-valuetext", `${here}: ${slide.caption}`);
  links.forEach((link, number) => number === n
    ? link.setAttribute("aria-current", "step") : link.removeAttribute("aria-current"));
  showNote();
  if (decodeURIComponent(location.hash) !== `#${slide.name}`) history.replaceState(null, "", `#${slide.name}`);
}

async function go(n, plays) { // plays: the clip runs to its end; otherwise its last frame is shown
  if (n < 0 || n >= slides.length) return;
  const mine = ++turn, idle = videos[1 - front];
  at = n;
  delete root.dataset.held;
  if (moves(n)) {
    load(idle, n);
    const fine = await ready(idle);
    if (mine !== turn) return;
    if (!fine) slides[n].clip = ""; // a browser without H.264, or a file that is not there: its still is shown
  }
  if (!moves(n)) {
    videos.forEach(video => { video.pause(); video.style.visibility = "hidden"; });
    show(n);
  } else if (plays) {
    await run(idle, n, mine);
  } else {
    await end(idle, n, mine);
  }
  if (mine !== turn) return;
  root.dataset.held = n;
  if (n + 1 < slides.length && moves(n + 1)) load(videos[1 - front], n + 1);
  if (auto) await goOn(n, mine);
}

async function run(video, n, mine) { // plays the clip of a slide, until it ends
  videos[front].pause();
  video.playbackRate = speed;
  if (video.currentTime) await seek(video, 0);
  if (mine !== turn) return;
  const first = drawn(video);
  video.play().catch(() => {});
  await first;
  if (mine !== turn) return;
  swap();
  show(n);
  await new Promise(done => { video.onended = video.onerror = done; });
}

async function end(video, n, mine) { // shows the last frame of the clip of a slide
  videos[front].pause();
  const last = drawn(video);
  await seek(video, video.duration);
  await Promise.race([last, after(250)]);
  if (mine !== turn) return;
  swap();
  show(n);
}

async function goOn(n, mine) { // in auto mode, after a slide has ended
  if (n + 1 === slides.length || slides[n].pause) {
    setAuto(false);
    return;
  }
  if (!moves(n)) await after(Math.max(1500, slides[n].caption.split(/\s+/).length * 1000 / 3) / speed);
  if (mine === turn && auto) go(n + 1, true);
}

function setAuto(on) {
  auto = on;
  element("play").setAttribute("aria-pressed", on);
  element("play").textContent = on ? PAUSE : PLAY;
}

// As in PowerPoint, "next" while a clip runs ends it first; a jump ends auto mode.
const next = () => { if (held() || (auto && at + 1 < slides.length)) go(at + 1, true); else go(at, false); };
const jump = n => { setAuto(false); go(n, false); };
const back = () => jump(Math.max(0, at - 1));

function togglePlay() { // from the beginning, if nothing was played yet, or all; a clip that was stopped goes on
  const video = videos[front], untouched = turn === 1 && at === 0;
  setAuto(!auto);
  if (held()) {
    if (auto) go(untouched || at + 1 === slides.length ? 0 : at + 1, true);
  } else if (video?.dataset.slide === String(at)) {
    if (auto) video.play(); else video.pause();
  }
}

function toggleFull() {
  if (document.fullscreenElement) document.exitFullscreen();
  else player.requestFullscreen().catch(() => {}); // refused where the key came from the speaker's window
}

function press(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", on);
  return on;
}

function toggleTheme() {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

const on = (id, event, action) => element(id)?.addEventListener(event, action);
on("next", "click", next);
on("back", "click", back);
on("play", "click", togglePlay);
on("full", "click", toggleFull);
on("theme", "click", toggleTheme);
on("line", "input", () => jump(line.value - 1));
on("speed", "change", event => { speed = Number(event.target.value); videos.forEach(video => { video.playbackRate = speed; }); });
on("captions", "click", event => caption.classList.toggle("vh", !press(event.target)));
on("notes", "click", toggleNotes);
line.addEventListener("pointerup", () => stage.focus({ preventScroll: true })); // then, arrows play again

const keys = {
  ArrowRight: next, PageDown: next, " ": next, Enter: next,
  ArrowLeft: back, PageUp: back, Backspace: back,
  Home: () => jump(0), End: () => jump(slides.length - 1), r: () => go(at, true),
  f: toggleFull, p: togglePlay, c: () => element("captions")?.click(), n: () => element("notes")?.click(),
};
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const control = event.target.closest("button, summary, input, a, select");
  const itsOwn = control && ([" ", "Enter"].includes(event.key) || control.matches("input, select"));
  if (itsOwn && !["PageDown", "PageUp"].includes(event.key)) return;
  const action = keys[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
}
addEventListener("keydown", onKey);

let touched = null; // where a finger came down; a swipe goes back or on, a tap goes on
stage.addEventListener("pointerdown", event => { touched = event.button === 0 ? event.clientX : null; });
stage.addEventListener("pointerup", event => {
  if (touched === null) return;
  if (event.clientX - touched > 40) back(); else next();
  touched = null;
});

const linked = () => slides.findIndex(slide => `#${slide.name}` === decodeURIComponent(location.hash));
addEventListener("hashchange", () => {
  const n = linked();
  if (n >= 0 && n !== at) jump(n);
});
document.addEventListener("click", event => {
  if (event.target.closest(".chapters a, .transcript li > a")) player.scrollIntoView({ block: "nearest" });
});
reduced.addEventListener("change", () => go(at, false));

player.hidden = false;
root.classList.add("plays");
element("full").hidden = !document.fullscreenEnabled;
go(Math.max(0, linked()), false);
