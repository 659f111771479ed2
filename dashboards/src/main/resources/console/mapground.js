// The ground beneath the devices, as the hub's map has it: fetched once, and again after each whole state, where the hub says at once that it is the same.
import { svg } from "./dom.js";
import { lookUp } from "./signin.js";
import { language, pick } from "./words.js";

/** One of ground's units is a pixel of this zoom; the drawing is scaled to the others, so that it is made once. */
const ZOOM = 14;
const KINDS = ["compartment", "water", "stream", "coast", "building", "firebreak", "track", "road"];
let known = { version: "", features: [] };

/** Web Mercator (EPSG:3857), in pixels of a zoom. */
export function world(lat, lon, zoom) {
  const size = 256 * 2 ** zoom, sine = Math.sin(lat * Math.PI / 180);
  return [size * (lon / 360 + 0.5), size * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))];
}

/** Fetches the map; true where it is another one than before. A hub that gives none leaves what there is. */
export async function loadGround() {
  if (contours.isLost) contours = { of: "", all: [] };
  try {
    const answer = await lookUp("/api/v1/map");
    if (!answer.ok) return false;
    const map = await answer.json(), isOther = map.version !== known.version;
    if (isOther) known = map;
    return isOther;
  } catch {
    return false;
  }
}

const parts = feature => (feature.geometry.type === "MultiPolygon" ? feature.geometry.coordinates.flat() : feature.geometry.coordinates);
const isPoint = feature => feature.geometry.type === "Point";
const ofKind = (...kinds) => known.features.filter(each => kinds.includes(each.properties.kind));

/** The borders of areas: of each path its rings, of [longitude, latitude]. */
export const borders = () => new Map(ofKind("area").map(each => [each.properties.area, parts(each)]));
export const points = () => known.features.filter(isPoint).map(each => ({ id: each.id, kind: each.properties.kind, name: each.properties.name, lon: each.geometry.coordinates[0], lat: each.geometry.coordinates[1] }));
export const has = kind => known.features.some(each => each.properties.kind === kind);

/** The server of tiles that the site names; none for most. */
export const tiles = () => known.tiles ?? null;

/** All positions that say how large the map is; the sea and the roads go on beyond it. */
export const extent = () => ofKind("area", "compartment").flatMap(each => parts(each).flat());

/** What has a name on the ground, with a position that stands for it; what is named most widely first. */
export function named() {
  return ofKind("water", "road", "stream", "compartment", "track").filter(each => each.properties.name).map(each => {
    const longest = parts(each).reduce((a, b) => (b.length > a.length ? b : a));
    if (each.geometry.type !== "MultiPolygon") return { kind: each.properties.kind, name: pick(each.properties.name), spots: [0.5, 0.25, 0.75, 0.4, 0.6].map(at => longest[Math.floor((longest.length - 1) * at)]) };
    const lons = longest.map(p => p[0]), lats = longest.map(p => p[1]);
    return { kind: each.properties.kind, name: pick(each.properties.name), spots: [[(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2]] };
  });
}

const lineOf = (line, [left, top]) => `M${line.map(([lon, lat]) => {
  const [x, y] = world(lat, lon, ZOOM);
  return `${(x - left).toFixed(2)} ${(y - top).toFixed(2)}`;
}).join("L")}`;
const pathOf = (feature, origin) => parts(feature).map(line => `${lineOf(line, origin)}${feature.geometry.type === "MultiPolygon" ? "Z" : ""}`).join("");

/** The shade on slopes. Over the degree that a grid may be wide, its rows and the map's differ by less than a pixel in a thousand. */
function relief([left, top]) {
  if (!known.relief) return [];
  const { north, south, west, east } = known.relief, [x, y] = world(north, west, ZOOM), [right, bottom] = world(south, east, ZOOM);
  return [svg("image", { class: "relief", href: `/api/v1/map/relief.png?v=${known.version}`, x: x - left, y: y - top, width: right - x, height: bottom - y, preserveAspectRatio: "none" })];
}

/** The lines of equal height of the map that is known. */
let contours = { of: "", all: [] };

/** Has the lines of equal height worked out, once for each map; `then` is told when they are there. Where the hub does not answer it is asked again after the next whole state. */
export async function loadContours(then) {
  const { version } = known;
  if (!known.relief || contours.of === version) return;
  contours = { of: version, all: [] };
  const answer = await lookUp(`/api/v1/map/heights?v=${version}`).catch(() => null);
  if (!answer?.ok) return void (contours.isLost = true);
  const worker = new Worker("/assets/contours.js");
  worker.addEventListener("message", ({ data }) => {
    worker.terminate();
    if (contours.of !== version) return;
    contours = { of: version, all: data };
    then();
  });
  worker.postMessage(await answer.text());
}

/** The main lines with their heights, the longest first, each with places where its height may stand. */
export const heights = () => contours.all.filter(each => each.isMain).flatMap(({ metres, lines }) => lines.map(line => ({ metres, line }))).sort((a, b) => b.line.length - a.line.length)
  .map(({ metres, line }) => ({ kind: "contour", name: `${metres} m`, spots: [0.5, 0.25, 0.75, 0.1, 0.9].map(at => line[Math.floor((line.length - 1) * at)]) }));

const contourPaths = origin => contours.all.map(({ isMain, lines }) => svg("path", { class: `contour${isMain ? " is-main" : ""}`, d: lines.map(line => lineOf(line, origin)).join("") }));

let drawn = { of: "", node: svg("g") };

/** The drawing of the ground, scaled to a zoom; its north west corner is the origin. Lines of equal height show from near. */
export function groundDrawing(north, west, zoom, isNear) {
  const of = `${known.version} ${contours.all.length} ${north} ${west} ${language}`, origin = world(north, west, ZOOM);
  if (drawn.of !== of) {
    const lines = KINDS.flatMap(kind => ofKind(kind).map(each => {
      const d = pathOf(each, origin), name = each.properties.name && svg("title", {}, pick(each.properties.name));
      // A road has an edge: a second, narrower line upon the first.
      return kind === "road" ? svg("g", {}, svg("path", { class: "ground-road-edge", d }), svg("path", { class: "ground-road", d }, name)) : svg("path", { class: `ground-${kind}`, d }, name);
    }));
    // The land's own shade lies upon its compartments and beneath water and lines.
    const at = ofKind("compartment").length;
    drawn = { of, node: svg("g", { class: "ground" }, ...lines.slice(0, at), ...relief(origin), ...contourPaths(origin), ...lines.slice(at)) };
  }
  drawn.node.classList.toggle("is-near", isNear);
  drawn.node.setAttribute("transform", `scale(${2 ** (zoom - ZOOM)})`);
  return drawn.node;
}
