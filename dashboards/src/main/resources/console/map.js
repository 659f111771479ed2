import { byId, el, say, settle, shapePath, svg } from "./dom.js";
import { openIncidents } from "./incidents.js";
import { borders, extent, groundDrawing, has, loadContours, loadGround, points } from "./mapground.js";
import { groundNames, heightNames, incidentMarks, pointMarks, weatherNotes, windMarks } from "./mapmarks.js";
import { apart, lengthOf, roomIn, spotFor } from "./mapnames.js";
import { lookAt, metresAcross, outOfView, projection, returnWall, startView, zoomOf } from "./mapview.js";
import { hubNow, isStale, state } from "./store.js";
import { pick, word } from "./words.js";

const dots = new Map();
let letter = 13, width = 0, height = 0;
let place = () => [0, 0];
let signs = null;
let zones = new Map();
/** The areas that have borders, with these and their devices in the drawing. */
let bordered = [];
/** Where the names of areas and of the ground stand. */
let titleSpots = [];
/** Of each alarm that is shown its sign and its ring. */
let marks = new Map();
let names = { of: null, nodes: [] };
/** From so near on, in metres for a unit, the ground has names too. */
const NEAR_M = 5;
/** From so near on it has lines of equal height. */
const CONTOURS_M = 12;
const hasContours = () => metresAcross(unit) < CONTOURS_M;
/** With more alarms than these the names of areas no longer keep off them. */
const ALARMS_NAMED_MAX = 60;
/** The grave incidents that were there at the last look. */
let grave = new Set();
let dotsOf = "";
// One animation for all rings that call: each by itself would have every frame style, lay out and paint thousands of elements.
const callingRings = svg("g", { class: "calling-rings" }), quietRings = svg("g"), dotGroup = svg("g"), titles = svg("g"), drawing = svg("svg", { role: "group" });
let openChart = () => {};

export function startMap(chart) {
  openChart = chart;
  byId("map-outside").addEventListener("click", showOutside);
}

const isPlaced = device => device.lat !== 0 || device.lon !== 0;
/** How large signs are; on a small map they are smaller. */
let unit = 1;

/** A name, shortened to a length. */
function shortened(name, length) {
  if (lengthOf(name, letter) <= length) return name;
  let short = name;
  while (short.length > 1 && lengthOf(`${short}…`, letter) > length) short = short.slice(0, -1).trimEnd();
  return `${short}…`;
}

/** Where the name of an area without a border runs across no other area and no other name, shortened to its own area at need; else it shows under the pointer. */
function freeSpot(name, box, taken, boxes) {
  const others = [...taken, ...boxes.filter(each => each !== box)];
  for (const text of new Set([name, shortened(name, Math.max(box.right - box.x, letter * 5))])) {
    const length = lengthOf(text, letter);
    for (const left of [box.x + 6, box.right - length]) {
      for (const y of [box.top - 5, box.y + letter]) {
        const x = Math.max(0, Math.min(left, width - length)), spot = { x, y, right: x + length, top: y - letter * 0.8 };
        if (spot.top >= 0 && y + letter * 0.3 <= height && spot.right <= width && others.every(each => apart(spot, each))) {
          taken.push(spot);
          return { text: [text], x: x + length / 2, y };
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

/** Of what the map must show all: the devices and the areas that have borders. */
function frameOf(devices) {
  const all = [...devices.map(each => [each.lon, each.lat]), ...extent()], lons = all.map(p => p[0]), lats = all.map(p => p[1]);
  const box = { west: Math.min(...lons), east: Math.max(...lons), south: Math.min(...lats), north: Math.max(...lats) };
  const margin = Math.max((box.east - box.west) * 0.04, (box.north - box.south) * 0.04, 5e-4);
  return { west: box.west - margin, east: box.east + margin, south: box.south - margin, north: box.north + margin };
}

/** Another site, language, theme or page: the map is laid out anew; where it is not to be seen now, when it is. */
export function rebuildMap() {
  const devices = [...state.devices.values()].filter(isPlaced);
  byId("map-none").hidden = devices.length > 0 || !state.site;
  byId("map-frame").hidden = !devices.length;
  say(byId("map-none"), word("no_place"));
  dotsOf = "";
  signs = null;
  if (devices.length && startView(drawing, frameOf(devices), { draw, gravest: showGravest, again: rebuildMap })) draw();
}

/** Draws what is shown at this zoom: what is near one another goes apart, and nothing grows. */
function draw() {
  const devices = [...state.devices.values()].filter(isPlaced), drawn = projection();
  ({ width, height, place } = drawn);
  letter = Math.max(12, parseFloat(getComputedStyle(byId("map")).fontSize) * 0.93);
  unit = letter / 13 * Math.min(1, Math.max(0.6, Math.sqrt(byId("map").clientWidth / (700 * letter / 13))));
  drawing.setAttribute("viewBox", `0 0 ${width.toFixed(2)} ${height.toFixed(2)}`);
  drawing.setAttribute("aria-label", word("map"));
  marks = new Map();
  names = { of: null, nodes: [] };
  signs = svg("g");
  drawDots(devices);
  const grounds = svg("g"), frame = frameOf(devices);
  drawAreas(devices, grounds);
  drawing.replaceChildren(HATCH(), groundDrawing(frame.north, frame.west, zoomOf(), hasContours()), grounds, titles, dotGroup, pointMarks(points(), place, unit, letter), signs);
  updateMap();
  if (hasContours()) loadContours(draw);
}

function drawDots(devices) {
  const of = devices.map(each => each.id).join();
  if (of !== dotsOf) {
    dotsOf = of;
    dots.clear();
    for (const device of devices) dots.set(device.id, svg("circle", { class: "dot", onclick: () => openChart(device) }, svg("title", {}, `${pick(device.name)} · ${device.id}`)));
    dotGroup.replaceChildren(...dots.values());
  }
  const r = (devices.length > 1000 ? 2.5 : 4) * unit;
  for (const device of devices) {
    const [cx, cy] = place(device), dot = dots.get(device.id);
    dot.setAttribute("cx", cx.toFixed(1));
    dot.setAttribute("cy", cy.toFixed(1));
    dot.setAttribute("r", r.toFixed(1));
  }
}

/** The areas, by their borders, or by boxes around their devices; those that have others in them beneath those. */
function drawAreas(devices, grounds) {
  const drawn = new Map([...borders()].map(([path, rings]) => [path, rings.map(ring => ring.map(([lon, lat]) => place({ lat, lon })))]));
  const boxes = [];
  bordered = [];
  zones = new Map();
  for (const area of state.site.areas) {
    const inside = devices.filter(each => each.area === area.path).map(place), rings = drawn.get(area.path);
    if (rings) bordered.push({ area, rings, inside, depth: area.path.split("/").length });
    else if (inside.length) {
      const xs = inside.map(p => p[0]), ys = inside.map(p => p[1]), edge = 14 * unit;
      boxes.push({ area, count: inside.length, x: Math.min(...xs) - edge, right: Math.max(...xs) + edge, top: Math.min(...ys) - edge, y: Math.max(...ys) + edge });
    }
  }
  for (const { area, rings, depth } of bordered.sort((a, b) => a.depth - b.depth)) {
    const d = rings.map(ring => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`).join("");
    const isParent = bordered.some(other => other.area.path.startsWith(`${area.path}/`));
    zone(area, svg("path", { class: `zone is-border${isParent ? " is-parent" : ""}${depth > 1 ? "" : " is-outer"}`, d }, svg("title", {}, pick(area.name))), grounds);
  }
  for (const box of boxes) zone(box.area, svg("rect", { class: "zone", x: box.x, y: box.top, width: box.right - box.x, height: box.y - box.top, rx: 10 }, svg("title", {}, pick(box.area.name))), grounds, box);
}

/** The names of areas, then of what is on the ground; all of them keep off what is taken. */
function drawTitles(taken) {
  titles.replaceChildren();
  for (const { area, rings, inside } of bordered) {
    const ring = rings.reduce((a, b) => (b.length > a.length ? b : a));
    const avoid = bordered.filter(other => other.area.path.startsWith(`${area.path}/`)).flatMap(other => other.rings);
    const room = roomIn(ring, pick(area.name), { letter, taken, dots: inside, avoid });
    if (room) title({ text: room.text, x: room.x, y: room.spot.top + room.size * 0.95 }, room.size);
  }
  const boxes = [...zones.values()].map(each => each.box).filter(Boolean);
  for (const box of boxes.sort((a, b) => b.count - a.count)) {
    const spot = freeSpot(pick(box.area.name), box, taken, boxes);
    if (spot) title(spot, letter);
  }
  if (metresAcross(unit) < NEAR_M) titles.append(...groundNames(points(), { place, letter, unit, taken, width, height }));
  if (hasContours()) titles.append(...heightNames({ place, letter, taken, width, height }));
}

function zone(area, node, grounds, box = null) {
  zones.set(area.path, { zone: node, box, name: pick(area.name) });
  grounds.append(node);
}

const title = ({ text, x, y }, size) => titles.append(...text.map((line, i) => svg("text", { class: "zone-name", x: x.toFixed(1), y: (y + i * size * 1.25).toFixed(1), "font-size": size }, line)));

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
  settle(signs, [...(callingRings.firstChild ? [callingRings] : []), quietRings, ...windMarks(place, isPlaced, letter), ...incidentMarks(place, unit), ...shown.map(mark => mark.sign), ...namesOf(alarms)]);
  updateCoverage();
  watchGrave();
}

/** What stands for an alarm on the map; all of it but whether it calls stays the same for as long as the alarm does. */
function markOf(alarm) {
  const device = state.devices.get(alarm.subject), [x, y] = place(device), scale = (alarm.kind === "alarm" ? 1.7 : 1) * unit, title = svg("title", {}, pick(alarm.message));
  return {
    title,
    ring: alarm.kind === "alarm" ? svg("circle", { class: "ring kind-alarm", cx: x, cy: y, r: 24 * unit }) : null,
    sign: svg("g", { class: `kind-${alarm.kind}` },
      svg("path", { class: "sign", d: shapePath(alarm.kind), transform: `translate(${x - 8 * scale} ${y - 9 * scale}) scale(${scale})`, onclick: () => openChart(device) }, title)),
  };
}

/** The names of the devices that have a fire alarm, where there is room for them; found anew only when other alarms are shown. */
function namesOf(alarms) {
  const of = alarms.map(alarm => alarm.id).join();
  if (names.of === of) return names.nodes;
  const size = letter * 1.15, boxes = [...zones.values()].map(each => each.box).filter(Boolean), taken = [];
  const take = (at, r) => { const [x, y] = place(at); taken.push({ x: x - r, right: x + r, top: y - r, y: y + r }); };
  for (const alarm of alarms) take(state.devices.get(alarm.subject), (alarm.kind === "alarm" ? 24 : 10) * unit);
  for (const point of points()) take(point, 9 * unit);
  // In a crowd names of areas have no room, and looking for it would be dear: they stay where they are.
  const isCrowd = alarms.length > ALARMS_NAMED_MAX, nodes = [];
  if (isCrowd && names.of === null) drawTitles(titleSpots = []);
  if (isCrowd) taken.push(...titleSpots);
  for (const subject of new Set(alarms.filter(each => each.kind === "alarm").map(each => each.subject))) {
    const device = state.devices.get(subject), others = boxes.filter(each => each.area?.path !== device.area);
    const spot = spotFor(pick(device.name), place(device), { letter: size, taken, others, width, height, gap: 30 * unit });
    if (spot) nodes.push(svg("text", { class: "sign-name", x: spot.x, y: spot.y, "font-size": size }, pick(device.name)));
  }
  const named = taken.length;
  if (!isCrowd) {
    drawTitles(taken);
    titleSpots = taken.slice(named);
  }
  names = { of, nodes };
  return nodes;
}

const placedIncidents = () => openIncidents().filter(each => each.lat != null);

/** Goes to the gravest incident, as the list has it. */
function showGravest() {
  const first = placedIncidents()[0];
  if (first) lookAt(first);
}

function showOutside() {
  const [hidden] = outOfView(placedIncidents());
  if (hidden) lookAt(hidden);
}

/** A new grave incident is never out of a wall's sight; elsewhere the map stays where somebody put it, and says what it does not show. */
function watchGrave() {
  const all = placedIncidents(), isGrave = each => ["critical", "extreme"].includes(each.severity), isNew = each => isGrave(each) && !grave.has(each.id);
  returnWall(outOfView(all).some(isNew));
  grave = new Set(all.filter(isGrave).map(each => each.id));
  const outside = outOfView(all).length;
  byId("map-outside").hidden = !outside;
  if (outside) say(byId("map-outside"), `⬢ ${outside} ${word("outside")}`);
}

/** A whole state came: perhaps with another map. */
export async function refreshGround() {
  if (!await loadGround()) return;
  document.documentElement.toggleAttribute("data-ground", has("area") || has("compartment"));
  rebuildMap();
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
  if (signs) watchGrave();
}
