/** What is there while a page is read: the shape of what comes, after a moment, never a spinner. */
import { SHARED } from "@/look/messages";

export function RowsSkeleton({ label, rows }: { label: string; rows: number }) {
  return (
    <section
      className="sec appear"
      role="status"
      aria-busy="true"
      aria-label={SHARED.loading({ what: label })}
    >
      <div className="sk line w-b mb-6" />
      <div className="rows">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike
          <div key={row} className="sk-row">
            <div className="thumb s sk" />
            <div className="stack">
              <div className="sk line w-a" />
              <div className="sk line thin" />
              <div className="sk line w-b" />
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}
