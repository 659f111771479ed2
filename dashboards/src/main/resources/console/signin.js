// Who acts here. Where the hub has accounts, the session says so; where a session ends, it is asked for beside what was typed.
import { byId, el, say } from "./dom.js";
import { language, word } from "./words.js";

let who = { sign_in: false, name: "" };
let asking = null;
let changedRights = () => {};

/** The name that acts go under; the field's where nobody needs to sign in. */
export const actingName = () => (who.sign_in ? who.name : byId("by").value.trim());

const ACTING = ["handle_alarms", "handle_incidents", "maintain", "actuate", "dispatch"];

/** Whether who is here may do what needs a right; before the hub has said, it is left to the hub. */
export const may = right => !who.rights || who.rights.includes(right);

/** Asks the hub who acts here; true where it has said so. */
export async function loadSession() {
  try {
    const answer = await fetch("/api/v1/session");
    if (!answer.ok) return false;
    const before = JSON.stringify(who.rights);
    who = await answer.json();
    if (JSON.stringify(who.rights) !== before) changedRights();
  } catch {
    return false; // the page says by itself that the hub does not answer
  }
  showSession();
  return true;
}

export function showSession() {
  byId("by").readOnly = who.sign_in;
  if (who.sign_in) byId("by").value = who.name;
  byId("sign-out").hidden = !who.sign_in;
  byId("password-link").hidden = !who.has_password;
  byId("view-only").hidden = ACTING.some(may);
  byId("watch-link").hidden = !may("watch");
  say(byId("sign-out"), word("sign_out"));
}

export function startSession(then) {
  changedRights = then;
  byId("sign-out").addEventListener("click", async () => {
    await fetch("/api/v1/session", { method: "DELETE", headers: { "Beacon-Console": "1" } });
    location.assign("/sign-in");
  });
  return loadSession();
}

/** Asks for name and password over the page, so that nothing typed is lost; the name of who is in again, empty where nobody is. */
function signIn() {
  asking ??= ask().finally(() => { asking = null; });
  return asking;
}

function ask() {
  return new Promise(done => {
    const answer = el("p", { class: "answer", role: "alert" });
    const name = el("input", { name: "name", autocomplete: "username", maxlength: "64", value: who.name });
    const password = el("input", { name: "password", type: "password", autocomplete: "current-password", maxlength: "128", required: true });
    const form = el("form", { onsubmit: async event => {
      event.preventDefault();
      const refusal = await enter(name.value.trim(), password.value);
      password.value = "";
      if (refusal) return say(answer, refusal);
      if (!await loadSession()) return say(answer, word("no_answer"));
      dialog.close("in");
    } }, el("h2", {}, word("sign_in_again")), el("label", {}, word("your_name"), " ", name), el("label", {}, word("password"), " ", password),
      el("div", { class: "actions" }, el("button", {}, word("sign_in")), el("button", { type: "button", onclick: () => dialog.close("") }, word("leave"))), answer);
    const dialog = el("dialog", { id: "sign-in", onclose: () => { dialog.remove(); done(dialog.returnValue === "in" ? who.name : ""); } }, form);
    document.body.append(dialog);
    dialog.showModal();
    password.focus();
  });
}

/** Why an act that met an ended session is not sent by itself; empty where its own person is in again. Another person sees their name first, and sends it themselves. */
export async function whyNotAgain(by, refusal) {
  const name = await signIn();
  return !name ? refusal : name === by ? "" : `${word("other_person")} ${name}`;
}

async function enter(name, password) {
  try {
    const answer = await fetch("/api/v1/session", { method: "POST", headers: { "Content-Type": "application/json", "Beacon-Console": "1" }, body: JSON.stringify({ name, password }) });
    if (answer.ok) return "";
    const said = await answer.json();
    return said.text?.[language] ?? said.error;
  } catch {
    return word("no_answer");
  }
}

/** A stream that the hub has ended for good, most often since nobody is signed in any more. */
export async function askWhereSignedOut() {
  if (!who.sign_in || asking) return false;
  const answer = await fetch("/api/v1/session").catch(() => null);
  if (!answer?.ok || (await answer.json()).name) return false;
  return Boolean(await signIn());
}
