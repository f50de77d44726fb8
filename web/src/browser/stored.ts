/** Under which name the chosen look is kept on the device. */
export const STORED_AS = "medianest.theme";
