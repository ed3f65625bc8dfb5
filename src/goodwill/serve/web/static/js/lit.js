// A circle of the map and its row in the table light up together.
const light = (event) => {
  const link = event.target.closest?.(".map a, .accounts tr");
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (!link) return;
  const path = (link.matches("a") ? link : link.querySelector("a"))?.getAttribute("href");
  if (!path) return;
  for (const each of document.querySelectorAll(`a[href="${CSS.escape(path)}"]`)) {
    (each.closest("tr") ?? each).classList.add("lit");
  }
};
document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);
