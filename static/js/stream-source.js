// One EventSource that does not give up: shared by the worker and, where there is none, by the leading tab.

const KINDS = ["arrival", "unread", "registered", "ping"];

// Calls tell({kind, id, data}) for each event and tell({kind: "state", data: "live" | "lost"}) when the line changes.
export function listen(address, last, tell) {
  let id = last;
  let wait = 1000;
  const begin = () => {
    const source = new EventSource(id ? `${address}?last=${encodeURIComponent(id)}` : address);
    source.onopen = () => {
      wait = 1000;
      tell({ kind: "state", data: "live" });
    };
    // The browser tries again by itself after a cut, with Last-Event-ID; after a refusal (a restart's 502) we must.
    source.onerror = () => {
      tell({ kind: "state", data: "lost" });
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(begin, wait);
      wait = Math.min(wait * 2, 30_000);
    };
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => {
        id = event.lastEventId || id;
        if (kind !== "ping") tell({ kind, id: event.lastEventId, data: JSON.parse(event.data) });
      });
    }
  };
  begin();
}
