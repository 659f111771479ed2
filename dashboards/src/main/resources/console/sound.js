import { byId, say } from "./dom.js";
import { link, state } from "./store.js";
import { age, pick, word } from "./words.js";

// Patterns in seconds: [start, length] of each pulse, and how long until it comes again. The three pulses are those of ISO 8201.
const PATTERNS = {
  "temporal-three": { pulses: [[0, 0.5], [1, 0.5], [2, 0.5]], everyMs: 4_000 },
  "double-chirp": { pulses: [[0, 0.12], [0.2, 0.12]], everyMs: 15_000 },
  "single-chirp": { pulses: [[0, 0.12]], everyMs: 60_000 },
};
const PITCH_HZ = { low: 440, medium: 587, high: 784, highest: 988 };
const KINDS = ["trouble", "supervisory", "alarm"], PRIORITIES = ["low", "medium", "high", "highest"];
const MUTE_MS = 120_000;
/** Opening the sound takes long: what comes first on a page has been painted by then. */
const OPENS_AFTER_MS = 2_000;
/** A hub that is silent is heard too. */
const LINK_LOST = { sound: "single-chirp", priority: "high" };
let audio = null;
let mutedUntil = 0;
let soundedAt = -Infinity;
let sounding = "";
let known = null;
/** Id of the drill that goes on, empty where there is none; null until the hub has said. */
let drillKnown = null;
/** A drill's own sound: two soft falling tones, once. */
const DRILL = { pulses: [[0, 0.3, 330], [0.4, 0.4, 262]], volume: 0.1 };

export function startSound() {
  // After the paint that answers the key: opening the sound takes longer than that answer may.
  const open = () => { if (audio?.state !== "running") requestAnimationFrame(() => setTimeout(() => { audio ??= new AudioContext(); audio.resume().then(tickSound, () => {}); })); };
  // Not sooner: the hint goes, and what somebody presses would move from under the pointer before it is let go.
  addEventListener("click", open, true);
  addEventListener("keydown", open);
  byId("mute").addEventListener("click", mute);
  byId("notify").addEventListener("click", async () => { await Notification.requestPermission(); showNotify(); });
  addEventListener("focus", showNotify);
  // A browser may let sound begin by itself: on a page that was loaded anew under somebody's hand, or on a wall that is set up so.
  setTimeout(open, OPENS_AFTER_MS);
}

/** Offers notifications where nobody has said yes or no to them, and says where the browser refuses them; its answer takes long, so it is not asked with every message. */
export function showNotify() {
  const button = byId("notify"), answer = "Notification" in window ? Notification.permission : "denied";
  button.hidden = answer === "granted";
  button.disabled = answer === "denied";
  button.title = answer === "denied" ? word("notify_how") : "";
  say(button, word(answer === "denied" ? "notify_refused" : "notify"));
}

/** Quiet for two minutes, never longer; a new alarm of the highest priority ends it. */
export function mute() {
  mutedUntil = performance.now() < mutedUntil ? 0 : performance.now() + MUTE_MS;
  tickSound();
}

const isCalling = alarm => alarm.list === "active" && alarm.sound !== "none";
const rank = alarm => KINDS.indexOf(alarm.kind) * 10 + PRIORITIES.indexOf(alarm.priority);

/** Tells of alarms that are new since the last look. */
export function noticeNew() {
  const calling = state.alarms.filter(isCalling);
  const fresh = known ? calling.filter(alarm => !known.has(alarm.id)) : [];
  known = new Set(calling.map(alarm => alarm.id));
  if (fresh.some(alarm => alarm.priority === "highest")) mutedUntil = 0;
  if (fresh.length) soundedAt = -Infinity;
  // The list itself is not read out: its ages change every second, and a screen reader would talk without end.
  if (fresh.length) say(byId("heard"), fresh.slice(0, 3).map(each => `${word(each.kind)} ${word(each.severity)}: ${pick(each.message)}`).join("; "));
  if (!document.hidden || !("Notification" in window) || Notification.permission !== "granted") return;
  for (const alarm of fresh.filter(each => each.kind === "alarm").slice(0, 3)) {
    const note = new Notification(pick(alarm.message), { tag: alarm.id, body: `${word(alarm.kind)} · ${word(alarm.severity)}` });
    note.onclick = () => { window.focus(); note.close(); };
  }
}

/** The alarms that call, worked out once for each list of alarms, for it is asked for with every message. */
let heard = { of: null, loudest: undefined, count: 0 };
function calling() {
  if (heard.of !== state.alarms) {
    const all = state.alarms.filter(isCalling);
    heard = { of: state.alarms, count: all.length, loudest: all.reduce((most, each) => (most && rank(most) >= rank(each) ? most : each), undefined) };
  }
  return heard;
}

/** Sets an attribute only where it differs: each setting has the browser look for styles anew. */
const mark = (node, name, value) => { if (node.getAttribute(name) !== value) node.setAttribute(name, value); };

/** A drill is heard once, where it begins while the page is open; never into a real alarm, and nothing of it is repeated. */
export function noticeDrill() {
  const id = state.drill?.id ?? "", begun = drillKnown !== null && id && id !== drillKnown;
  drillKnown = id;
  if (!begun || audio?.state !== "running" || performance.now() < mutedUntil || state.alarms.some(isCalling)) return;
  document.documentElement.dataset.drillSounded = id;
  for (const [start, length, hertz] of DRILL.pulses) pulse(start, length, hertz, DRILL.volume);
}

export function tickSound() {
  const now = performance.now();
  const loudest = calling().loudest ?? (link() === "stale" ? LINK_LOST : undefined), muted = now < mutedUntil, open = audio?.state === "running";
  const root = document.documentElement;
  mark(root, "data-sound", loudest ? `${loudest.sound} ${loudest.priority}` : "none");
  mark(root, "data-voice", muted ? "muted" : open ? "open" : "blocked");
  byId("sound-hint").hidden = open || muted;
  byId("sound-hint").classList.toggle("is-loud", Boolean(loudest));
  const button = byId("mute");
  button.classList.toggle("is-muted", muted);
  mark(button, "aria-pressed", String(muted));
  say(button, muted ? `■ ${word("muted")} ${age(mutedUntil - now)}` : word("mute"));
  if (!loudest || muted || !open) return;
  const pattern = PATTERNS[loudest.sound] ?? PATTERNS["single-chirp"];
  if (sounding === loudest.sound && now - soundedAt < pattern.everyMs - 100) return;
  sounding = loudest.sound;
  soundedAt = now;
  for (const [start, length] of pattern.pulses) pulse(start, length, PITCH_HZ[loudest.priority] ?? PITCH_HZ.low);
}

function pulse(start, length, hertz, loud = 0.4) {
  const tone = audio.createOscillator(), volume = audio.createGain(), at = audio.currentTime + start;
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(loud, at + 0.02);
  volume.gain.setValueAtTime(loud, at + length - 0.02);
  volume.gain.linearRampToValueAtTime(0, at + length);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + length);
}

export function titleOf(site) {
  const unseen = calling().count;
  return `${link() === "stale" ? `■ ${word("stale_title")} · ` : ""}${unseen ? `(${unseen}) ▲ ` : ""}${site} · 烽台 Beacon Hub${state.drill ? " · 演练 DRILL" : ""}`;
}
