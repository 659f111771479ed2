// What stands on the map beside the devices: incidents, wind, and names that keep out of each other's way.
import { svg } from "./dom.js";
import { link, openIncidents, titleOf } from "./incidents.js";
import { areaName } from "./names.js";
import { hubNow, isStale, state } from "./store.js";
import { age, number, pick, word } from "./words.js";

/** About how long a text is: Chinese letters are square, others half as wide. */
export const lengthOf = (text, size) => [...text].reduce((sum, c) => sum + (c > "\u2e7f" ? 1 : 0.55), 0) * size;
export const apart = (a, b) => a.right < b.x || b.right < a.x || a.y < b.top || b.y < a.top;

/** Where a name beside a point crosses nothing that is taken and none of the others, and stays on the map, and takes it; else none, and it shows under the pointer. */
export function spotFor(name, [x, y], { letter, taken, others = [], width, height, gap = 30 }) {
  const length = lengthOf(name, letter);
  for (const [left, base] of [[x + gap, y + letter * 0.4], [x - gap - length, y + letter * 0.4], [x - length / 2, y - gap], [x - length / 2, y + gap + letter * 0.6]]) {
    const spot = { x: left, right: left + length, top: base - letter, y: base + letter * 0.3 };
    if (left >= 0 && spot.right <= width && spot.top >= 0 && spot.y <= height && [taken, others].every(all => all.every(each => apart(spot, each)))) {
      taken.push(spot);
      return { x: left, y: base };
    }
  }
  return null;
}

/** Open incidents, each a link to its page. */
export function incidentMarks(place) {
  return openIncidents().filter(each => each.lat != null).map(each => {
    const [x, y] = place(each), points = [0, 1, 2, 3, 4, 5].map(i => `${x + 34 * Math.cos(i * Math.PI / 3)},${y + 34 * Math.sin(i * Math.PI / 3)}`).join(" ");
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
