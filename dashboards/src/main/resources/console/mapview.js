// Moving about the map: Leaflet has the moving, the devices and their signs are ours.
import { byId, el, say, svg } from "./dom.js";
import { tiles, world } from "./mapground.js";
import { word } from "./words.js";

let L = null;
let coming = null;
/** Leaflet is asked for where a map is to be seen, and draws once it is here: alarms do not wait for it, and a phone's page never loads it. */
const askForLeaflet = then => { coming ??= import("/vendor/leaflet.js").then(() => { L = globalThis.L; then(); }, () => { coming = null; }); };
/** A wall that somebody moved shows the whole site again after so long. */
const RETURN_MS = 120_000;
const NEARER_MAX = 6;
let map = null;
let layer = null;
let frame = null;
let pictures = { of: "null", layer: null };
let fitting = false;
let away = false;
let movedAt = 0;
let drawAnew = () => {};
let goToGravest = () => {};

const isWall = () => document.documentElement.dataset.page === "wall";
const isCoarse = matchMedia("(pointer: coarse)").matches;

/** What the buttons of the map and their keys do. */
export const mapDoing = {
  "+": () => map?.zoomIn(), "=": () => map?.zoomIn(), "-": () => map?.zoomOut(), 0: () => showWhole(), v: () => goToGravest(),
};

function whole() {
  const { north, south, west, east } = frame;
  return L.latLngBounds([south, west], [north, east]);
}

function fit() {
  fitting = true;
  map.setMinZoom(0).setMaxZoom(22);
  map.fitBounds(whole(), { animate: false });
  const zoom = map.getZoom();
  map.setMinZoom(zoom - 0.5).setMaxZoom(Math.min(zoom + NEARER_MAX, 20));
  fitting = false;
}

export function showWhole() {
  if (!map) return;
  away = false;
  fit();
}

/** A finger scrolls the page over a map that is whole, and moves one that is not. */
function moved() {
  if (!fitting) { away = true; movedAt = performance.now(); }
}

/** The keyboard moves the map while it has the focus; so does the wheel, which else scrolls the page. */
function begin() {
  map = L.map("map", { zoomControl: false, attributionControl: false, fadeAnimation: false, zoomSnap: 0, zoomDelta: 1, wheelPxPerZoomLevel: 120, scrollWheelZoom: false, bounceAtZoomLimits: false, maxBoundsViscosity: 0.8, dragging: !isCoarse,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches });
  map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
  map.on("movestart zoomstart", moved);
  map.on("zoomend", () => {
    if (isCoarse) map.dragging[away ? "enable" : "disable"]();
    drawAnew();
  });
  L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
  new ResizeObserver(() => {
    if (!byId("map").clientWidth || !frame) return;
    map.invalidateSize({ pan: false });
    if (!away) fit();
  }).observe(byId("map"));
}

/**
 * Lays a drawing over a part of the earth. False where the map is not to be seen now, and nothing is drawn.
 *
 * @param node the drawing, which is as wide and as high as `size` says
 * @param again told once there can be a view, where there cannot yet
 */
export function startView(node, bounds, { draw, gravest, again }) {
  drawAnew = draw;
  goToGravest = gravest;
  if (!byId("map").clientWidth) return false;
  if (!L) {
    askForLeaflet(again);
    return false;
  }
  const isOther = JSON.stringify(bounds) !== JSON.stringify(frame);
  frame = bounds;
  if (!map) begin();
  byId("map").setAttribute("aria-label", word("map"));
  byId("map").setAttribute("role", "group");
  if (layer?.getElement() !== node || isOther) {
    layer?.remove();
    layer = L.svgOverlay(node, whole());
    map.setMaxBounds(whole().pad(0.5));
    if (isOther || !away) showWhole();
    layer.addTo(map);
  }
  layPictures(tiles());
  tools();
  return true;
}

/** Pictures of the ground from the site's server of tiles, beneath all that is drawn; until one comes, and without any, the map is as ever. */
function layPictures(from) {
  const of = JSON.stringify(from);
  if (pictures.of === of) return;
  pictures.layer?.remove();
  pictures = { of, layer: null };
  document.documentElement.removeAttribute("data-tiles");
  say(byId("map-credit"), from?.attribution ?? "");
  if (!from) return;
  pictures.layer = L.gridLayer({ maxZoom: 22, maxNativeZoom: from.zoom_max, noWrap: true, updateWhenZooming: false, keepBuffer: 1 });
  pictures.layer.createTile = (at, done) => tile(from.url, at, done);
  pictures.layer.on("tileload", () => document.documentElement.setAttribute("data-tiles", "")).addTo(map);
}

/** Leaflet's own tiles are of no use here: those that it gives up become pictures of data, which the page's policy forbids. */
function tile(url, at, done) {
  const node = el("img", { alt: "", referrerPolicy: "no-referrer", onload: () => done(null, node), onerror: () => done(new Error("no tile"), node) });
  node.src = url.replace("{z}", at.z).replace("{x}", at.x).replace("{y}", at.y);
  return node;
}

export const zoomOf = () => map.getZoom();

/** How large the drawing is at this zoom, in pixels, and where in it a place is. */
export function projection() {
  const zoom = map.getZoom(), [left, top] = world(frame.north, frame.west, zoom), [right, bottom] = world(frame.south, frame.east, zoom);
  return { width: right - left, height: bottom - top, place: at => { const [x, y] = world(at.lat, at.lon, zoom); return [x - left, y - top]; } };
}

/** How many metres there are in so many pixels. */
export const metresAcross = pixels => pixels * 40_075_017 * Math.cos(map.getCenter().lat * Math.PI / 180) / (256 * 2 ** map.getZoom());

/** Which places are out of sight now; the bounds are asked for once, as there may be a thousand. */
export function outOfView(places) {
  const seen = map?.getBounds();
  return places.filter(at => !seen?.contains([at.lat, at.lon]));
}

/** Goes near a place; what is around it stays in sight. */
export function lookAt(at) {
  map?.setView([at.lat, at.lon], Math.max(map.getZoom(), Math.min(map.getMaxZoom(), map.getBoundsZoom(whole()) + 2)), { animate: false });
}

/** A wall goes back by itself: at once where something grave is out of its sight, else after a while. */
export function returnWall(isGraveHidden) {
  if (map && away && isWall() && (isGraveHidden || performance.now() - movedAt > RETURN_MS)) showWhole();
}

/** Of each button its key, its name and its picture. */
const TOOLS = [["+", "zoom_in", "M8 2V14M2 8H14"], ["-", "zoom_out", "M2 8H14"], ["0", "whole_site", "M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10"], ["v", "gravest", "M8 0V5M8 11V16M0 8H5M11 8H16M8 3A5 5 0 1 1 7.990 3"]];

function tools() {
  const bar = byId("map-tools");
  bar.setAttribute("aria-label", word("map_tools"));
  if (!bar.firstChild) bar.append(...TOOLS.map(([key, name, d]) => el("button", { type: "button", "data-tool": name, onclick: () => mapDoing[key]() }, svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d })), el("kbd", { "aria-hidden": "true" }, key))));
  for (const button of bar.children) {
    const name = button.dataset.tool, text = `${word(name)} (${TOOLS.find(each => each[1] === name)[0]})`;
    button.setAttribute("aria-label", text);
    button.title = text;
  }
  say(byId("north"), `${word("north")} ↑`);
}
