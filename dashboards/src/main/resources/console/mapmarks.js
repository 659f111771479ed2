// What stands on the map beside the devices: incidents, wind, points of water and access, and names on the ground.
import { svg } from "./dom.js";
import { link, openIncidents, titleOf } from "./incidents.js";
import { heights, named } from "./mapground.js";
import { apart, lengthOf, spotFor } from "./mapnames.js";
import { areaName } from "./names.js";
import { hubNow, isStale, state } from "./store.js";
import { age, number, pick, word } from "./words.js";

/** Open incidents, each a link to its page. */
export function incidentMarks(place, unit) {
  return openIncidents().filter(each => each.lat != null).map(each => {
    const [x, y] = place(each), points = [0, 1, 2, 3, 4, 5].map(i => `${x + 34 * unit * Math.cos(i * Math.PI / 3)},${y + 34 * unit * Math.sin(i * Math.PI / 3)}`).join(" ");
    const name = `⬢ ${titleOf(each)} · ${word(each.severity)} · ${word(`state_${each.state}`)}`;
    return svg("a", { href: link(each), "aria-label": name, class: "incident-mark kind-alarm" }, svg("polygon", { points }), svg("title", {}, name));
  });
}

const stations = () => [...state.devices.values()].filter(device => device.latest?.wind_speed != null && device.latest?.wind_direction != null);

/** The wind at each station, as an arrow that flies with it; wind is named by where it comes from. */
export function windMarks(place, isPlaced, letter) {
  return stations().filter(isPlaced).map(station => {
    const [x, y] = place(station), { wind_speed: speed, wind_direction: from } = station.latest, size = letter / 13;
    return svg("g", { class: isStale(station, hubNow()) ? "wind is-stale" : "wind" }, svg("path", { d: "M0-15V11M-6 4L0 12L6 4", transform: `translate(${x} ${y}) rotate(${from}) scale(${size})` }),
      svg("title", {}, `${word("wind")} ${number(speed)} m/s · ${Math.round(from)}° · ${pick(station.name)}`));
  });
}

/** Wind and fire danger in words, each with its age. */
export function weatherNotes(now) {
  const wind = stations().map(each => `${word("wind")} ${pick(each.name)} ${number(each.latest.wind_speed)} m/s ${Math.round(each.latest.wind_direction)}° · ${word("age")} ${age(now - (each.observed_at ?? now))}${isStale(each, now) ? ` ■ ${word("stale")}` : ""}`);
  const danger = state.fire_weather.map(each => `${word("danger")} ${areaName(each.area)} ${pick(each.name)} · FWI ${number(each.fwi)} · ${word("age")} ${age(now - each.noon)}${each.estimated_days ? ` ■ ${word("estimated")}` : ""}`);
  return [...danger.slice(0, 6), ...wind.slice(0, 4)];
}

const POINTS = { "water-point": "M8 0C5 5 2.5 7.500 2.500 10.500a5.500 5.500 0 0 0 11 0C13.500 7.500 11 5 8 0z", "access-point": "M1 15V2h14v13h-4V9a3 3 0 0 0-6 0v6z" };

/** Water and ways in: a drop and a gate, with their names under the pointer and with the focus. */
export const pointMarks = (points, place, unit, letter) => svg("g", {}, ...points.map(each => {
  const [x, y] = place(each), name = pick(each.name), said = `${word(each.kind.replace("-", "_"))} · ${name}`;
  return svg("g", { class: each.kind, tabindex: 0, role: "img", "aria-label": said }, svg("title", {}, said),
    svg("path", { d: POINTS[each.kind], transform: `translate(${(x - 8 * unit).toFixed(1)} ${(y - 8 * unit).toFixed(1)}) scale(${unit.toFixed(3)})` }), svg("text", { class: "point-said", x: x + 11 * unit, y: y - 9 * unit, "font-size": letter }, name));
}));

/** Names of what is long or wide, each at the first of its places that has room. */
function namesAt(all, size, { place, taken, width, height }) {
  return all.flatMap(each => {
    const length = lengthOf(each.name, size);
    for (const [lon, lat] of each.spots) {
      const [x, y] = place({ lat, lon }), spot = { x: x - length / 2, right: x + length / 2, top: y - size, y: y + size * 0.4 };
      if (spot.x < 0 || spot.right > width || spot.top < 0 || spot.y > height || !taken.every(other => apart(spot, other))) continue;
      taken.push(spot);
      return [nameNode(each.kind, each.name, spot.x, y, size)];
    }
    return [];
  });
}

const nameNode = (kind, name, x, y, size) => svg("text", { class: `ground-name is-${kind}`, x: x.toFixed(1), y: y.toFixed(1), "font-size": size }, name);

/** The names of points, roads, waters and compartments that have room. */
export function groundNames(points, view) {
  const { place, letter, unit, taken, width, height } = view, size = letter * 0.9;
  return [...points.flatMap(each => {
    const spot = spotFor(pick(each.name), place(each), { letter: size, taken, width, height, gap: 11 * unit });
    return spot ? [nameNode(each.kind, pick(each.name), spot.x, spot.y, size)] : [];
  }), ...namesAt(named(), size, view)];
}

/** So many lines of equal height have theirs written on them at the most. */
const HEIGHTS_MAX = 60;
export const heightNames = view => namesAt(heights().slice(0, HEIGHTS_MAX), view.letter * 0.8, { ...view, place: at => { const [x, y] = view.place(at); return [x, y + view.letter * 0.3]; } });
