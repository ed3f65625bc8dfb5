// What a part of a page put in place says at once has the focus, so that it is read out. A whole page
// says so by `autofocus`; in a part browsers would complain of that wherever something has the focus.
document.addEventListener("htmx:after:swap", () => {
  const said = document.querySelector("[data-lands]");
  said?.removeAttribute("data-lands");
  said?.focus();
});
