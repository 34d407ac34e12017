// Ctrl+L locks; so do fifteen minutes without a hand on any tab of this browser. A hand that only types keeps the
// session alive, so that a long text is not cut off by the server.

import { keep } from "./drafts.js";

const KEY = "last-hand-on";
const limit = Number(document.body.dataset.idleMinutes || 15) * 60_000;
const form = document.getElementById("lock-form");
const lock = () => form?.requestSubmit();
form?.addEventListener("submit", (event) => {
  event.preventDefault(); // what was typed goes to the house first: the page is gone afterwards
  keep().finally(() => form.submit());
});

const ALIVE_EVERY = 4 * 60_000;
let noted = 0;
let asked = Date.now(); // drawing this page was a request
function note() {
  if (Date.now() - noted < 5000) return; // storage is shared by all tabs: not on every movement
  noted = Date.now();
  localStorage.setItem(KEY, String(noted));
  if (noted - asked < ALIVE_EVERY) return;
  asked = noted;
  fetch("/me/alive/", { redirect: "manual" }).catch(() => {}); // offline: the next request will tell
}

for (const kind of ["pointerdown", "pointermove", "keydown", "scroll"]) addEventListener(kind, note, { passive: true });
note();
setInterval(() => Date.now() - Number(localStorage.getItem(KEY) ?? 0) > limit && lock(), 5000);

addEventListener("keydown", (event) => {
  if (event.key !== "l" || !event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  lock();
});
