// Text to the clipboard, also where the page is not served over TLS and the browser has no clipboard for it.

/** Resolves once the text is copied, as HTML too for what takes that; rejects where the browser does not let it be. */
export async function copyText(text, html) {
  if (navigator.clipboard && window.ClipboardItem) {
    const kinds = { "text/plain": text, "text/html": html };
    const blobs = Object.entries(kinds).map(([type, data]) => [type, new Blob([data], { type })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "ds-sr-only";
  field.setAttribute("aria-hidden", "true");
  document.body.append(field);
  const focused = document.activeElement;
  field.select();
  const put = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    event.clipboardData.setData("text/html", html);
  };
  document.addEventListener("copy", put);
  const isCopied = document.execCommand("copy");
  document.removeEventListener("copy", put);
  field.remove();
  focused?.focus();
  if (!isCopied) throw new Error("not copied");
}
