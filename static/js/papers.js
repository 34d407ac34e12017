// The viewer of papers: left and right turn the pages of a PDF, R takes up the next paper.

const viewer = document.querySelector("[data-viewer]");
const frame = viewer?.querySelector("[data-frame]");
const pages = Number(viewer?.dataset.pages) || 1;
let page = 1;

function turn(step) {
  const next = Math.min(Math.max(page + step, 1), pages);
  if (!frame || next === page) return;
  page = next;
  const [address] = frame.src.split("#");
  frame.src = `${address}#page=${page}&toolbar=0`;
}

const acts = {
  ArrowRight: () => turn(1),
  ArrowLeft: () => turn(-1),
  r: () => viewer?.dataset.next && location.assign(viewer.dataset.next),
};

document.addEventListener("keydown", (event) => {
  const act = viewer && acts[event.key];
  if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
  event.preventDefault();
  act();
});
