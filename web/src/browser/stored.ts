/** Under which name the chosen look is kept on the device. */
export const STORED_AS = "medianest.theme";
/** How the house was called at the last visit, and its colour. */
export const NAME_STORED_AS = "medianest.house";
export const ACCENT_STORED_AS = "medianest.accent";
