// What htmx cannot swap in is told in a dialog, in the words of the server's own error page.

const OFFLINE = "连不上服务器。填写的内容还在本页，请检查网络后再试一次。";

function tell(parts) {
  const dialog = document.getElementById("fault");
  if (!dialog) return;
  document.getElementById("fault-text").replaceChildren(...parts);
  if (!dialog.open) dialog.showModal();
}

function line(text) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  return paragraph;
}

document.addEventListener("htmx:responseError", (event) => {
  const answer = event.detail.xhr;
  if (answer.status === 401) return location.reload(); // the session ended: the server leads to the login
  const page = new DOMParser().parseFromString(answer.responseText, "text/html").querySelector(".err");
  tell(
    page
      ? [...page.children].map((node) => document.importNode(node, true))
      : [line(`没有办成（${answer.status}）。请稍后再试。`)],
  );
});

document.addEventListener("htmx:sendError", () => tell([line(OFFLINE)]));
document.addEventListener("htmx:timeout", () => tell([line(OFFLINE)]));
