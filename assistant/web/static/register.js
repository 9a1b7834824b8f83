// Where a filter that had the focus is gone with the rows that it chose, the focus goes to how many there are now.

document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.getElementById("treff")?.focus({ preventScroll: true });
});
