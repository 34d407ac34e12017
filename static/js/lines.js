// Forms of many lines: [data-add-line] puts one more under the last, from the <template> beside it, and counts it.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-line]");
  if (!button) return;
  const form = button.form;
  const total = form.querySelector("input[name$='-TOTAL_FORMS']");
  const empty = form.querySelector("template[data-line]");
  const line = document.createElement("tbody");
  line.innerHTML = empty.innerHTML.replaceAll("__prefix__", total.value);
  const added = form.querySelector("tbody[data-lines]").appendChild(line.rows[0]);
  total.value = Number(total.value) + 1;
  button.disabled = Number(total.value) >= Number(button.dataset.addLine);
  added.querySelector("input").focus();
});
