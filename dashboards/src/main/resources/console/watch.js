import { act, refusalOf } from "./acts.js";
import { el, keepFocus, say } from "./dom.js";
import { lookUp, may } from "./signin.js";
import { dayTime, word } from "./words.js";

/** The watch list, for those who may: who is told of where a plate or card passes, why and until when. Opening it is a look, which the audit has. */
export function watchPage() {
  if (!may("watch")) return { node: el("section", {}, el("h2", {}, word("watch_list")), el("p", { class: "quiet" }, word("not_yours"))) };
  const body = el("div", { class: "wide-table" }), answer = el("p", { class: "answer", role: "alert" });
  const show = said => keepFocus(body, () => body.replaceChildren(said.watched.length ? el("table", { class: "values" }, el("thead", {}, el("tr", {}, ...["kind", "since", "until", "by", "reason", "entry"].map(key => el("th", { scope: "col" }, word(key))), el("th", {}))),
    el("tbody", {}, ...said.watched.map(rowOf))) : el("p", { class: "quiet" }, word("none_listed"))));
  const rowOf = each => el("tr", {}, ...[word(each.kind), dayTime(each.since), dayTime(each.until), each.by, each.reason, each.id].map(cell => el("td", {}, cell)),
    el("td", {}, el("button", { type: "button", "data-act": "unwatch", onclick: () => act(`watch-list/${encodeURIComponent(each.id)}/end`, {}, answer, show) }, word("take_off"))));
  const form = el("form", { class: "closing", novalidate: true, onsubmit: async event => {
    event.preventDefault();
    const asked = Object.fromEntries(new FormData(form));
    if (await act("watch-list", { ...asked, days: Number(asked.days) }, answer, show)) form.reset();
  } },
    el("label", {}, el("span", {}, word("kind")), el("select", { name: "kind" }, ...["plate", "card"].map(each => el("option", { value: each }, word(each))))),
    el("label", {}, el("span", {}, word("plate_or_card")), el("input", { name: "value", maxlength: "64", autocomplete: "off" })),
    el("label", {}, el("span", {}, word("days")), el("input", { name: "days", type: "number", min: "1", max: "90", value: "7", class: "short" })),
    el("textarea", { name: "reason", rows: "1", maxlength: "500", "aria-label": word("reason"), placeholder: word("reason") }), el("button", { "data-act": "watch" }, word("put_on")));
  lookUp("/api/v1/watch-list").then(got => got.json().then(said => (got.ok ? show(said) : say(answer, refusalOf(said))))).catch(() => say(answer, word("no_answer")));
  return { node: el("div", { class: "page watch" }, el("section", {}, el("h2", {}, word("watch_list")), el("p", { class: "quiet" }, word("watch_note")), form, answer, body)) };
}
