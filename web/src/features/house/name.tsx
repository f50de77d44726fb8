"use client";
/** The name of the house, as it stands beside its egg. */
import { useSyncExternalStore } from "react";
import { nameAtTheLastVisit, UNNAMED, useHouse } from "./house";

export function HouseName() {
  // The exported page knows no house: what this browser remembers comes right after it.
  const before = useSyncExternalStore(never, nameAtTheLastVisit, () => null);
  const name = useHouse().data?.name ?? before ?? UNNAMED;
  return <span className="house-name">{name}</span>;
}

function never(): () => void {
  return () => {};
}
