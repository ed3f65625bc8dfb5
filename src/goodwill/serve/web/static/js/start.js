// Files that are dropped are chosen as if by the field; what was chosen is said with its size.
const drop = document.querySelector("[data-drop]");
if (drop) {
  const field = drop.querySelector("input[type=file]");
  const size = (bytes) => {
    const steps = ["bytes", "kB", "MB", "GB"];
    const at = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 3);
    return `${(bytes / 1000 ** at).toFixed(at ? 1 : 0)} ${steps[at]}`;
  };
  const say = () => {
    const all = [...field.files].map((file) => `${file.name}, ${size(file.size)}`);
    drop.querySelector("[data-chosen]").textContent = all.join("; ");
  };
  field.addEventListener("change", say);
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragenter" || name === "dragover");
    });
  }
  drop.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    say();
  });
}
