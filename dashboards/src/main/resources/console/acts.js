import { byId, el, say } from "./dom.js";
import { link } from "./store.js";
import { actingName, signIn, startSession } from "./signin.js";
import { language, word } from "./words.js";

const DISPOSITIONS = ["real", "false", "test", "fault", "consequence", "nuisance"];
const UNDO_MS = 60_000;
let undo = null;
let undoTimer = 0;

export function startActs() {
  const by = byId("by");
  by.value = localStorage.getItem("beacon.by") ?? "";
  by.addEventListener("change", () => localStorage.setItem("beacon.by", by.value.trim()));
  byId("undo").addEventListener("click", takeBack);
  startSession();
}

async function post(path, body, taken) {
  try {
    const answer = await fetch(`/api/v1/${path}`, {
      method: "POST", headers: { "Content-Type": "application/json", "Beacon-Console": "1" }, body: JSON.stringify(body),
    });
    if (answer.ok) {
      taken?.(await answer.json());
      return "";
    }
    if (answer.status === 401 && await signIn()) return post(path, { ...body, by: actingName() }, taken);
    return refusalOf(await answer.json());
  } catch {
    return word("no_answer");
  }
}

/** What the hub refuses with, in the page's language. */
export const refusalOf = said => `${word("refused")} ${said.text?.[language] ?? said.error}`;

/** Who acts; empty where nobody can now, which stands beside the act then. */
export function actor(answer) {
  const by = actingName();
  if (link() !== "live") say(answer, word("no_answer"));
  else if (!by) {
    say(answer, word("name_first"));
    byId("by").focus();
  } else return by;
  return "";
}

/** Does one act; what the hub refuses stands beside it, what it answers is taken. True where it is done. */
export async function act(path, body, answer, taken) {
  const by = actor(answer);
  if (!by) return false;
  const refusal = await post(path, { by, ...body }, taken);
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
