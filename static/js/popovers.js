// Clocks and menus are <details>: one open at a time, closed by Escape or a click elsewhere, kept inside the window.

const POPOVER = "details.clock, details.menu";
const closeAll = (except) =>
  document.querySelectorAll(`:is(${POPOVER})[open]`).forEach((one) => one !== except && one.removeAttribute("open"));

function keepInside(details) {
  const box = details.querySelector(".sum, .menu-list");
  if (!box) return;
  details.classList.remove("to-right", "to-top");
  if (box.getBoundingClientRect().left < (document.querySelector(".rail")?.offsetWidth ?? 0))
    details.classList.add("to-right");
  const { bottom, height } = box.getBoundingClientRect();
  if (bottom > innerHeight && details.getBoundingClientRect().top > height + 44) details.classList.add("to-top");
}

document.addEventListener(
  "toggle",
  (event) => {
    if (!event.target.matches?.(POPOVER) || !event.target.open) return;
    closeAll(event.target);
    keepInside(event.target);
  },
  true, // toggle does not bubble
);
document.addEventListener("click", (event) => closeAll(event.target.closest(POPOVER)));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const shown = document.querySelector(`:is(${POPOVER})[open]`);
  closeAll();
  shown?.querySelector("summary").focus();
});
