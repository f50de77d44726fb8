"use client";
/** Ways from page to page; they know where the house stands, so nobody else has to. */
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { type ComponentProps, useCallback } from "react";
import { base } from "@/api/base";

/** A page of this house. */
export type PagePath = `/${string}`;

type GoProps = Omit<ComponentProps<typeof Link>, "href"> & { to: PagePath };

export function Go({ to, ...rest }: GoProps) {
  return <Link {...rest} href={base() + to} />;
}

/** Goes to a page in place of this one. */
export function useGoInstead(): (to: PagePath) => void {
  const router = useRouter();
  return useCallback((to: PagePath) => router.replace(base() + to), [router]);
}

/** Goes to a page; the way back leads here. */
export function useGo(): (to: PagePath) => void {
  const router = useRouter();
  return useCallback((to: PagePath) => router.push(base() + to), [router]);
}

/** Which page this is, as the house knows it. */
export function useHere(): PagePath {
  const path = usePathname();
  const start = base();
  const rest = start !== "" && path.startsWith(start) ? path.replace(start, "") : path;
  return rest.startsWith("/") ? (rest as PagePath) : "/";
}
