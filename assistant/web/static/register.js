// Where a link that had the focus is gone with the rows that it chose, the focus goes to how many there are now.

let isWithin = false;

document.addEventListener("htmx:beforeSwap", () => {
  isWithin = document.getElementById("register")?.contains(document.activeElement) ?? false;
});

document.addEventListener("htmx:afterSettle", () => {
  if (isWithin && document.activeElement === document.body) {
    document.getElementById("treff")?.focus({ preventScroll: true });
  }
});
