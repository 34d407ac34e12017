// Dialogs, the search box and the keys that work on every page.

const typing = (event) => event.target.closest?.("input, textarea, select, [contenteditable]");

function open(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  dialog.showModal();
  dialog.querySelector("[autofocus], input, button:not([data-close])")?.focus();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) {
    opener.closest("details.menu")?.removeAttribute("open");
    open(opener.dataset.open);
  }
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  if (event.target.matches("dialog.dlg")) event.target.close(); // the ground around it
  if (event.target.closest("[data-print]")) window.print();
  if (event.target.closest("[data-back]")) history.back();
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    if (event.key === "k") {
      event.preventDefault();
      open("find");
    }
    return;
  }
  if (event.key === "?" && !typing(event)) open("keys");
  if (["ArrowDown", "ArrowUp"].includes(event.key) && event.target.closest("#find")) walkResults(event);
});

// In the search box the arrows walk the results, so that a hand need not leave the keys.
function walkResults(event) {
  const stops = [document.querySelector("#find input"), ...document.querySelectorAll("#find-results a")];
  const here = stops.indexOf(document.activeElement);
  const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}
