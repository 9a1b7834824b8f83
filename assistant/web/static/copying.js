// Text to the clipboard, also where the page is not served over TLS and the browser has no clipboard for it.

/** Resolves once the text is copied; rejects where the browser does not let it be. */
export async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "ds-sr-only";
  field.setAttribute("aria-hidden", "true");
  document.body.append(field);
  const focused = document.activeElement;
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  focused?.focus();
  if (!isCopied) throw new Error("not copied");
}
