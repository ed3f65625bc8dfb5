// Keys. Every page can be read and used without this: a key does what a link or a field does.
// An element says its key itself: data-key="T" is focused (a field) or pressed (all else), and
// data-go="A" is opened by G, then A. Rows are those of a table that lead somewhere, and lines.
document.documentElement.classList.add("scripted"); // what only serves without script is hidden

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
const unfolded = (element) => element.matches("summary") || !element.closest("details:not([open])");
const seen = (element) => element.checkVisibility?.() ?? true;
const sheet = () => document.querySelector("dialog#keys");
const rows = () =>
  [...document.querySelectorAll("main tbody tr a[href], main .line > summary, main [data-row]")]
    .filter((each) => seen(each) && each === (each.closest("tr")?.querySelector("a[href]") ?? each));

const press = (element) => {
  if (!element) return false;
  if (element.matches("input, select, textarea")) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
  return true;
};

const step = (by) => {
  const all = rows();
  const at = all.indexOf(document.activeElement);
  all.at(at < 0 ? (by > 0 ? 0 : -1) : Math.min(Math.max(at + by, 0), all.length - 1))?.focus();
};

const near = (selector) => {
  const line = document.activeElement?.closest("tr, details, li, section, figure");
  return line?.querySelector(selector) ?? document.querySelector(`main ${selector}`);
};

const copyLink = () => {
  const line = document.activeElement?.closest("[id]");
  const place = new URL(location.href);
  if (line && line.id !== "main") place.hash = line.id;
  navigator.clipboard?.writeText(place.href);
};

const showTable = () => {
  const behind = near("details.behind");
  if (!behind) return;
  behind.open = !behind.open;
  behind.querySelector("summary").focus();
};

const does = {
  J: () => step(1),
  K: () => step(-1),
  E: () => press(near('a[href*="/why/"]')),
  L: copyLink,
  V: showTable,
  "?": () => (sheet()?.open ? sheet().close() : sheet()?.showModal()),
};
let going = false;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (typing(event.target)) event.target.blur();
    return;
  }
  if (typing(event.target) || event.key.length > 1) return;
  const key = event.key.toUpperCase();
  if (sheet()?.open && key !== "?") return;
  if (going || key === "G") {
    if (going) press(document.querySelector(`[data-go="${CSS.escape(key)}"]`));
    going = !going;
    return;
  }
  const own = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(unfolded);
  if (!own && !does[key]) return;
  event.preventDefault();
  if (own) press(own);
  else does[key]();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-sheet]") || !sheet()) return;
  event.preventDefault();
  sheet().showModal();
});
