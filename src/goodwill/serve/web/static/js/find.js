// The search field of the bar: what was found goes away with Escape, with leaving, and when empty.
const field = document.querySelector(".find input");
const found = document.querySelector("#found");
const clear = () => found.replaceChildren();
field?.addEventListener("input", () => field.value.trim() || clear());
field?.form.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    clear();
    field.blur();
    event.stopPropagation();
  }
  const links = [...found.querySelectorAll("a")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !links.length) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement) + step;
  (at < 0 ? field : links[Math.min(at, links.length - 1)]).focus();
});
field?.form.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !field.form.contains(event.relatedTarget)) clear();
});
document.addEventListener("click", (event) => event.target.closest(".find") || (found && clear()));
