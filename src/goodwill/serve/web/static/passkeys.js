// A device is asked by its browser, and the form carries its answer. Without this, or in a browser
// that knows no passkeys, the form stays hidden and the words behind it say so.
for (const form of document.querySelectorAll("form[data-ask]")) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
  form.hidden = false;
  form.nextElementSibling.hidden = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = form.querySelector("[role=status]");
    said.textContent = "";
    try {
      const asked = await fetch(form.dataset.ask, { method: "POST" });
      if (!asked.ok) throw new Error(asked.status);
      const options = await asked.json();
      const key = form.dataset.makes
        ? await navigator.credentials.create({
            publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
          })
        : await navigator.credentials.get({
            publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
          });
      form.elements.answer.value = JSON.stringify(key.toJSON());
      form.submit();
    } catch {
      said.textContent = form.dataset.failed;
    }
  });
}
