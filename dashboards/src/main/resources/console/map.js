import { byId, el, shapePath, svg } from "./dom.js";
import { hubNow, isStale, state } from "./store.js";
import { pick, word } from "./words.js";

const WIDTH = 800, EDGE = 40;
const dots = new Map();
let letter = 15;
let place = () => [0, 0];
let signs = null;
let openChart = () => {};

export const startMap = chart => { openChart = chart; };

const isPlaced = device => device.lat !== 0 || device.lon !== 0;

/** About how long a text is: Chinese letters are square, others half as wide. */
const lengthOf = (text, size) => [...text].reduce((sum, c) => sum + (c > "\u2e7f" ? 1 : 0.55), 0) * size;

const apart = (a, b) => a.right < b.x || b.right < a.x || a.y < b.top || b.y < a.top;

/** A name, shortened to a length. */
function shortened(name, length) {
  if (lengthOf(name, letter) <= length) return name;
  let short = name;
  while (short.length > 1 && lengthOf(`${short}…`, letter) > length) short = short.slice(0, -1).trimEnd();
  return `${short}…`;
}

/** Where an area's name runs across no other area and no other name, shortened to its own area at need; else it shows under the pointer. */
function freeSpot(name, box, taken, boxes, height) {
  const others = [...taken, ...boxes.filter(each => each !== box)];
  for (const text of new Set([name, shortened(name, Math.max(box.right - box.x, letter * 5))])) {
    const length = lengthOf(text, letter);
    for (const left of [box.x + 6, box.right - length]) {
      for (const y of [box.top - 5, box.y + letter]) {
        const x = Math.max(0, Math.min(left, WIDTH - length)), spot = { text, x, y, right: x + length, top: y - letter * 0.8 };
        if (spot.top >= 0 && y + letter * 0.3 <= height && spot.right <= WIDTH && others.every(each => apart(spot, each))) {
          taken.push(spot);
          return spot;
        }
      }
    }
  }
  return null;
}

export function rebuildMap() {
  dots.clear();
  letter = Math.min(34, Math.max(14, (13 * WIDTH) / (byId("map").clientWidth || WIDTH)));
  const devices = [...state.devices.values()].filter(isPlaced);
  if (!devices.length) {
    byId("map").replaceChildren(el("p", { class: "quiet" }, word("no_place")));
    signs = null;
    return;
  }
  const lats = devices.map(d => d.lat), lons = devices.map(d => d.lon);
  const [south, north, west, east] = [Math.min(...lats), Math.max(...lats), Math.min(...lons), Math.max(...lons)];
  const narrow = Math.cos(((south + north) / 2) * Math.PI / 180);
  const scale = (WIDTH - 2 * EDGE) / Math.max((east - west) * narrow, (north - south) * 1.4, 1e-4);
  const height = Math.max(200, (north - south) * scale + 2 * EDGE);
  const indent = (WIDTH - 2 * EDGE - (east - west) * narrow * scale) / 2;
  place = d => [EDGE + indent + (d.lon - west) * narrow * scale, EDGE + (north - d.lat) * scale];
  const zones = svg("g"), names = svg("g"), boxes = [], points = svg("g");
  signs = svg("g");
  for (const area of state.site.areas) {
    const inside = devices.filter(d => d.area === area.path).map(place);
    if (!inside.length) continue;
    const xs = inside.map(p => p[0]), ys = inside.map(p => p[1]);
    boxes.push({ area, count: inside.length, x: Math.min(...xs) - 14, right: Math.max(...xs) + 14, top: Math.min(...ys) - 14, y: Math.max(...ys) + 14 });
  }
  const taken = [];
  for (const box of boxes.sort((a, b) => b.count - a.count)) {
    const name = pick(box.area.name);
    zones.append(svg("rect", { class: "zone", x: box.x, y: box.top, width: box.right - box.x, height: box.y - box.top, rx: 10 }, svg("title", {}, name)));
    const spot = freeSpot(name, box, taken, boxes, height);
    if (spot) names.append(svg("text", { class: "zone-name", x: spot.x, y: spot.y, "font-size": letter }, spot.text));
  }
  for (const device of devices) {
    const [cx, cy] = place(device);
    const dot = svg("circle", { class: "dot", cx, cy, r: devices.length > 1000 ? 2.5 : 4, onclick: () => openChart(device) },
      svg("title", {}, `${pick(device.name)} · ${device.id}`));
    dots.set(device.id, dot);
    points.append(dot);
  }
  byId("map").replaceChildren(svg("svg", { viewBox: `0 0 ${WIDTH} ${Math.round(height)}`, role: "img", "aria-label": word("map") }, zones, names, points, signs));
  updateMap();
}

/** Alarms stand out by shape, size, ring and name; the rest stays grey. */
export function updateMap() {
  if (!signs) return;
  const marks = [];
  const rank = { trouble: 0, supervisory: 1, alarm: 2 };
  for (const alarm of [...state.alarms].sort((a, b) => rank[a.kind] - rank[b.kind])) {
    const device = state.devices.get(alarm.subject);
    if (!device || !isPlaced(device)) continue;
    const [x, y] = place(device), size = alarm.kind === "alarm" ? 1.7 : 1, right = x + 30 + lengthOf(pick(device.name), letter * 1.15) > WIDTH;
    const group = svg("g", { class: `kind-${alarm.kind}` },
      alarm.kind === "alarm" ? svg("circle", { class: `ring${alarm.state.includes("unacknowledged") ? " unseen" : ""}`, cx: x, cy: y, r: 24 }) : null,
      svg("path", { class: "sign", d: shapePath(alarm.kind), transform: `translate(${x - 8 * size} ${y - 9 * size}) scale(${size})`, onclick: () => openChart(device) }, svg("title", {}, pick(alarm.message))),
      alarm.kind === "alarm" ? svg("text", { class: "sign-name", x: right ? x - 30 : x + 30, y: y + 6, "font-size": letter * 1.15, "text-anchor": right ? "end" : "start" }, pick(device.name)) : null);
    marks.push(group);
  }
  signs.replaceChildren(...marks);
}

export function tickMap() {
  const now = hubNow();
  for (const [id, dot] of dots) dot.classList.toggle("is-stale", isStale(state.devices.get(id), now));
}
