// What every page has: announcements, and menus that close as menus do. Pages work without it.

const region = document.getElementById("kunngjoring");

/** Says a text to screen readers, also one that is the same as the last. */
export function announce(text) {
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = text; });
}

// What htmx puts in may say what is to be announced: data-announce on the element that was swapped, or within it.
document.addEventListener("htmx:afterSettle", (event) => {
  const swapped = event.detail.elt;
  const said = swapped.matches("[data-announce]") ? swapped : swapped.querySelector("[data-announce]");
  if (said) announce(said.dataset.announce);
});

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("focusin", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest("details[data-menu][open]");
  closeMenus();
  menu?.querySelector("summary").focus();
});
