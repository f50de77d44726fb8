/** Somebody's mark: the first letter of their name, in an egg. */
export function Ava({ name, size }: { name: string; size?: "m" | "l" }) {
  return (
    <span
      className={size ? `ava ${size}` : "ava"}
      data-initial={[...name][0]?.toUpperCase() ?? ""}
      aria-hidden="true"
    />
  );
}
