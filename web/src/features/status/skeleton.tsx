import { SHARED } from "@/look/messages";

export function MonitorsSkeleton({ label }: { label: string }) {
  return (
    <section
      className="sec appear"
      role="status"
      aria-busy="true"
      aria-label={SHARED.loading({ what: label })}
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
