// Who acts here. Where the hub has accounts, the session says so; where a session ends, it is asked for beside what was typed.
import { byId, el, say } from "./dom.js";
import { language, word } from "./words.js";

let who = { sign_in: false, name: "" };
let asking = null;
/** Somebody left the dialog unsigned: it does not come again by itself, but where they do something. */
let left = false;
let changedRights = () => {};
let signedIn = () => {};
let comeBack = () => {};

/** The name that acts go under; the field's where nobody needs to sign in. */
export const actingName = () => (who.sign_in ? who.name : byId("by").value.trim());

const ACTING = ["handle_alarms", "handle_incidents", "maintain", "actuate", "dispatch"];

/** Whether who is here may do what needs a right; before the hub has said, it is left to the hub. */
export const may = right => !who.rights || who.rights.includes(right);

/** Whether who is here has a password of the hub, to be changed. */
export const hasPassword = () => Boolean(who.has_password);

/** Asks the hub who acts here, which may be another than before where somebody signs in in another tab; true where it has said so. */
export async function loadSession() {
  const said = await fetch("/api/v1/session").then(answer => (answer.ok ? answer.json() : null)).catch(() => null);
  if (!said) return false; // the page says by itself that the hub does not answer
  if (said.sign_in && !said.name && who.name) return !left && Boolean(await signIn());
  const isOther = JSON.stringify(said.rights) !== JSON.stringify(who.rights);
  who = said;
  if (isOther) changedRights();
  showSession();
  if (said.name) { left = false; comeBack(); }
  return true;
}

export function showSession() {
  byId("by").readOnly = who.sign_in;
  if (who.sign_in) byId("by").value = who.name;
  byId("sign-out").hidden = !who.sign_in;
  byId("password-link").hidden = !hasPassword();
  byId("view-only").hidden = ACTING.some(may);
  byId("watch-link").hidden = !may("watch");
  say(byId("sign-out"), word("sign_out"));
}

/** Begins to know who acts here; told where their rights are others, and where somebody is in again after a session ended. */
export function startSession(onRights, onAgain) {
  changedRights = onRights;
  signedIn = onAgain;
  byId("sign-out").addEventListener("click", async () => {
    await fetch("/api/v1/session", { method: "DELETE", headers: { "Beacon-Console": "1" } });
    location.assign("/sign-in");
  });
  byId("sign-in-again").addEventListener("click", signIn);
  addEventListener("focus", loadSession);
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
      if (!await loadSession()) say(answer, word("no_answer"));
    } }, el("h2", {}, word("sign_in_again")), el("label", {}, word("your_name"), " ", name), el("label", {}, word("password"), " ", password),
      el("div", { class: "actions" }, el("button", {}, word("sign_in")), el("button", { type: "button", onclick: () => dialog.close("") }, word("leave"))), answer,
      who.provider ? el("p", {}, el("a", { href: `${who.provider}?next=${encodeURIComponent(`/${location.hash}`)}`, target: "_blank", rel: "noopener" }, word("single_sign_on"))) : null);
    const dialog = el("dialog", { id: "sign-in", onclose: () => { comeBack = () => {}; left = dialog.returnValue !== "in"; dialog.remove(); done(dialog.returnValue === "in" ? who.name : ""); } }, form);
    // By the password here or by the provider in another tab: either way the session says that somebody is in.
    comeBack = () => { comeBack = () => {}; dialog.close("in"); signedIn(); };
    document.body.append(dialog);
    dialog.showModal();
    password.focus();
  });
}

/** What the hub says of a request that it refuses, in the page's language. */
export const sentenceOf = said => said.text?.[language] ?? said.error ?? word("no_answer");

/** Asks the hub for what it has. Where the session is over it asks to sign in, over the page, and then once more: neither an error nor what is old stands there. */
export async function lookUp(path, options) {
  const got = await fetch(path, options);
  return got.status === 401 && await signIn() ? fetch(path, options) : got;
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
    return sentenceOf(said);
  } catch {
    return word("no_answer");
  }
}

/** Whether the session is over and nobody has signed in again: what is seen is old, and why is known. */
export const isSignedOut = () => left;

/** A stream that the hub has ended for good, most often since nobody is signed in any more. */
export async function askWhereSignedOut() {
  if (who.sign_in && !asking) await loadSession();
}
