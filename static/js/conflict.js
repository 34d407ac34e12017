// 409: saving waits until every place that both changed is chosen.

const form = document.querySelector("form[data-conflict]");
const button = document.querySelector("[data-save]");

function count() {
  const open = [...form.querySelectorAll("tr[data-pick]")].filter((row) => !row.querySelector("input:checked")).length;
  button.disabled = open > 0;
  button.textContent = open ? `按所选保存，还差 ${open} 处` : "按所选保存";
}

if (button) {
  form.addEventListener("change", count);
  count();
}
