// Tables with data-keys: J K move, Enter opens the row's first link, X ticks, / goes to the filter. Ticks are counted.

const rows = (table) =>
  [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.querySelector("a, input"));
const table = () => document.querySelector("table[data-keys]");

function move(step) {
  const all = rows(table());
  const here = all.findIndex((row) => row.classList.contains("is-at"));
  const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
  if (!next) return;
  all[here]?.classList.remove("is-at");
  next.classList.add("is-at");
  next.scrollIntoView({ block: "nearest" });
  next.querySelector("a")?.focus({ preventScroll: true });
}

const acts = {
  j: () => move(1),
  k: () => move(-1),
  x: () => table().querySelector("tr.is-at input[type=checkbox]")?.click(),
  Enter: () => table().querySelector("tr.is-at a")?.click(),
  "/": () => document.querySelector("[data-filter], .filters input")?.focus(),
};

// A page of one case has no rows: there J and K turn to the next case and the one before.
const turns = {
  j: () => document.querySelector("a[rel=next]")?.click(),
  k: () => document.querySelector("a[rel=prev]")?.click(),
};

// Whatever on the page names a key of its own is pressed by it: N for a note, Q for a question.
const named = (key) => {
  const place = /^[a-z]$/.test(key) && document.querySelector(`[data-key="${key}"]`);
  return place ? () => place.click() : undefined;
};

document.addEventListener("keydown", (event) => {
  const act = (table() ? acts : turns)[event.key] ?? named(event.key);
  const busy = event.target.closest("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]");
  const onLink = event.key === "Enter" && event.target.closest("a, button, summary");
  if (!act || busy || onLink || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  act();
});

document.addEventListener("change", (event) => {
  const picked = event.target.closest("table[data-keys]");
  if (!picked) return;
  if (event.target.matches("[data-all]")) ticks(picked).forEach((box) => (box.checked = event.target.checked));
  countTicks(picked);
});

const ticks = (picked) => picked.querySelectorAll("tbody input[type=checkbox]");

function countTicks(picked) {
  const count = [...ticks(picked)].filter((box) => box.checked).length;
  document.querySelectorAll("[data-picked]").forEach((place) => (place.textContent = count));
  document.querySelectorAll("[data-needs-picked]").forEach((button) => (button.disabled = !count));
}
