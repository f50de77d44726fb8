/** How much waits behind a way, where something does. */
export function Count({ count, said }: { count: number; said: string }) {
  if (count === 0) return null;
  return (
    <>
      <span className="sr">, {said}</span>
      <b className="count num hot" aria-hidden="true">
        {count > 99 ? "99+" : count}
      </b>
    </>
  );
}
