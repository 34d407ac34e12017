// Ctrl Enter presses the page's one act; the first line of the gate is ticked once the paper's end was on screen.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const button = document.querySelector("[data-ctrl-enter]:not(:disabled)") ?? document.querySelector("#opinion .btn-primary");
  if (!button || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  button.click();
});

const line = document.querySelector("[data-read-to-end]");
const end = document.querySelector("#whole-paper .core > :last-child");
if (line && end) {
  const seen = new IntersectionObserver(([entry]) => {
    if (!entry.isIntersecting) return;
    line.classList.add("ok");
    seen.disconnect();
  });
  seen.observe(end);
}
