import { SHARED } from "@/look/messages";
import { TEXT } from "./messages";

export function LettersSkeleton() {
  return (
    <section
      className="sec appear"
      role="status"
      aria-busy="true"
      aria-label={SHARED.loading({ what: TEXT.title })}
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
