import { el, say } from "./dom.js";
import { plotOf, readyToDraw } from "./plot.js";
import { lookUp } from "./signin.js";
import { hubNow, link, rate, state } from "./store.js";
import { age, clockTime, dayTime, number, pick, word } from "./words.js";

const AGAIN_MS = 5_000, MINUTE_MS = 60_000, HOUR_MS = 60 * MINUTE_MS, DAY_MS = 24 * HOUR_MS, STEP_S = 5;
const section = (title, name, ...children) => el("section", { class: name }, el("h3", {}, word(title)), ...children);
/** A moment with its age, which goes on. */
const moment = at => (at ? el("span", { class: "number", "data-at": String(at) }) : el("span", { class: "quiet" }, word("never_yet")));
const bytes = count => (count >= 1e9 ? `${number(count / 1e9)} GB` : count >= 1e6 ? `${number(count / 1e6)} MB` : `${number(count / 1e3)} kB`);
const wrong = text => el("b", { class: "kind-trouble" }, `■ ${text}`);
const storeOf = store => (store.trouble ? wrong(`${word("stopped")}: ${store.trouble}`) : `${word("going")} · ${word("behind")} ${age(store.lag_ms)}`);

/** How the hub itself is: its troubles and since when, what its parts hold and how old that is. */
export function hubPage() {
  const verdict = el("p", { class: "verdict", role: "status" }), findings = el("ul", { class: "findings kind-trouble" }), made = el("p", { class: "note number" }), answer = el("p", { class: "answer", role: "alert" });
  const facts = el("dl", { class: "facts wide" }), journal = el("dl", { class: "facts wide" }), outbox = el("div", { class: "wide-table", tabindex: "0", role: "region", "aria-label": word("outbox") }), quarantine = el("ul", { class: "plain" });
  const caption = el("figcaption", { class: "number" }), plot = el("div", { class: "plot" });
  const node = el("div", { class: "page hub-page" }, el("section", {}, el("h2", {}, word("hub")), verdict, findings, answer, made),
    el("div", { class: "columns" }, el("div", {}, section("hub_runs", "hub-runs", facts), section("journal", "hub-journal", journal)),
      el("div", {}, section("intake_hour", "hub-intake", el("figure", {}, caption, plot)), section("quarantine_hour", "hub-quarantine", quarantine)),
      el("div", {}, section("outbox", "hub-outbox", el("p", { class: "quiet" }, word("since_start")), outbox))));
  let hub = null, chart = null, askedAt = -Infinity, found = "", drawn = "", turn = 0;
  const load = async () => {
    const mine = ++turn;
    askedAt = performance.now();
    const said = await hubOf();
    if (mine !== turn) return;
    say(answer, said ? "" : word("no_answer"));
    if (!said) return;
    hub = said;
    show();
  };
  const show = () => {
    say(verdict, hub.findings.length ? `■ ${word("troubles")}: ${hub.findings.length}` : word("all_well"));
    findings.replaceChildren(...hub.findings.map(each => el("li", { "data-finding": each.code }, el("b", {}, `■ ${pick(each.text)}`), el("br"), `${word("since")} `, moment(each.since))));
    facts.replaceChildren(...rows(runs(hub)));
    journal.replaceChildren(...rows(kept(hub)));
    outbox.replaceChildren(channels(hub.outbox));
    quarantine.replaceChildren(...unread(hub.quarantine));
    draw();
    tick();
  };
  const draw = () => {
    const whole = hub.intake.filter(each => each.from + MINUTE_MS <= hub.now), size = { width: Math.max(200, plot.clientWidth), height: 200 }, now = JSON.stringify([whole, size]);
    if (now === drawn) return;
    drawn = now;
    chart?.destroy();
    chart = plotOf(plot, { times: whole.map(each => each.from + MINUTE_MS), mean: whole.map(each => each.messages / 60), quantity: "intake", unit: word("messages_per_second") }, { from: hub.now - HOUR_MS, to: hub.now, size, zero: true });
  };
  const tick = () => {
    const now = hubNow(), codes = JSON.stringify(state.hub?.findings ?? []);
    if (link() === "live" && (performance.now() - askedAt > AGAIN_MS || codes !== found)) { found = codes; load(); }
    if (!hub) return;
    const most = Math.max(rate() ?? 0, ...hub.intake.map(each => each.messages / 60));
    say(made, `${word("as_of")} ${dayTime(hub.now)} ${state.site.zone} · ${word("age")} ${age(now - hub.now)}`);
    say(caption, `${word("now")} ${rate()?.toFixed(1) ?? "–"} · ${word("highest")} ${most.toFixed(1)} ${word("messages_per_second")}`);
    for (const each of node.querySelectorAll("[data-at]")) say(each, `${now - each.dataset.at < DAY_MS / 2 ? clockTime(Number(each.dataset.at)) : dayTime(Number(each.dataset.at))} · ${word("age")} ${age(now - each.dataset.at)}`);
  };
  const resized = new ResizeObserver(() => hub && draw());
  resized.observe(plot);
  return { node, tick, close: () => { resized.disconnect(); chart?.destroy(); } };
}

async function hubOf() {
  try {
    const [answer] = await Promise.all([lookUp("/api/v1/hub"), readyToDraw()]);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

const rows = all => all.flatMap(([key, ...shown]) => [el("dt", {}, word(key)), el("dd", { "data-fact": key }, ...shown)]);
const runs = hub => [
  ["version", hub.version ?? word("not_packaged")], ["uptime", moment(hub.now - hub.uptime_ms)], ["broker_up", hub.broker_connected ? word("connected") : wrong(word("disconnected"))],
  ["disk_free", share(hub.disk)], ["clock_step", Math.abs(hub.clock_step_s) > STEP_S ? wrong(`${number(hub.clock_step_s)} s`) : word("clock_steady")], ["live_clients", String(hub.live_clients)],
];
const share = disk => {
  const percent = disk.bytes > 0 ? (100 * disk.room_bytes) / disk.bytes : 0, text = `${bytes(disk.room_bytes)} · ${number(percent)} %`;
  return percent < 10 ? wrong(text) : text;
};
/** The newest backup that was made of this hub, as its mark tells; one that is older than a week is a trouble. */
const backupOf = ({ now, journal }) => (now - journal.backup_at > 7 * DAY_MS ? [wrong(word("backup_old")), " ", moment(journal.backup_at)] : [moment(journal.backup_at)]);
const kept = hub => [
  ["last_entry", moment(hub.journal.last_entry_at), ` · ${hub.journal.last_seq}`], ["takes", bytes(hub.journal.bytes)], ["keeps", `${Math.round(hub.journal.keep_ms / DAY_MS)} ${word("days")}`], ["snapshot", moment(hub.journal.snapshot_at)], ["backup", ...backupOf(hub)],
  ["history", storeOf(hub.history)], ["records", storeOf(hub.records)],
];

function channels(all) {
  if (!all.length) return el("p", { class: "quiet" }, word("no_channels"));
  const sorted = [...all].sort((a, b) => b.fails - a.fails || b.waiting - a.waiting || (a.channel < b.channel ? -1 : 1));
  return el("table", { class: "values" }, el("thead", {}, el("tr", {}, ...["channel", "pending", "last_delivered", "last_failed"].map(key => el("th", { scope: "col" }, word(key))))),
    el("tbody", {}, ...sorted.map(each => el("tr", { "data-channel": each.channel }, el("td", {}, each.channel), el("td", { class: "number" }, String(each.waiting)), el("td", {}, moment(each.delivered_at)),
      el("td", {}, ...(each.failed_at ? [each.fails && wrong(word("fails")), " ", moment(each.failed_at), el("div", { class: "quiet" }, pick(each.text))] : ["–"]))))));
}

const unread = groups => (groups.length ? groups.map(each => el("li", { "data-reason": each.reason }, el("b", {}, `${word(each.reason)} ${each.count}`), el("span", {}, word("last"), " ", moment(each.at)), el("span", {}, each.source), el("span", { class: "quiet" }, pick(each.text)))) : [el("li", { class: "quiet" }, word("none_listed"))]);
