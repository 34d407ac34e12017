// One stream for all tabs of a browser: the seventh EventSource of one browser would hang every page.

import { listen } from "./stream-source.js";

const KEPT = 50;
const OVERLAP = 5_000_000; // microseconds: what was written before a page was drawn may have been committed after

const COUNTED = new Set(["arrival", "unread"]); // what carries the number on the bell

const ports = new Set();
const recent = []; // arrivals a page may have missed between being drawn and joining here
let state = { kind: "state", data: "joining" };
let unread = null;
let begun = false;

const moment = (cursor) => Number((cursor || "").split("-")[0]); // ids are "<microseconds>-<dispatch>"

function tell(message) {
  if (message.kind === "state") state = message;
  if (COUNTED.has(message.kind)) unread = { kind: "unread", data: message.data.unread ?? message.data };
  if (message.kind === "arrival") recent.splice(0, recent.length, ...recent.slice(1 - KEPT), message);
  for (const port of ports) port.postMessage(message);
}

function join(port, { address, last }) {
  ports.add(port);
  port.postMessage(state);
  const missed = recent.filter((message) => moment(message.id) > moment(last) - OVERLAP);
  if (last) missed.forEach((message) => port.postMessage(message));
  if (unread) port.postMessage(unread); // a replayed arrival carries the count of its own time
  if (begun) return;
  begun = true;
  listen(address, last, tell);
}

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => (data.leave ? ports.delete(port) : join(port, data));
};
