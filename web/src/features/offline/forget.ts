/** Under which name the last look of the house is kept on the device, and how it is forgotten. */
export const KEPT = "medianest.as-of";

export function forget(): void {
  try {
    localStorage.removeItem(KEPT);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
