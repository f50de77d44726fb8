"use client";
/** The library. */
export function LibraryPage() {
  return null;
}
