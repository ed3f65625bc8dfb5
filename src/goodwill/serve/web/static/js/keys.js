// Keys and what needs a hand beside htmx; every page can be read without this.
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
let going = false;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const key = event.key.toUpperCase();
  if (going) {
    going = false;
    document.querySelector(`[data-go="${CSS.escape(key)}"]`)?.click();
  } else if (key === "G") {
    going = true;
  }
});
