// Short messages: those the page came with, and those a fragment sends in the header HX-Trigger: {"toast": {...}}.

const LASTING = 8000;

function fadeLater(line) {
  if (line.matches(".is-error, .is-warning")) return; // a person closes these
  setTimeout(() => line.remove(), LASTING);
}

export function say(text, kind = "info") {
  const line = document.createElement("p");
  line.className = `toast-line is-${kind}`;
  line.textContent = text;
  const close = Object.assign(document.createElement("button"), { type: "button", className: "x", textContent: "×" });
  close.dataset.dismiss = "";
  close.setAttribute("aria-label", "关闭");
  line.append(close);
  document.getElementById("toasts").append(line);
  fadeLater(line);
}

document.querySelectorAll(".toast-line").forEach(fadeLater);
document.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.parentElement.remove());
document.addEventListener("toast", (event) => say(event.detail.text ?? event.detail.value, event.detail.kind));
