import { byId, el, say } from "./dom.js";
import { unfold } from "./header.js";
import { hubNow, link, state } from "./store.js";
import { actingName, sentenceOf, startSession, whyNotAgain } from "./signin.js";
import { age, clockTime, word } from "./words.js";

const DISPOSITIONS = ["real", "false", "test", "fault", "consequence", "nuisance"];
const UNDO_MS = 60_000;
/** So many acts without an answer are remembered, the newest. */
const UNANSWERED_MAX = 50;
/** An answer is waited for so long, milliseconds. */
const ANSWER_MS = 12_000;
/** After a lost answer an act is asked for again, after so many milliseconds. */
const AGAIN_AFTER_MS = [300, 1_000, 3_000];
/** So often an act is asked for again where only its own person and the hub have moved the thing since. */
const WAKES_MAX = 3;
const TOLD_MS = 60_000;
let undo = null;
let undoTimer = 0;
let toldTimer = 0;

/** Ends when it is known who acts here, or that this cannot be known now. */
export function startActs(changedRights, signedIn) {
  const by = byId("by");
  by.value = localStorage.getItem("beacon.by") ?? "";
  by.addEventListener("change", () => localStorage.setItem("beacon.by", by.value.trim()));
  byId("told").addEventListener("click", () => { byId("told").hidden = true; });
  byId("undo").addEventListener("click", takeBack);
  return startSession(changedRights, signedIn);
}

/** Acts whose answer is not here yet, or was lost: the same act asked for again goes under the same key, so the hub does it once. */
const unanswered = new Map();

/** A key that no other act has; randomUUID is missing where the page comes over plain HTTP. */
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), each => each.toString(16).padStart(2, "0")).join("");

const pause = ms => new Promise(done => setTimeout(done, ms));

function post(path, body, taken, seen, wakes, answer) {
  const name = JSON.stringify([path, body, seen]), before = unanswered.get(name);
  if (before?.sent) return before.sent;
  const own = before ?? { key: newKey() };
  unanswered.set(name, own);
  if (unanswered.size > UNANSWERED_MAX) unanswered.delete(unanswered.keys().next().value);
  own.sent = send(path, body, taken, seen, own.key, wakes, answer).then(({ refusal, lost }) => {
    own.sent = null;
    if (!lost) unanswered.delete(name);
    return refusal;
  });
  return own.sent;
}

/** Sends an act until it is answered, a few times at the most, always under its one key. */
async function send(path, body, taken, seen, key, wakes, answer) {
  const headers = { "Content-Type": "application/json", "Beacon-Console": "1", "Idempotency-Key": key, ...(seen ? { "If-Match": `"${seen}"` } : {}) };
  for (const waitMs of [...AGAIN_AFTER_MS, 0]) {
    const got = await fetch(`/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => null);
    const said = await got?.json().catch(() => null);
    if (got?.ok && said) {
      taken?.(said);
      return { refusal: "" };
    }
    if (said && got.status === 401) {
      const refusal = await whyNotAgain(body.by, refusalOf(said));
      return refusal ? { refusal, lost: true } : send(path, body, taken, seen, key, wakes, answer);
    }
    if (said && wakes && isOwnWake(said, body.by, seen)) return send(path, body, taken, said.version, newKey(), wakes - 1, answer);
    if (said && got.status === 409) tellFirst(said, body.by, path.startsWith("incidents/") ? "line_" : "");
    if (said && got.status !== 503) return { refusal: refusalOf(said) };
    if (!waitMs) break;
    say(answer, word("asks_again"));
    await pause(waitMs);
  }
  return { refusal: word("no_answer"), lost: true };
}

/** Refused for a newer version that no other person made: the hub itself moved the thing on, most often after one's own last act. */
const isOwnWake = ({ version, first }, by, seen) => Boolean(seen && version && version !== seen && (!first || first.by === by));

/** Says over the page who was first; the card that it concerns may be gone already. */
function tellFirst(said, by, prefix) {
  const { first } = said, told = byId("told"), at = first && `${clockTime(first.at)} (${word("age")} ${age(hubNow() - first.at)})`;
  say(told, `${refusalOf(said)}${first ? ` ■ ${word("before_you")} ${first.by}${first.by === by ? ` (${word("yourself")})` : ""} · ${word(prefix + first.what)} · ${at}` : ""} ■ ${word("new_state")}`);
  told.hidden = false;
  clearTimeout(toldTimer);
  toldTimer = setTimeout(() => { told.hidden = true; }, TOLD_MS);
}

/** The version that the page shows of the thing that a path acts on; 0 where it has none. */
export function versionOf(path) {
  const [kind, id] = path.split("/").map(decodeURIComponent), all = kind === "alarms" ? state.alarms : kind === "incidents" ? state.incidents.incidents : [];
  return all.find(each => each.id === id)?.version ?? 0;
}

/** What the hub refuses with, in the page's language. */
export const refusalOf = said => `${word("refused")} ${sentenceOf(said)}`;

/** Who acts; empty where nobody can now, which stands beside the act then. */
export function actor(answer) {
  const by = actingName();
  if (link() !== "live") say(answer, word("no_answer"));
  else if (!by) {
    say(answer, word("name_first"));
    unfold(true);
    byId("by").focus();
  } else return by;
  return "";
}

/** What only adds to an incident is never too late. */
const ADDS = /\/(note|tick|agree)$/;

/**
 * Does one act; what the hub refuses stands beside it, what it answers is taken. True where it is done.
 * It goes for the version that its person saw: `seen` when a form was opened, else the one on the page now.
 */
export async function act(path, body, answer, taken, seen) {
  const by = actor(answer);
  if (!by) return false;
  say(answer, "");
  const refusal = await post(path, { by, ...body }, taken, ADDS.test(path) ? 0 : seen ?? versionOf(path), seen === undefined ? WAKES_MAX : 0, answer);
  say(answer, refusal);
  return !refusal;
}

/** Offers to take an act back, for a minute. */
export function offerUndo(sentence, path) {
  undo = path;
  say(byId("undo-text"), sentence);
  say(byId("undo-answer"), "");
  byId("undo-bar").hidden = false;
  clearTimeout(undoTimer);
  undoTimer = setTimeout(forget, UNDO_MS);
}

function forget() {
  undo = null;
  byId("undo-bar").hidden = true;
}

export async function takeBack() {
  if (undo && await act(undo, {}, byId("undo-answer"))) forget();
}

const field = (label, input) => el("label", {}, el("span", {}, word(label)), input);
const reasonField = () => el("textarea", { name: "reason", rows: "1", maxlength: "500", required: true, "aria-label": word("reason"), placeholder: word("reason") });
const minutesField = value => field("minutes", el("input", { name: "minutes", type: "number", step: "1", value, class: "short" }));

const noteField = required => el("textarea", { name: "note", rows: "1", maxlength: "500", required, placeholder: word("note"), "aria-label": word("note") });
const selectField = (label, name, options) => field(label, el("select", { name }, ...options.map(each => el("option", { value: each.id }, each.label))));

const FIELDS = {
  note: () => [noteField(true)],
  remark: () => [noteField(false)],
  assign: units => [selectField("unit", "unit", units)],
  merge: others => [selectField("merge_into", "into", others)],
  split: signs => [el("fieldset", {}, el("legend", {}, word("split_which")), ...signs.map(each => el("label", {}, el("input", { type: "checkbox", name: "signs", value: each.id }), el("span", {}, each.label))))],
  close: () => [field("disposition", el("select", { name: "disposition" }, ...DISPOSITIONS.map(each => el("option", { value: each }, word(each))))),
    noteField(false)],
  shelve: () => [minutesField("30"), reasonField()],
  out: () => [reasonField()],
  reason: () => [reasonField()],
  begin: sentence => [el("p", { class: "warn" }, sentence)],
  inject: devices => {
    const quantities = el("select", { name: "quantity" }), fill = id => quantities.replaceChildren(...(devices.get(id)?.measures ?? []).map(each => el("option", { value: each }, `${word(each)} ${state.site.units[each] ?? ""}`)));
    return [field("device", el("input", { name: "device", list: "device-ids", autocomplete: "off", oninput: event => fill(event.target.value) })), field("quantity", quantities), field("value", el("input", { name: "value", type: "number", step: "any", required: true, class: "short" }))];
  },
  maintenance: areas => [field("area", el("select", { name: "area" }, ...areas.map(each => el("option", { value: each.path }, each.label)))), minutesField("60"), reasonField()],
};

/** A form of one act; Escape leaves it, and Ctrl and Enter sends it. */
export function formOf(what, title, send, leave, choices = []) {
  const form = el("form", { class: "closing", novalidate: true, "data-form": what, onsubmit: async event => {
    event.preventDefault();
    const data = new FormData(form), body = Object.fromEntries(data);
    if (form.querySelector("[name=signs]")) body.signs = data.getAll("signs");
    if ("minutes" in body) body.minutes = Number(body.minutes);
    await send(body);
  }, onkeydown: event => {
    if (event.key === "Escape") { event.stopPropagation(); leave(); }
    if (event.key === "Enter" && event.ctrlKey) form.requestSubmit();
  } }, ...FIELDS[what](choices), el("button", { "data-act": what }, title), el("span", { class: "quiet" }, word("leave_form")));
  return form;
}
