// One stream for all tabs of a browser: the seventh EventSource of one browser would hang every page.

import { listen } from "./stream-source.js";

const ports = new Set();
let state = { kind: "state", data: "lost" };
let begun = false;

function tell(message) {
  if (message.kind === "state") state = message;
  for (const port of ports) port.postMessage(message);
}

self.onconnect = ({ ports: [port] }) => {
  ports.add(port);
  port.onmessage = ({ data }) => {
    if (data.leave) return ports.delete(port);
    port.postMessage(state);
    if (begun) return;
    begun = true;
    listen(data.address, data.last, tell);
  };
};
