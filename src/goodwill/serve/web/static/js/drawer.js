// The drawer: a link to a why opens it beside the page. Its address is a real one, so Back closes
// it; without script the same link leads to the same thing as a page of its own.
const holder = document.querySelector("#drawer");
const isWhy = (link) => /^\/accounts\/.+\/why\//.test(new URL(link.href).pathname);
const page = location.href;
let drawer, opener;

const fetched = async (href) => {
  const answer = await fetch(href, { headers: { "HX-Request": "true" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.text();
};

const shut = () => {
  opener?.classList.remove("opened");
  drawer?.remove();
  drawer = undefined;
  opener?.focus({ preventScroll: true });
  opener = undefined;
};

const show = (html) => {
  if (!drawer) {
    drawer = document.createElement("dialog");
    drawer.className = "drawer";
    drawer.setAttribute("aria-labelledby", "why-title");
    drawer.addEventListener("cancel", (event) => {
      event.preventDefault();
      history.back();
    });
    drawer.addEventListener("click", (event) => event.target === drawer && outside(event) && history.back());
    holder.append(drawer);
    drawer.innerHTML = html;
    drawer.showModal();
    drawer.querySelector("h1").focus();
    return;
  }
  drawer.innerHTML = html;
};

const outside = (event) => event.clientX < drawer.getBoundingClientRect().left;

const open = async (link) => {
  try {
    const html = await fetched(link.href);
    opener = link;
    link.classList.add("opened");
    history.pushState({ drawer: link.href }, "", link.href);
    show(html);
  } catch {
    location.assign(link.href);
  }
};

// Another item of the same line: in the drawer or on its own page, in place and without a step back.
const choose = async (link) => {
  const within = link.closest(".why-page").parentElement;
  const which = link.matches("[data-step]") ? `[data-step="${link.dataset.step}"]` : null;
  try {
    const html = await fetched(link.href);
    within.innerHTML = html;
    history.replaceState(history.state, "", link.href);
    const next = (which && within.querySelector(which)) ?? within.querySelector(".chosen a, .where a");
    next?.focus({ preventScroll: true });
    within.querySelector(".where")?.scrollIntoView({ block: "nearest" });
  } catch {
    location.assign(link.href);
  }
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches("[data-close]") && drawer) {
    event.preventDefault();
    history.back();
  } else if (link.matches("[data-item], [data-step]") && link.closest(".why-page")) {
    event.preventDefault();
    choose(link);
  } else if (isWhy(link) && !drawer && link.closest("main") && innerWidth > 700) {
    event.preventDefault();
    open(link);
  }
});

document.addEventListener("keydown", (event) => {
  const at = document.querySelector(".why-page");
  if (!at || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, .scroll")) return;
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const step = by && at.querySelector(`[data-step="${by}"]`);
  if (step) {
    event.preventDefault();
    choose(step);
  }
});

window.addEventListener("popstate", async () => {
  if (drawer && !history.state?.drawer) shut();
  else if (!drawer && history.state?.drawer && location.href !== page) show(await fetched(location.href));
});
