/** The shape of the events while they are read. */
import { SHARED } from "@/look/messages";
import { TEXT } from "./messages";

const ROWS = [0, 1, 2, 3, 4, 5, 6] as const;

export function EventsSkeleton() {
  return (
    <section
      className="appear"
      role="status"
      aria-busy="true"
      aria-label={SHARED.loading({ what: TEXT.list })}
    >
      <div className="panel slider">
        <div className="sk line w-b" />
        <div className="sk block" />
        <div className="sk line thin" />
      </div>
      <div className="explore">
        <div className="stack gap-4">
          {ROWS.map((row) => (
            <div key={row} className="stack">
              <div className="sk line w-c" />
              <div className="sk line w-b" />
            </div>
          ))}
        </div>
        <div className="stack gap-4">
          <div className="panel stack gap-4">
            <div className="sk line w-b" />
            <div className="sk block" />
          </div>
          <div className="panel stack gap-4">
            <div className="sk line w-b" />
            <div className="sk line w-a" />
            <div className="sk line w-c" />
          </div>
        </div>
      </div>
    </section>
  );
}
