/** The shapes of people and of one person, while they are read. */
import { SHARED } from "@/look/messages";
import { TEXT } from "./messages";

export function PeopleSkeleton() {
  return (
    <section
      className="appear"
      role="status"
      aria-busy="true"
      aria-label={SHARED.loading({ what: TEXT.people })}
    >
      <div className="rows">
        {[0, 1, 2, 3, 4].map((row) => (
          <div key={row} className="person">
            <span className="ava m sk" />
            <span className="stack grow">
              <span className="sk line w-b" />
              <span className="sk line w-b" />
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}

export function PersonSkeleton() {
  return (
    <section
      className="appear"
      role="status"
      aria-busy="true"
      aria-label={SHARED.loading({ what: TEXT.people })}
    >
      <div className="who-head">
        <span className="ava l sk" />
        <span className="stack grow">
          <span className="sk block w-b" />
          <span className="sk line w-b" />
        </span>
      </div>
      <div className="own">
        {[0, 1, 2].map((part) => (
          <div key={part} className="part">
            <div className="sk line w-b" />
            <div className="does">
              <div className="sk line w-c" />
              <div className="sk line w-a" />
              <div className="sk line w-c" />
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}
