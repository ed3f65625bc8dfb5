// What is said of a line is sent in place; the why is shown as it stands since. What stands behind
// the drawer is drawn anew once that is shut. Without this the same forms lead to a page.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest?.(".why-page .dispute form, .why-page .dispute-item");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  const within = form.closest(".why-page").parentElement;
  const headers = { "HX-Request": "true" };
  const body = new URLSearchParams(new FormData(form, event.submitter));
  const answer = await fetch(form.action, { method: "POST", headers, body });
  const text = await answer.text();
  if (!answer.ok) {
    const fault = new DOMParser().parseFromString(text, "text/html");
    within.replaceChildren(...fault.querySelector("main").childNodes);
    return;
  }
  within.innerHTML = text;
  document.documentElement.dataset.moved = "1";
  within.querySelector(".moved-now")?.scrollIntoView({ block: "nearest" });
  (within.querySelector(".dispute button, .dispute summary") ?? within.querySelector("h1"))?.focus();
});

window.addEventListener("popstate", () => {
  if (document.documentElement.dataset.moved) location.reload();
});
