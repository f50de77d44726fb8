/** One part of a page of settings: what it is at the left, what to do with it at the right. */
import { type ReactNode, useId } from "react";

type Props = { title: string; rest?: string; children: ReactNode };

export function Part({ title, rest, children }: Props) {
  const id = useId();
  return (
    <section className="part" aria-labelledby={id}>
      <div>
        <h2 id={id} className="h3">
          {title}
        </h2>
        {rest ? <p className="soft sm">{rest}</p> : null}
      </div>
      <div className="does">{children}</div>
    </section>
  );
}
