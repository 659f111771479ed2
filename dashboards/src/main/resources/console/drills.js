import { act, formOf } from "./acts.js";
import { el, say } from "./dom.js";
import { courseOf, delay } from "./drillcourse.js";
import { running } from "./drillrunning.js";
import { link, state } from "./store.js";
import { gone } from "./pages.js";
import { lookUp, may } from "./signin.js";
import { age, dayTime, pick, word } from "./words.js";

const row = cells => el("tr", {}, ...cells.map(cell => el("td", {}, cell)));
const table = (heads, rows) => el("table", { class: "values" }, el("thead", {}, el("tr", {}, ...heads.map(key => el("th", { scope: "col" }, word(key))))), el("tbody", {}, ...rows));
const endOf = drill => (!drill.ended ? word("drill_still") : drill.ended.by ? `${word("drill_stopped_by")} ${drill.ended.by}: ${drill.ended.reason}` : word("drill_time_over"));

/** When each milestone was reached, and how long after the fire's start. */
export const timesOf = drill => table(["milestone", "reached_at", "after_ignition"], drill.times.map(each => row([word(`milestone_${each.milestone}`), each.at == null ? word("not_reached") : dayTime(each.at), delay(each.delay_ms)])));

/** What was measured in a drill, to be printed. */
const report = drill => el("section", { class: "drill-report", "data-drill-report": drill.id }, el("h3", {}, `演练 DRILL · ${pick(drill.title)}`), el("div", { class: "drill-mark", "aria-hidden": "true" }, ...Array.from({ length: 3 }, () => el("b", {}, "演练 DRILL"))),
  el("dl", { class: "facts wide" }, ...[["entry", drill.id], ["scenario", drill.scenario], ["drill_by", drill.by], ["drill_began", dayTime(drill.since)], ["drill_ignition", dayTime(drill.ignition)], ["ended", `${dayTime(drill.ends)} · ${endOf(drill)}`],
    ["drill_tally", `${word("drill_messages")} ${drill.tally.messages} · ${word("alarms")} ${drill.tally.alarms} · ${word("notices_sent")} ${drill.tally.notices_sent} · ${word("notices_spared")} ${drill.tally.notices_spared}`]].flatMap(([key, text]) => [el("dt", {}, word(key)), el("dd", {}, text)])),
  el("div", { class: "wide-table" }, timesOf(drill)), courseOf(drill));

/** Drills: what can be played, the one that goes on, and what was measured in those that are over. */
export function drillsPage([wanted]) {
  const answer = el("p", { class: "answer", role: "alert" }), now = el("div"), past = el("div", { class: "drill-past" }), start = el("section", { class: "drill-start no-print", hidden: true });
  const node = el("div", { class: "page drills" }, el("section", {}, el("h2", {}, `${word("drills")} · ${pick(state.site.name)}`), el("p", { class: "quiet" }, word("drills_note")),
    el("div", { class: "actions no-print" }, wanted ? el("a", { href: "#/drills" }, word("drill_all")) : null, el("button", { type: "button", onclick: () => print() }, word("print"))), answer), now, start, past);
  let said = null, view = null, asked = null, scenarios = null, open = null, turn = 0;
  const take = newer => { turn++; said = newer; show(); };
  const send = (path, body) => act(path, body, answer, take);
  const mark = () => `${state.drill?.id} ${state.drill?.seq}`;

  const load = async () => {
    if (asked === mark() && said) return;
    asked = mark();
    const mine = ++turn, got = await lookUp("/api/v1/drills").catch(() => null);
    if (mine !== turn) return;
    if (got?.ok) take(await got.json());
    else { asked = null; if (link() === "live") say(answer, word("no_answer")); }
  };

  const leave = () => { open?.form.remove(); open = null; };
  const begin = (scenario, place) => {
    const same = open?.name === scenario.name;
    leave();
    if (same) return;
    const form = formOf("begin", word("drill_begin_now"), async () => await send("drills", { scenario: scenario.name }) && leave(), leave, `${word("drill_sure")} ${pick(scenario.title)} · ${word("drill_lasts")} ${age(scenario.length_ms)}`);
    open = { name: scenario.name, form };
    place.append(form);
    form.querySelector("button").focus();
  };
  const startOf = scenario => {
    const place = el("div");
    return el("li", { "data-scenario": scenario.name }, el("b", {}, pick(scenario.title)), el("span", { class: "quiet number" }, `${scenario.name} · ${word("drill_lasts")} ${age(scenario.length_ms)} · ${word("drill_fire_after")} ${age(scenario.ignition_ms)} · ${word("drill_messages")} ${scenario.messages}`),
      may("drill") ? el("button", { type: "button", "data-act": "begin-drill", onclick: () => begin(scenario, place) }, word("drill_begin")) : null, place);
  };
  const list = () => start.replaceChildren(el("h3", {}, word("drill_scenarios")), scenarios.scenarios.length ? el("ul", { class: "plain" }, ...scenarios.scenarios.map(startOf)) : el("p", { class: "quiet" }, word("drill_no_scenario")),
    ...(scenarios.problems.length ? [el("h4", {}, word("drill_problems")), el("ul", { class: "plain" }, ...scenarios.problem_texts.map(each => el("li", { class: "warn" }, `■ ${pick(each)}`)))] : []));

  const show = () => {
    const drill = wanted ? null : said.running;
    if (!drill || view?.id !== drill.id) { view = drill ? running(drill, send) : null; now.replaceChildren(...(view ? [view.node] : [])); }
    view?.show(drill);
    start.hidden = Boolean(said.running) || Boolean(wanted) || !scenarios;
    if (start.hidden) leave();
    const shown = wanted ? said.past.find(each => each.id === wanted) : said.past[0], others = said.past.filter(each => each !== shown);
    past.replaceChildren(...(wanted && !shown ? [gone(word("drill_gone"), wanted)] : []), ...(shown ? [report(shown)] : []),
      ...(!wanted && others.length ? [el("section", { class: "no-print" }, el("h3", {}, word("drill_past")), el("div", { class: "wide-table" }, table(["entry", "what", "drill_began", "ended"], others.map(each => row([el("a", { href: `#/drills/${encodeURIComponent(each.id)}` }, each.id), pick(each.title), dayTime(each.since), endOf(each)])))))] : []),
      ...(!said.running && !said.past.length ? [el("p", { class: "quiet" }, word("drill_none"))] : []));
    for (const button of node.querySelectorAll("[data-act]")) button.inert = link() !== "live";
  };
  lookUp("/api/v1/drills/scenarios").then(got => (got.ok ? got.json() : null)).then(got => { if (got) { scenarios = got; list(); if (said) show(); } }).catch(() => say(answer, word("no_answer")));
  load();
  return { node, changed: load, keys: { ...Object.fromEntries(["a", "v", "d", "x", "c", "l", "i", "n", "t"].map(key => [key, () => view?.press(key)])), y: () => print() } };
}
