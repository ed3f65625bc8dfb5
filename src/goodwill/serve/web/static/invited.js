// The secret of a link stands behind its #, which a browser tells nobody. It goes into the form, and
// out of the address, so that it stays in no history. Without this, it is put there by hand.
const token = document.querySelector("input[name=token]");
if (location.hash.length > 1) {
  token.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
}
token.closest("label").hidden = token.value !== "";
