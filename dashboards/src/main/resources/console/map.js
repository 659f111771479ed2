import { byId, el, say, settle, shapePath, svg } from "./dom.js";
import { apart, incidentMarks, lengthOf, spotFor, weatherNotes, windMarks } from "./mapmarks.js";
import { hubNow, isStale, state } from "./store.js";
import { pick, word } from "./words.js";

const WIDTH = 800, EDGE = 40;
const dots = new Map();
let letter = 15;
let place = () => [0, 0];
let signs = null;
let zones = new Map();
let height = 200;
let areaNames = [];
/** Of each alarm that is shown its sign and its ring. */
let marks = new Map();
let names = { of: "", nodes: [] };
// One animation for all rings that call: each by itself would have every frame style, lay out and paint thousands of elements.
const callingRings = svg("g", { class: "calling-rings" }), quietRings = svg("g");
let openChart = () => {};

export const startMap = chart => { openChart = chart; };

const isPlaced = device => device.lat !== 0 || device.lon !== 0;

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

/** Where the coverage has holes, the ground is hatched: shape, not colour alone. */
const HATCH = () => svg("defs", {}, svg("pattern", { id: "hatch", width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("path", { d: "M0 0V8", class: "hatch-line" })));

function updateCoverage() {
  const known = new Map(state.coverage.map(each => [each.area, each]));
  for (const [path, { zone, name }] of zones) {
    const cover = known.get(path), holes = cover && cover.working < cover.all;
    zone.classList.toggle("has-holes", Boolean(holes));
    const said = holes ? [["blind", cover.blind], ["silent", cover.silent], ["out_of_service", cover.out_of_service]].filter(([, count]) => count).map(([key, count]) => `${word(`duty_${key}`)} ${count}`).join(", ") : "";
    say(zone.querySelector("title"), cover ? `${name} · ${word("coverage")} ${cover.percent} % (${cover.working}/${cover.all}) ${said}` : name);
  }
}

export function rebuildMap() {
  dots.clear();
  marks = new Map();
  names = { of: "", nodes: [] };
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
  height = Math.max(200, (north - south) * scale + 2 * EDGE);
  const indent = (WIDTH - 2 * EDGE - (east - west) * narrow * scale) / 2;
  place = d => [EDGE + indent + (d.lon - west) * narrow * scale, EDGE + (north - d.lat) * scale];
  const grounds = svg("g"), titles = svg("g"), boxes = [], points = svg("g");
  signs = svg("g");
  for (const area of state.site.areas) {
    const inside = devices.filter(d => d.area === area.path).map(place);
    if (!inside.length) continue;
    const xs = inside.map(p => p[0]), ys = inside.map(p => p[1]);
    boxes.push({ area, count: inside.length, x: Math.min(...xs) - 14, right: Math.max(...xs) + 14, top: Math.min(...ys) - 14, y: Math.max(...ys) + 14 });
  }
  const taken = areaNames = [];
  zones = new Map();
  for (const box of boxes.sort((a, b) => b.count - a.count)) {
    const name = pick(box.area.name);
    const zone = svg("rect", { class: "zone", x: box.x, y: box.top, width: box.right - box.x, height: box.y - box.top, rx: 10 }, svg("title", {}, name));
    zones.set(box.area.path, { zone, box, name });
    grounds.append(zone);
    const spot = freeSpot(name, box, taken, boxes, height);
    if (spot) titles.append(svg("text", { class: "zone-name", x: spot.x, y: spot.y, "font-size": letter }, spot.text));
  }
  for (const device of devices) {
    const [cx, cy] = place(device);
    const dot = svg("circle", { class: "dot", cx, cy, r: devices.length > 1000 ? 2.5 : 4, onclick: () => openChart(device) },
      svg("title", {}, `${pick(device.name)} · ${device.id}`));
    dots.set(device.id, dot);
    points.append(dot);
  }
  byId("map").replaceChildren(svg("svg", { viewBox: `0 0 ${WIDTH} ${Math.round(height)}`, role: "group", "aria-label": word("map") }, HATCH(), grounds, titles, points, signs));
  updateMap();
}

/** Alarms stand out by shape, size, ring and name; the rest stays grey. What has not changed since the last look stays as it is. */
export function updateMap() {
  if (!signs) return;
  const rank = { trouble: 0, supervisory: 1, alarm: 2 };
  const alarms = state.alarms.filter(alarm => alarm.list === "active" && isPlaced(state.devices.get(alarm.subject) ?? { lat: 0, lon: 0 })).sort((a, b) => rank[a.kind] - rank[b.kind]);
  const shown = alarms.map(alarm => marks.get(alarm.id) ?? markOf(alarm)), unseen = alarms.map(alarm => alarm.state.includes("unacknowledged"));
  marks = new Map(alarms.map((alarm, i) => [alarm.id, shown[i]]));
  shown.forEach((mark, i) => say(mark.title, pick(alarms[i].message)));
  const rings = isCalling => shown.filter((mark, i) => mark.ring && unseen[i] === isCalling).map(mark => mark.ring);
  settle(callingRings, rings(true));
  settle(quietRings, rings(false));
  settle(signs, [...(callingRings.firstChild ? [callingRings] : []), quietRings, ...windMarks(place, isPlaced, letter), ...incidentMarks(place), ...shown.map(mark => mark.sign), ...namesOf(alarms)]);
  updateCoverage();
}

/** What stands for an alarm on the map; all of it but whether it calls stays the same for as long as the alarm does. */
function markOf(alarm) {
  const device = state.devices.get(alarm.subject), [x, y] = place(device), scale = alarm.kind === "alarm" ? 1.7 : 1, title = svg("title", {}, pick(alarm.message));
  return {
    title,
    ring: alarm.kind === "alarm" ? svg("circle", { class: "ring kind-alarm", cx: x, cy: y, r: 24 }) : null,
    sign: svg("g", { class: `kind-${alarm.kind}` },
      svg("path", { class: "sign", d: shapePath(alarm.kind), transform: `translate(${x - 8 * scale} ${y - 9 * scale}) scale(${scale})`, onclick: () => openChart(device) }, title)),
  };
}

/** The names of the devices that have a fire alarm, where there is room for them; found anew only when other alarms are shown. */
function namesOf(alarms) {
  const of = alarms.map(alarm => alarm.id).join();
  if (names.of === of) return names.nodes;
  const size = letter * 1.15, boxes = [...zones.values()].map(each => each.box), taken = [...areaNames];
  for (const alarm of alarms) {
    const [x, y] = place(state.devices.get(alarm.subject)), r = alarm.kind === "alarm" ? 24 : 10;
    taken.push({ x: x - r, right: x + r, top: y - r, y: y + r });
  }
  const nodes = [];
  for (const alarm of alarms.filter(each => each.kind === "alarm")) {
    const device = state.devices.get(alarm.subject), others = boxes.filter(each => each.area.path !== device.area);
    const spot = spotFor(pick(device.name), place(device), { letter: size, taken, others, width: WIDTH, height });
    if (spot) nodes.push(svg("text", { class: "sign-name", x: spot.x, y: spot.y, "font-size": size }, pick(device.name)));
  }
  names = { of, nodes };
  return nodes;
}

export function tickMap() {
  const now = hubNow();
  for (const [id, dot] of dots) {
    const device = state.devices.get(id);
    dot.classList.toggle("is-stale", isStale(device, now));
    dot.classList.toggle("is-blind", ["blind", "warming_up", "out_of_service"].includes(device.duty));
  }
  const notes = weatherNotes(now).join("\n");
  say(byId("map-note"), notes);
}
