// The meeting room: one item at a time, keys for outcomes and attendance, everything kept as it is typed.
// An item's version goes with each keeping; who wrote elsewhere meanwhile is never written over (409).

const room = document.querySelector("[data-room]");
const items = [...document.querySelectorAll("[data-item]")];
const saved = document.querySelector("[data-saved]");
const waiting = new Map(); // section → timer
const under = new Map(); // url → promise of what is being kept
const WORDS = { agreed: "议定", later: "会后研究", upward: "报上级", withdrawn: "撤回" };
const NEXT = { "": "present", present: "excused", excused: "", substituted: "present" };
const CAME = { "": "", present: "到会", excused: "请假", substituted: "代会" };
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

const current = () => items.find((one) => !one.hidden);

function show(item) {
  for (const one of items) one.hidden = one !== item;
  for (const button of document.querySelectorAll("[data-go]")) {
    const here = button.dataset.go === item.dataset.item;
    button.toggleAttribute("aria-current", here);
    const state = button.querySelector("[data-state]");
    if (here && state.textContent === "未议") state.textContent = "在议";
    else if (!here && state.textContent === "在议") state.textContent = "未议";
  }
}

function step(by) {
  const next = items[items.indexOf(current()) + by];
  if (next) show(next);
}

const typed = (item) => ({
  version: Number(item.dataset.version),
  outcome: item.querySelector("[data-outcome][aria-checked=true]")?.dataset.outcome ?? "",
  ...Object.fromEntries([...item.querySelectorAll("[data-field]")].map((one) => [one.dataset.field, one.value])),
  agreed: [...item.querySelectorAll("[data-lines] tr")].map((row) =>
    Object.fromEntries([...row.querySelectorAll("[data-cell]")].map((cell) => [cell.dataset.cell, cell.value])),
  ),
});

function tell(item, words) {
  const place = item?.querySelector("[data-problem]");
  if (place) {
    place.textContent = words;
    place.hidden = !words;
  }
  saved.classList.toggle("is-breach", Boolean(words));
  if (words) saved.textContent = "没有存上";
}

// One keeping of a row at a time, so that each bears the version the one before was answered with.
function send(row, body, item) {
  const url = row.dataset.url;
  const after = under.get(url) ?? Promise.resolve(true);
  const now = after.then(() => post(row, body(), item));
  under.set(url, now);
  return now;
}

async function post(row, body, item) {
  try {
    const answer = await fetch(row.dataset.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(body),
    });
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    if (!answer.ok) {
      tell(item, told.message ?? "没有存上：请检查网络或重新登录，输入的内容仍在页面上。");
      return false;
    }
    row.dataset.version = told.version;
    tell(item, "");
    saved.textContent = `✓ ${told.at} 已存`;
    return true;
  } catch {
    tell(item, "没有存上：网络断开。输入的内容仍在页面上，恢复后再改一字即存。");
    return false;
  }
}

function keepSoon(item) {
  clearTimeout(waiting.get(item));
  saved.textContent = "正在存…";
  waiting.set(item, setTimeout(() => keep(item), 800));
}

function keep(item) {
  clearTimeout(waiting.get(item));
  waiting.delete(item);
  return send(item, () => typed(item), item);
}

const keepAll = () => Promise.all([...waiting.keys()].map(keep).concat([...under.values()]));

function decide(item, outcome) {
  for (const one of item.querySelectorAll("[data-outcome]")) {
    one.setAttribute("aria-checked", String(one.dataset.outcome === outcome));
  }
  document.querySelector(`[data-go="${item.dataset.item}"] [data-state]`).textContent = WORDS[outcome];
  keep(item);
}

function number(item) {
  item.querySelectorAll("[data-lines] tr").forEach((row, place) => (row.cells[0].textContent = place + 1));
}

function addLine(item) {
  const line = document.querySelector("template[data-line]").content.cloneNode(true);
  item.querySelector("[data-lines]").append(line);
  number(item);
  item.querySelector("[data-lines] tr:last-child [data-cell]").focus();
}

function nextCell(cell) {
  const item = cell.closest("[data-item]");
  const cells = [...item.querySelectorAll("[data-cell]")];
  const next = cells[cells.indexOf(cell) + 1];
  if (next) next.focus();
  else if (cell.closest("tr").querySelector("[data-cell=words]").value.trim()) addLine(item);
}

function attend(row, presence) {
  row.dataset.presence = presence;
  row.querySelector("[data-came]").textContent = CAME[presence];
  count();
  const note = row.querySelector("[data-note]").value;
  send(row, () => ({ version: Number(row.dataset.version), presence, note }));
}

function count() {
  for (const heading of document.querySelectorAll("[data-count]")) {
    const rows = [...heading.parentElement.nextElementSibling.children];
    const came = rows.filter((row) => ["present", "substituted"].includes(row.dataset.presence)).length;
    heading.textContent = `应到 ${rows.length}，实到 ${came}`;
  }
}

const focusOn = (name) => current().querySelector(`[data-field=${name}]`).focus();
const acts = {
  F1: () => decide(current(), "agreed"),
  F2: () => decide(current(), "later"),
  F3: () => decide(current(), "upward"),
  F4: () => decide(current(), "withdrawn"),
  F6: () => focusOn("aside"),
  F7: () => focusOn("dissent"),
  F8: () => step(1),
  F9: () => document.querySelector("[data-end]")?.requestSubmit(),
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || document.querySelector("dialog[open]")) return;
  const cell = event.target.closest("[data-cell]");
  const writing = event.target.closest("input, textarea, select");
  if (acts[event.key]) acts[event.key]();
  else if (event.altKey && event.key === "ArrowUp") step(-1);
  else if (event.altKey && event.key === "ArrowDown") step(1);
  else if (event.key === "Enter" && cell && !event.shiftKey) nextCell(cell);
  else if (!writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const row = document.querySelector(`[data-press="${CSS.escape(event.key.toUpperCase())}"]`);
    if (!row) return;
    attend(row, NEXT[row.dataset.presence]);
  } else return;
  event.preventDefault();
});

room.addEventListener("click", (event) => {
  const go = event.target.closest("[data-go]");
  const outcome = event.target.closest("[data-outcome]");
  const person = event.target.closest("[data-person] button");
  if (go) show(items.find((one) => one.dataset.item === go.dataset.go));
  else if (outcome) decide(outcome.closest("[data-item]"), outcome.dataset.outcome);
  else if (event.target.closest("[data-add]")) addLine(event.target.closest("[data-item]"));
  else if (person) attend(person.parentElement, NEXT[person.parentElement.dataset.presence]);
});

room.addEventListener("input", (event) => {
  const item = event.target.closest("[data-item]");
  if (item) keepSoon(item);
});

room.addEventListener("change", (event) => {
  const note = event.target.closest("[data-note]");
  if (!note) return;
  const row = note.parentElement;
  attend(row, row.dataset.presence === "excused" || !note.value ? row.dataset.presence : "substituted");
});

const end = document.querySelector("[data-end]");
let ending = false;
end?.addEventListener("submit", async (event) => {
  if (ending) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const kept = await keepAll();
  if (kept.every(Boolean)) {
    ending = true;
    end.submit();
  }
}, true);

window.addEventListener("beforeunload", (event) => {
  if (waiting.size) event.preventDefault();
});

if (items.length) show(items.find((one) => !one.querySelector("[aria-checked=true]")) ?? items[0]);
count();
