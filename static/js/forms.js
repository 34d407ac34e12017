// Forms: unsaved work warns before it is left, files may be dropped, a second click does not send twice, errors get the focus.

const changed = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.method === "post" && !form.hasAttribute("data-no-guard")) changed.add(form);
});
document.addEventListener("submit", (event) => {
  if (event.target.id === "lock-form") changed.clear(); // an unattended screen must not wait for an answer
  if (event.target.method !== "post" || event.defaultPrevented) return; // htmx sends this one itself
  changed.delete(event.target);
  if (event.submitter) rest(event.submitter);
});

// A second click does not send twice; an answer that is a download leaves the page, so the button wakes again.
function rest(button) {
  setTimeout(() => (button.disabled = true), 0); // after this turn: the button's own name is still sent
  setTimeout(() => (button.disabled = false), 5000);
}

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) changed.delete(event.detail.elt.closest("form"));
});
addEventListener("beforeunload", (event) => {
  for (const form of changed) if (form.isConnected) return event.preventDefault();
});
document.addEventListener("change", (event) => {
  const zone = event.target.closest("[data-drop]");
  if (zone) nameFiles(zone);
});
for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, drag);

function drag(event) {
  const zone = event.target.closest?.("[data-drop]");
  if (!zone) return;
  event.preventDefault();
  zone.classList.toggle("is-over", event.type === "dragover");
  if (event.type !== "drop" || !event.dataTransfer.files.length) return;
  zone.querySelector("input").files = event.dataTransfer.files;
  zone.querySelector("input").dispatchEvent(new Event("change", { bubbles: true }));
}

function nameFiles(zone) {
  const files = [...zone.querySelector("input").files];
  zone.querySelector("output").textContent = files
    .map((file) => `${file.name}，${Math.ceil(file.size / 1024)} KB`)
    .join("；");
}

const focusErrors = (root) => root.querySelector?.("[data-focus]")?.focus({ preventScroll: true });
focusErrors(document);
document.addEventListener("htmx:afterSettle", (event) => focusErrors(event.target));
