/** What is there while a page is read: the shape of what comes, after a moment, never a spinner. */
import { CHROME } from "./messages";

export function RowsSkeleton({ label, rows }: { label: string; rows: number }) {
  return (
    <section
      className="sec appear"
      role="status"
      aria-busy="true"
      aria-label={CHROME.loading({ what: label })}
    >
      <div className="sk line w-b mb-6" />
      <div className="rows">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike
          <div key={row} className="job">
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

export function MonitorsSkeleton() {
  return (
    <section
      className="sec appear"
      role="status"
      aria-busy="true"
      aria-label={CHROME.loading({ what: CHROME.status })}
    >
      <div className="sk line w-b mb-6" />
      <div className="rows">
        {[0, 1, 2, 3].map((row) => (
          <div key={row} className="mon">
            <div className="stack">
              <div className="sk line w-c" />
              <div className="sk line w-a" />
            </div>
            <div className="sk block" />
            <div className="sk line w-c" />
          </div>
        ))}
      </div>
    </section>
  );
}

export function LettersSkeleton() {
  return (
    <section
      className="sec appear"
      role="status"
      aria-busy="true"
      aria-label={CHROME.loading({ what: CHROME.inbox })}
    >
      <div className="rows">
        {[0, 1, 2].map((row) => (
          <div key={row} className="letter">
            <div className="mark sk" />
            <div className="stack">
              <div className="sk line w-a" />
              <div className="sk line w-c" />
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}
