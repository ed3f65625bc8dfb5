// Print, copy, and the day: each is a plain link or form without this.
const say = (element, words) => {
  const before = element.textContent;
  element.textContent = words;
  setTimeout(() => (element.textContent = before), 1500);
};

document.addEventListener("click", async (event) => {
  const target = event.target.closest?.("[data-print], [data-copy], [data-copy-link]");
  if (!target) return;
  if (target.matches("[data-print]")) window.print();
  if (target.matches("[data-copy-link]")) {
    await navigator.clipboard?.writeText(new URL(target.dataset.copyLink, location.href).href);
    say(target, "Copied");
  }
  if (target.matches("[data-copy]") && navigator.clipboard && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    const answer = await fetch(target.dataset.copy);
    await navigator.clipboard.writeText(await answer.text());
    say(target, "Copied");
  }
});

// A day that was typed goes on with Enter; one that was picked goes on at once.
const day = document.querySelector(".day input[type=date]");
let typed = false;
day?.addEventListener("keydown", (event) => {
  typed = true;
  if (event.key === "Enter") day.form.requestSubmit();
});
day?.addEventListener("pointerdown", () => (typed = false));
day?.addEventListener("change", () => typed || !day.value || day.form.requestSubmit());

// While a past day is shown: the arrows lead to the day before and after, with shift by months.
document.addEventListener("keydown", (event) => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const isElsewhere = event.target.closest?.("input, select, textarea, .scroll, dialog");
  if (!by || !day?.closest(".past") || isElsewhere || document.querySelector(".why-page")) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const to = new Date(`${day.value}T00:00:00Z`);
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + by + 1, 0)).getUTCDate();
  if (event.shiftKey) to.setUTCMonth(to.getUTCMonth() + by, Math.min(to.getUTCDate(), last));
  else to.setUTCDate(to.getUTCDate() + by);
  const wanted = to.toISOString().slice(0, 10);
  if (day.max && wanted > day.max) return;
  event.preventDefault();
  day.value = wanted;
  day.form.requestSubmit();
});
