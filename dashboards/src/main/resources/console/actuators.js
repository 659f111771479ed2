import { act, formOf } from "./acts.js";
import { byId, el, say } from "./dom.js";
import { may } from "./signin.js";
import { hubNow, state } from "./store.js";
import { age, dayTime, pick, word } from "./words.js";

/** Those that sound, stand open or speak: not as all is at rest, so every view says it. */
const acting = () => state.actuators.filter(each => each.active);
const nameOf = each => (each.name ? pick(each.name) : each.device);

let shown = "";

/** The line over all views about what acts now. */
export function updateActing(anew) {
  const now = JSON.stringify(acting()), line = byId("acting");
  if (now === shown && !anew) return;
  shown = now;
  line.hidden = acting().length === 0;
  line.replaceChildren("■ ", el("a", { href: "#/actuators" }, acting().map(each => `${nameOf(each)} ${word(`${each.type}_acts`)}`).join(" · ")));
}

/** All sirens, gates and loudspeakers: what each does, since when and why, and the acts on it. */
export function actuatorsPage() {
  const body = el("div", { class: "actuators" }), empty = el("p", { class: "quiet" }, word("no_actuators"));
  const node = el("div", { class: "page" }, el("section", {}, el("h2", {}, word("actuators")), body));
  const rows = new Map();
  const tick = () => rows.forEach((row, channel) => row.show(state.actuators.find(each => each.channel === channel)));
  const changed = () => {
    const channels = state.actuators.map(each => each.channel);
    if (channels.join() !== [...rows.keys()].join()) {
      rows.clear();
      for (const each of state.actuators) rows.set(each.channel, rowOf(each));
      body.replaceChildren(...(rows.size ? [...rows.values()].map(row => row.node) : [empty]));
    }
    tick();
  };
  changed();
  return { node, changed, tick };
}

/** An alarm in words, as long as it stands; its id leads to it in the records. */
function causeOf(id) {
  const alarm = state.alarms.find(each => each.id === id);
  return alarm ? `${pick(alarm.message)} · ${id}` : id;
}

function rowOf(first) {
  const stands = el("p", { class: "stands" }), why = el("p", { class: "quiet" }), form = el("div"), answer = el("p", { class: "answer", role: "alert" });
  const ask = (what, button) => {
    const leave = () => { form.replaceChildren(); button.focus(); };
    form.replaceChildren(formOf("reason", word(`${first.type}_${what}_now`), async body => {
      if (await act(`actuators/${encodeURIComponent(first.channel)}/${what}`, body, answer)) leave();
    }, leave));
    form.querySelector("textarea").focus();
  };
  const button = what => el("button", { type: "button", "data-act": what, onclick: event => ask(what, event.currentTarget) }, word(`${first.type}_${what}`));
  const node = el("article", { class: "actuator", "data-channel": first.channel }, el("h3", {}, `${nameOf(first)} `, el("small", { class: "quiet" }, `${word(first.type)} · ${first.device}`)), stands, why,
    may("actuate") ? el("div", { class: "actions" }, button("activate"), button("rest")) : "", form, answer);
  const show = now => {
    if (!now) return;
    node.classList.toggle("is-active", now.active);
    const doubt = now.since == null || now.confirmed ? "" : ` ■ ${word("not_confirmed")}`;
    say(stands, `${now.active ? "■ " : ""}${word(`${now.type}_${now.active ? "acts" : "rests"}`)}${now.since == null ? "" : ` · ${word("since")} ${dayTime(now.since)} · ${word("age")} ${age(hubNow() - now.since)}`}${doubt}`);
    say(why, now.alarm ? `${word("because_of")} ${causeOf(now.alarm)}` : now.by ? `${now.by}: ${now.reason}` : word("never_told"));
  };
  return { node, show };
}
