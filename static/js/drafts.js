// What is typed into a form is kept with the server as the officer's own draft: neither the lock nor a lost page costs
// it, and nothing about anybody stays in the browser.

const AFTER = 1500; // ms after the last key
const LONGEST = 2000; // ms the lock waits for the last words
const WATCHED = 'form[method="post"]:not([data-no-guard])';
const TEXT = "textarea, select, input:not([type=hidden], [type=password], [type=file], [type=submit])";

const page = location.pathname;
const token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
const watched = () => [...document.querySelectorAll(WATCHED)].filter((form) => form.querySelector(TEXT));
const keyOf = (form) => form.getAttribute("action") ?? "";
const touched = new Set();
const sent = new Set(); // on its way, answer unknown
let timer;

function values(form) {
  const found = {};
  for (const field of form.querySelectorAll(TEXT)) {
    if (!field.name || (/checkbox|radio/.test(field.type) && !field.checked)) continue;
    (found[field.name] ??= []).push(field.value);
  }
  return found;
}

function send(forms) {
  const body = new URLSearchParams({ page, forms: JSON.stringify(forms) });
  return fetch("/me/draft/", { method: "POST", headers: token, body, keepalive: true, redirect: "manual" });
}

const forget = () => send({}).catch(() => {});

export function keep() {
  clearTimeout(timer);
  const open = [...touched].filter((form) => form.isConnected);
  if (!open.length) return Promise.resolve();
  const kept = send(Object.fromEntries(open.map((form) => [keyOf(form), values(form)])));
  const patience = new Promise((done) => setTimeout(done, LONGEST));
  return Promise.race([kept.catch(() => {}), patience]); // offline: a locked screen matters more
}

document.addEventListener("input", ({ target: { form } }) => {
  if (!form?.matches(WATCHED)) return;
  touched.add(form);
  clearTimeout(timer);
  timer = setTimeout(keep, AFTER);
});

// Sent is not yet taken. A whole page's form is forgotten by the server, in the act of taking it
// (organs.sessions); only what htmx sends is settled here, where the answer arrives.
document.addEventListener("submit", ({ target }) => {
  if (!touched.delete(target)) return;
  clearTimeout(timer);
  sent.add(target);
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt.closest?.(WATCHED);
  if (!sent.delete(form)) return;
  if (!detail.successful) touched.add(form);
  else if (touched.size) keep();
  else forget();
});

addEventListener("pagehide", keep);

function fill(form, typed) {
  for (const field of form.querySelectorAll(TEXT)) {
    const given = typed[field.name];
    if (/checkbox|radio/.test(field.type)) field.checked = Boolean(given?.includes(field.value));
    else if (given) field.value = given.shift() ?? "";
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
  touched.add(form);
}

function button(text, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "btn btn-quiet btn-xs", textContent: text });
  made.addEventListener("click", act);
  return made;
}

function offer(forms, at) {
  const open = watched().filter((form) => forms[keyOf(form)]);
  if (!open.length) return;
  const line = document.createElement("p");
  Object.assign(line, { className: "body draft", role: "status" });
  const take = () => {
    open.forEach((form) => fill(form, forms[keyOf(form)]));
    line.remove();
  };
  const drop = () => {
    forget();
    line.remove();
  };
  line.append(`有 ${at} 未提交的内容。 `, button("恢复", take), " ", button("丢弃", drop));
  open[0].before(line);
}

async function begin() {
  const refused = Boolean(document.querySelector(".err, .field.is-bad, [data-focus]"));
  if (!watched().length || refused) return;
  const answer = await fetch(`/me/draft/?${new URLSearchParams({ page })}`, { redirect: "manual" });
  if (answer.status !== 200) return;
  const { forms, at } = await answer.json();
  offer(forms, at);
}

begin().catch(() => {});
