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
