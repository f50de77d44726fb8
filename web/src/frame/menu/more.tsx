"use client";
/** On phones, the pages for which there is no tab: lit while one of them is open. */
import { Ellipsis } from "lucide-react";
import { Go, useHere } from "@/browser/go";
import { useToDecide } from "@/features/approvals/counts";
import { useMe } from "@/features/session/me";
import { CHROME } from "@/frame/messages";
import { Count } from "../count";
import { isIn, KeepingItems, keepingPlaces } from "../keeping";
import { inTabs, labelOf, openTo } from "../places";
import { Menu } from "./menu";

export function More() {
  const may = useMe().data?.permissions ?? [];
  const here = useHere();
  const toDecide = useToDecide();
  const tabs = inTabs(may);
  const others = openTo(may).filter((one) => !tabs.includes(one) && one.name !== "inbox");
  const isHere =
    others.some(({ path }) => path === here) ||
    keepingPlaces(may).some(({ path }) => isIn(path, here));
  const face = (
    <>
      <Ellipsis className="ic" aria-hidden="true" />
      {CHROME.more}
      <Count count={toDecide} said={CHROME.waiting({ count: toDecide })} />
    </>
  );
  return (
    <Menu face={face} className="tab" isHere={isHere}>
      {(id) => (
        <div className="menu over-tabs" id={id}>
          {others.map((one) => (
            <Go
              key={one.path}
              className="item"
              to={one.path}
              aria-current={one.path === here ? "page" : undefined}
            >
              <one.icon className="ic" aria-hidden="true" />
              {labelOf(one)}
              {one.name === "approvals" ? (
                <Count count={toDecide} said={CHROME.waiting({ count: toDecide })} />
              ) : null}
            </Go>
          ))}
          <KeepingItems />
        </div>
      )}
    </Menu>
  );
}
