import { byId, say } from "./dom.js";
import { connect, hubNow, link, prepare, reconnectWhereSilent, state } from "./store.js";
import { age, clockTime, dayTime, language, pick, setZone, switchLanguage, word } from "./words.js";
import { startActs, takeBack } from "./acts.js";
import { press, rebuildAlarms, startAlarms, step, tickAlarms, updateAlarms } from "./alarms.js";
import { updateActing } from "./actuators.js";
import { startHeader } from "./header.js";
import { rebuildKeys, startKeys } from "./keys.js";
import { loadKpi, rebuildKpi, tickKpi } from "./kpi.js";
import { LISTS, choose, filter, rebuildLists, startLists, toggleFirst } from "./lists.js";
import { beginMaintenance, startSilenced } from "./silenced.js";
import { mute, noticeDrill, noticeNew, showNotify, startSound, tickSound, titleOf } from "./sound.js";
import { arrange, rebuildDevices, startDevices } from "./devices.js";
import { rebuildMap, refreshGround, startMap, tickMap, updateMap } from "./map.js";
import { mapDoing } from "./mapview.js";
import { updateDrill } from "./drill.js";
import { load, openChart, openNewest, rebuildChart, startChart } from "./chart.js";
import { updateHub } from "./hub.js";
import { openIncidents, link as linkTo, takeCalling, tickIncidents, updateIncidents } from "./incidents.js";
import { noticeOldPage, startOldPage } from "./oldpage.js";
import { changePage, loadPages, openPage, route, tickPage } from "./pages.js";
import { askWhereSignedOut, isSignedOut, loadSession, showSession } from "./signin.js";

const root = document.documentElement;

function rebuild() {
  root.lang = language === "zh" ? "zh-CN" : "en";
  document.querySelector("nav").setAttribute("aria-label", word("pages"));
  for (const node of document.querySelectorAll("[data-word]")) say(node, word(node.dataset.word));
  say(byId("language"), word("other_language"));
  say(byId("theme"), word(nextTheme() === "wall" ? "wall_theme" : nextTheme()));
  if (state.site) {
    setZone(state.site.zone);
    say(byId("site-name"), pick(state.site.name));
  }
  updateDrill();
  rebuildKeys();
  rebuildLists();
  rebuildAlarms();
  updateIncidents(true);
  rebuildKpi();
  show();
  openPage(true);
  rebuildDevices();
  rebuildMap();
  rebuildChart();
  updateHub(true);
  updateActing(true);
  showSession();
  showNotify();
  tick();
  tellTime();
}

function tellTime() {
  if (link() !== "live") return;
  say(byId("clock"), `${dayTime(hubNow())} ${state.site.zone}`);
  say(byId("hub-age"), `${word("as_of")} ${clockTime(state.now)} · ${word("age")} ${age(hubNow() - state.now)}`);
}

function changed(what) {
  const { whole, alarms, incidents } = what;
  if (what.full) return tick();
  if (what.opened) return void loadSession(); // it may be another's now, who signed in in another tab
  if (what.isState) { refreshGround(); noticeOldPage(); loadPages(); }
  if (whole) rebuild();
  else if (alarms || incidents) { updateAlarms(); updateIncidents(); updateMap(); }
  updateDrill();
  noticeDrill();
  changePage(what);
  updateActing(false);
  if (whole || alarms) { openNewest(); noticeNew(); }
  tick();
}

function tick() {
  const now = link(), turned = root.dataset.link !== now;
  if (turned) root.dataset.link = now;
  const note = byId("stale");
  note.hidden = now === "live";
  if (now !== "live") say(byId("stale-text"), isSignedOut() ? `■ ${word("signed_out")} ${state.now ? dayTime(state.now) : "–"}` : now === "stale" ? `■ ${word("link_lost")} ${dayTime(state.now)}` : word("connecting"));
  byId("stale-why").hidden = !state.full;
  if (state.full) say(byId("stale-why"), `· ${pick(state.full)} · ${word("tries_again")}`);
  byId("sign-in-again").hidden = !isSignedOut();
  // What is built while the page is live can be pressed as it is; looking at every button with every message would be dear.
  if (turned || now !== "live") for (const button of document.querySelectorAll("[data-act]")) button.inert = now !== "live";
  if (state.site) showTitle(titleOf(pick(state.site.name)));
  tickSound();
}

const showTitle = title => { if (document.title !== title) document.title = title; };

/** The work view, the figures of the alarm system, or another page. */
function show() {
  byId("kpi-button").setAttribute("aria-pressed", String(filter.view === "kpi"));
  openPage(false);
}

function switchKpi() {
  choose({ view: filter.view === "kpi" ? "" : "kpi" });
  if (filter.view === "kpi") loadKpi();
  else rebuildMap();
}

function maintain() {
  choose({ list: "maintenance" });
  beginMaintenance();
}

const isTyped = () => [...document.querySelectorAll("#work form, #page form")].some(form => [...form.elements].some(each => each.matches("textarea, input:not([type=checkbox])") && each.value !== each.defaultValue));

/** Another person with other rights: what they may not do is not offered, on no page. Where something is typed it stays, and the hub refuses what they may not do. */
function showRights() {
  rebuildKeys();
  if (!state.site || isTyped()) return;
  rebuildAlarms();
  updateIncidents(true);
  openPage(true);
  tick();
}

/** Goes to the gravest open incident, as the list has it. */
function openFirst() {
  const first = openIncidents()[0];
  if (first) location.hash = linkTo(first);
}

const goTo = hash => () => { location.hash = hash; };
const acts = { a: "acknowledge", s: "shelve", u: "unshelve", r: "reset", c: "close", g: "chart" };
const doing = { j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), z: takeBack, f: toggleFirst, m: mute, p: switchKpi, w: maintain, i: openFirst, e: takeCalling, h: goTo("#/handover"), b: goTo("#/"),
  ...mapDoing, "/": () => byId("filter-text").focus(), o: () => press(filter.list === "out_of_service" ? "back" : "out"),
  ...Object.fromEntries(Object.entries(acts).map(([key, what]) => [key, () => press(what)])), ...Object.fromEntries(LISTS.map((list, i) => [String(i + 1), () => choose({ list })])) };

const THEMES = ["day", "night", "wall"];
const nextTheme = () => THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length];

/** The theme that was chosen here, else the wall's on the wall, else what the machine prefers. */
function theme() {
  const kept = localStorage.getItem("beacon.theme");
  root.dataset.theme = THEMES.includes(kept) ? kept : route()[0] === "wall" ? "wall" : matchMedia("(prefers-color-scheme: dark)").matches ? "night" : "day";
}

function startTheme() {
  theme();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { theme(); rebuild(); });
  byId("theme").addEventListener("click", () => {
    localStorage.setItem("beacon.theme", nextTheme());
    theme();
    rebuild();
  });
}

startTheme();
prepare(changed);
const known = startActs(showRights, () => connect(changed));
startAlarms(openChart);
startLists(() => { updateAlarms(); show(); tick(); });
startSilenced();
startOldPage();
startSound();
startHeader();
startKeys(doing);
byId("kpi-button").addEventListener("click", switchKpi);
if (filter.view === "kpi") loadKpi();
addEventListener("hashchange", () => {
  if (filter.view) choose({ view: "" });
  openPage(false);
  theme();
  rebuildMap();
  rebuildChart();
  tick();
});
startDevices(openChart);
startMap(openChart);
startChart();
byId("language").addEventListener("click", () => { switchLanguage(); rebuild(); });
rebuild();
// First who acts, then what there is: the other way round the page would be built twice, under the hand of who clicks.
known.then(() => connect(changed));
setInterval(() => {
  tick();
  tellTime();
  if (link() === "live") {
    tickKpi();
    arrange();
    tickAlarms();
    tickIncidents();
    tickPage();
    tickMap();
    updateHub(false);
  } else {
    reconnectWhereSilent(changed);
    askWhereSignedOut();
  }
}, 1000);
setInterval(() => { if (link() === "live") load(); }, 10_000);
// In a tab out of sight the clock above may rest for minutes: who looks at it again sees at once how it stands.
for (const each of ["visibilitychange", "pageshow"]) addEventListener(each, () => { tick(); if (link() === "stale") reconnectWhereSilent(changed); });
