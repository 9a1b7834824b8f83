// The outline of a draft: all of it is opened or folded at once, and the chapter that one comes back to is open.

const all = document.getElementById("alle");
const chapters = [...document.querySelectorAll("details.chapter")];

function tell() {
  const isOpen = chapters.every((chapter) => chapter.open);
  all.textContent = isOpen ? all.dataset.textClose : all.dataset.textOpen;
  return isOpen;
}

/** Opens what an address leads to: a chapter, the sources. */
function open() {
  const led = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".draft-section, .all-sources");
  for (const folded of led?.querySelectorAll("details.chapter, details.more") ?? []) folded.open = true;
}

open();
addEventListener("hashchange", open);
if (chapters.length > 1) {
  tell();
  all.hidden = false;
  all.addEventListener("click", () => {
    const isOpen = !tell();
    for (const chapter of chapters) chapter.open = isOpen;
    tell();
  });
  for (const chapter of chapters) chapter.addEventListener("toggle", tell);
}
