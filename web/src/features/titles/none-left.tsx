/** Where the filter lets nothing through. */
import { ListFilter } from "lucide-react";
import { Empty } from "@/look/surfaces/empty";
import { TEXT } from "./messages";

export function NoneLeft() {
  return (
    <section className="sec">
      <Empty mark={{ icon: ListFilter, tone: "info" }} title={TEXT.noneLeftTitle}>
        {TEXT.noneLeft}
      </Empty>
    </section>
  );
}
