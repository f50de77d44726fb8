/** Puts a text on the clipboard. A house on plain HTTP has no clipboard of its own: there the browser
 * copies what is marked, as it does for a person. Says whether it worked. */
export async function copied(text: string): Promise<boolean> {
  if (typeof navigator.clipboard?.writeText === "function")
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  const held = document.createElement("textarea");
  held.value = text;
  held.className = "sr";
  document.body.append(held);
  held.select();
  const isCopied = document.execCommand("copy");
  held.remove();
  return isCopied;
}
