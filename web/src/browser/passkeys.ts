/** Passkeys as browsers allow them: on a safe connection, for a site that has a name. */

/** Whether this browser may make or use one where it stands. */
export function hasPasskeys(): boolean {
  return window.isSecureContext && "PublicKeyCredential" in window && isName(location.hostname);
}

/** An address in figures, of the old kind or the new, is no name. */
export function isName(host: string): boolean {
  return host !== "" && !host.includes(":") && !/^[\d.]+$/.test(host);
}
