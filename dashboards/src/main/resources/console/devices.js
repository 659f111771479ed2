import { byId, el, say } from "./dom.js";
import { hubNow, isStale, state } from "./store.js";
import { age, number, pick, word } from "./words.js";

// Only rows in sight are elements, so thousands of devices cost no more than a screenful.
let rows = [];
let openChart = () => {};
const space = el("div", { class: "space" });
const pool = [];
/** A row's height, the part of the list in sight and where it is scrolled to, in pixels: asked of the page where they change, for asking at each tick would lay the whole page out. */
let rowHeight = 28, sight = 400, scrolled = 0;

export function startDevices(chart) {
  openChart = chart;
  const list = byId("device-list");
  list.append(space);
  list.addEventListener("scroll", () => { scrolled = list.scrollTop; draw(); });
  new ResizeObserver(() => {
    rowHeight = 2 * parseFloat(getComputedStyle(document.documentElement).fontSize);
    sight = list.clientHeight;
    scrolled = list.scrollTop;
    draw();
  }).observe(list);
  byId("search").addEventListener("input", arrange);
  byId("group").addEventListener("change", arrange);
}

export function rebuildDevices() {
  const group = byId("group"), chosen = group.value || "area";
  group.replaceChildren(...["area", "type"].map(each => el("option", { value: each, selected: each === chosen }, word(each))));
  arrange();
}

/** Filters, groups and sorts: groups with stale devices first, and in each the stale ones first, the longest silent on top. */
export function arrange() {
  const now = hubNow(), asked = byId("search").value.trim().toLowerCase(), by = byId("group").value || "area";
  const names = new Map((state.site?.areas ?? []).map(area => [area.path, area.name]));
  const groups = new Map();
  let stale = 0, all = 0;
  for (const device of state.devices.values()) {
    const silent = isStale(device, now), area = names.get(device.area);
    const text = [device.id, device.type, device.area, device.name.zh, device.name.en, area?.zh, area?.en].join(" ").toLowerCase();
    all++;
    if (silent) stale++;
    if (asked && !text.includes(asked)) continue;
    const key = by === "type" ? device.type : device.area;
    const group = groups.get(key) ?? { key, title: by === "type" ? key : pick(area) || key, devices: [], stale: 0 };
    groups.set(key, group);
    group.devices.push({ device, silent });
    if (silent) group.stale++;
  }
  rows = [...groups.values()].sort((a, b) => (b.stale > 0) - (a.stale > 0) || a.key.localeCompare(b.key)).flatMap(group => {
    group.devices.sort((a, b) => b.silent - a.silent || (a.silent ? (a.device.heard_at ?? 0) - (b.device.heard_at ?? 0) : 0) || a.device.id.localeCompare(b.device.id));
    return [{ group }, ...group.devices];
  });
  say(byId("device-count"), (state.site ? `${all}` : "–") + (stale ? ` · ${word("stale")} ${stale}` : ""));
  draw();
}

export function draw() {
  const now = hubNow(), height = rowHeight;
  const top = Math.max(0, Math.min(Math.floor(scrolled / height) - 2, rows.length - 1));
  const count = Math.min(rows.length - top, Math.ceil((sight || 400) / height) + 4);
  setHeight(space, rows.length * height);
  for (let i = 0; i < Math.max(count, pool.length); i++) {
    pool[i] ??= row();
    pool[i].node.hidden = i >= count;
    if (i < count) pool[i].show(rows[top + i], (top + i) * height, now);
  }
  setHeight(byId("device-list"), Math.max(3, rows.length) * height + 2);
}

/** Only where it differs: the same height again would have the page laid out again. */
function setHeight(node, pixels) {
  const height = `${pixels}px`;
  if (node.style.height !== height) node.style.height = height;
}

function row() {
  let shown = null;
  const heard = el("span", { class: "number" }), name = el("span"), type = el("span", { class: "dim wide" }), latest = el("span", { class: "dim wide number" });
  const node = el("div", { class: "row", onclick: () => shown?.device && openChart(shown.device) }, heard, name, type, latest);
  space.append(node);
  return { node, show(item, y, now) {
    shown = item;
    node.style.top = `${y}px`;
    node.hidden = false;
    const group = item.group;
    node.className = group ? "row group" : "row";
    type.hidden = latest.hidden = Boolean(group);
    if (group) {
      say(name, `${group.title} (${group.devices.length})`);
      say(heard, group.stale ? `■ ${word("stale")} ${group.stale}` : "");
      node.append(heard);
    } else {
      const { device } = item, silent = isStale(device, now);
      if (node.firstChild !== heard) node.prepend(heard);
      say(name, `${pick(device.name)} · ${device.id}`);
      say(type, device.type);
      say(heard, device.heard_at == null ? (silent ? "■ " : "") + word("never") : (silent ? `■ ${word("stale")} ` : "") + age(now - device.heard_at));
      say(latest, Object.entries(device.latest ?? {}).map(([key, value]) => `${word(key)} ${number(value)}`).join("  "));
      item.silent = silent;
    }
    heard.classList.toggle("is-stale", group ? group.stale > 0 : item.silent);
  } };
}
