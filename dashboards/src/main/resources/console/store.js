// The newest state of the hub, kept by server-sent events.
export const state = { site: null, page: "", alarms: [], silenced: { devices_out: [], maintenances: [], flooded: [] }, devices: new Map(), incidents: { incidents: [], frequent: [], units: [], types: [] }, coverage: [], fire_weather: [], actuators: [], drill: null, counters: {}, hub: null, now: 0,
  /** Why the hub has no place for this page, in both languages; null where it has. */
  full: null };

const STALE_MS = 5000;
/** When the hub was last heard, by two clocks of this machine: the steady one rests while the machine sleeps, the other may be set. */
let heardAt = -Infinity;
let heardOnWall = 0;
let rates = [];
let source = null;
/** Undefined until it is tried, null where each page has a stream of its own. */
let shared;
let isAnswered = true;
let openedAt = -Infinity;

/** How long the hub was not heard; a page that wakes up after hours knows it at once. */
const quietMs = () => Math.max(performance.now() - heardAt, heardOnWall ? Date.now() - heardOnWall : 0);

/** The hub's time now: its last word, and what passed here since. */
export const hubNow = () => state.now + quietMs();
export const link = () => (heardAt === -Infinity ? "connecting" : quietMs() > STALE_MS - 1000 ? "stale" : "live");

/** Messages a second, over the last ten seconds. */
export function rate() {
  if (rates.length < 2) return null;
  const first = rates[0], last = rates.at(-1);
  return last.at > first.at ? ((last.count - first.count) * 1000) / (last.at - first.at) : 0;
}

function take(message) {
  state.full = null;
  heardAt = performance.now();
  heardOnWall = Date.now();
  state.now = message.now;
  state.counters = message.counters;
  state.hub = message.hub;
  state.drill = message.drill ?? null;
  const c = message.counters, count = c.observations + c.repeats + c.out_of_order + c.unreadables;
  rates.push({ at: message.now, count });
  rates = rates.filter(each => each.at > message.now - 10_000 && each.count <= count);
}

const NOT_HEARD = { duty: undefined, heard_at: undefined, observed_at: undefined, latest: undefined, told_at: undefined, doubts: undefined, time_source: undefined };
const fixed = device => ({ ...device, ...NOT_HEARD });

/** Whether it is the site that the page shows already: then nothing is built anew, and what somebody types stays. */
const isSameSite = whole => JSON.stringify([state.site, [...state.devices.values()].map(fixed)]) === JSON.stringify([whole.site, whole.devices.map(fixed)]);

/** The alarms after what moved: those that are over are gone, and the others stand as they were told last. */
function moved(delta) {
  const all = new Map(state.alarms.map(alarm => [alarm.id, alarm]));
  for (const id of delta.alarms_over ?? []) all.delete(id);
  for (const alarm of delta.alarms ?? []) all.set(alarm.id, alarm);
  return [...all.values()];
}

/** What the hub says: the whole state, or what moved since. */
function hear(what, data, changed) {
  if (what === "open") return changed({ opened: true });
  const message = JSON.parse(data);
  if (what === "full") {
    state.full = message.text;
    return changed({ full: true });
  }
  if (what === "state") return hearWhole(message, changed);
  if (!state.site) return; // of a stream that other pages share, before this page has its state
  take(message);
  if (message.alarms || message.alarms_over) state.alarms = moved(message);
  for (const key of ["silenced", "incidents", "coverage", "fire_weather", "actuators"]) if (message[key]) state[key] = message[key];
  for (const [id, heard] of Object.entries(message.heard)) {
    const device = state.devices.get(id);
    if (device) Object.assign(device, NOT_HEARD, heard);
  }
  changed({ whole: false, alarms: Boolean(message.alarms || message.alarms_over || message.silenced), incidents: Boolean(message.incidents || message.coverage || message.fire_weather) });
}

function hearWhole(whole, changed) {
  const same = isSameSite(whole);
  rates = [];
  take(whole);
  state.page = whole.page;
  for (const key of ["site", "alarms", "silenced", "incidents", "coverage", "actuators"]) state[key] = whole[key];
  state.fire_weather = whole.fire_weather ?? [];
  if (same) for (const device of whole.devices) Object.assign(state.devices.get(device.id), NOT_HEARD, device);
  else state.devices = new Map(whole.devices.map(device => [device.id, device]));
  changed({ whole: !same, alarms: true, incidents: true, isState: true });
}

/** The stream that all pages of this browser share; each version of the page has its own, as scripts of two versions do not mix. Null where the browser has no such thing. */
function share(changed) {
  if (!("SharedWorker" in window)) return null;
  const worker = new SharedWorker("/assets/stream.js", { name: document.querySelector("meta[name=page]").content });
  worker.port.addEventListener("message", ({ data: { what, data } }) => {
    isAnswered = true;
    if (what === "here") return;
    hear(what, data, changed);
    worker.port.postMessage("taken");
  });
  worker.addEventListener("error", () => { shared = null; connect(changed); });
  addEventListener("pagehide", () => worker.port.postMessage("bye"));
  worker.port.start();
  return worker.port;
}

function listen(changed) {
  source?.close();
  source = new EventSource("/api/v1/events");
  for (const what of ["open", "state", "delta", "full"]) source.addEventListener(what, ({ data }) => hear(what, data, changed));
}

/** Starts what the pages of this browser share, which takes a while. */
export const prepare = changed => { if (shared === undefined) shared = share(changed); };

/** Opens the stream, or opens it anew: the whole state comes first. */
export function connect(changed, again = "open") {
  openedAt = performance.now();
  prepare(changed);
  if (!shared) return listen(changed);
  isAnswered = false;
  shared.postMessage(again);
}

/** A silent connection is given up and opened anew; the browser itself only repeats one that failed. */
export function reconnectWhereSilent(changed) {
  if (quietMs() <= STALE_MS || performance.now() - openedAt <= STALE_MS) return;
  if (!isAnswered) shared = null; // what all pages share has broken: this one helps itself
  connect(changed, "again");
}

/** Missed three messages in a row, and at least half a minute. */
export function isStale(device, now) {
  if (device.interval_ms <= 0) return false;
  return device.heard_at == null || now - device.heard_at > Math.max(3 * device.interval_ms, 30_000);
}
