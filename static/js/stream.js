// Arrivals reach every open tab within a second: the bell counts, lists grow, a screen reader is told.

import { listen } from "./stream-source.js";

// One stream per officer and post: what one heard is never replayed to the next at the same machine.
const { stream: address, streamWorker: worker, streamLast: last, streamAs: hearer } = document.body.dataset;

const STATES = { joining: "正在连接", live: "实时", lost: "已断开，正在重连" };
const told = new Set(); // after a cut the server repeats what may have been lost

function receive({ kind, data }) {
  if (kind === "state") return showState(data);
  if (kind === "unread") return showUnread(data);
  if (kind === "registered") return showRegistered(data);
  if (told.has(data.id)) return;
  told.add(data.id);
  showUnread(data.unread);
  if (document.querySelector(`[data-arrival="${CSS.escape(data.id)}"]`)) return; // the page was drawn with it
  document.getElementById("status").textContent = `新到：${data.sender}，${data.title}`;
  document.dispatchEvent(new CustomEvent("arrival", { detail: data }));
  document.querySelectorAll("[data-live-list]").forEach((list) => prepend(list, data.id));
}

function showState(state) {
  document.querySelectorAll("[data-live]").forEach((dot) => {
    dot.classList.toggle("is-lost", state === "lost");
    dot.textContent = STATES[state];
  });
}

function showUnread(count) {
  const bell = document.getElementById("bell");
  if (count === undefined || !bell) return;
  bell.textContent = count;
  document.querySelectorAll("[data-unread]").forEach((figure) => {
    figure.textContent = count;
    figure.hidden = !Number.parseInt(count, 10);
  });
  bell.parentElement.setAttribute("aria-label", `提醒，未读 ${count}`);
}

// A colleague, or another tab, registered it: here its button and its tick go too.
function showRegistered(id) {
  const rows = document.querySelectorAll(`[data-arrival="${CSS.escape(id)}"]`);
  const buttons = [...rows].flatMap((row) => [...row.querySelectorAll("button:not(.htmx-request)")]);
  if (!buttons.length) return;
  const said = Object.assign(document.createElement("span"), { className: "dim nw", textContent: "已登记" });
  for (const button of buttons) button.replaceWith(said.cloneNode(true));
  for (const row of rows) row.querySelector("input[type=checkbox]")?.remove();
  htmx.trigger(document.body, "registered");
}

function prepend(list, id) {
  htmx.ajax("GET", list.dataset.liveUrl + id, { target: list, swap: "afterbegin" }).then(() => {
    list.querySelector(".nothing")?.remove();
    const most = Number(list.dataset.liveMost || 0);
    if (most) [...list.children].slice(most).forEach((row) => row.remove());
  });
}

function throughWorker() {
  const shared = new SharedWorker(worker, { type: "module", name: `stream ${hearer}` });
  shared.port.onmessage = ({ data }) => receive(data);
  shared.port.postMessage({ address, last });
  addEventListener("pagehide", () => shared.port.postMessage({ leave: true }));
  addEventListener("pageshow", (event) => event.persisted && shared.port.postMessage({ address, last }));
}

// Without shared workers the tab that holds the lock listens for the others.
function throughLeader() {
  const channel = new BroadcastChannel(`stream ${hearer}`);
  channel.onmessage = ({ data }) => receive(data);
  const lead = () => {
    listen(address, last, (message) => {
      receive(message);
      channel.postMessage(message);
    });
    return new Promise(() => {}); // held until the tab closes
  };
  navigator.locks ? navigator.locks.request(`stream ${hearer}`, lead) : lead();
}

if (address) {
  if (window.SharedWorker) throughWorker();
  else throughLeader();
}
