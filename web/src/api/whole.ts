/** A list read to its end, page after page, for what must not be cut without a word. */

type Page<Item> = { items: readonly Item[]; next?: string | null };

export type Whole<Item> = { items: readonly Item[]; isCut: boolean };

/** What a page may hold at most. */
export const PAGE_MOST = 200;
/** Nobody waits for more pages than these; `isCut` says that there were. */
const PAGES_MOST = 10;

export async function whole<Item>(
  read: (cursor: string | null) => Promise<Page<Item>>,
): Promise<Whole<Item>> {
  const items: Item[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < PAGES_MOST; pages += 1) {
    const page: Page<Item> = await read(cursor);
    items.push(...page.items);
    cursor = page.next ?? null;
    if (cursor === null) return { items, isCut: false };
  }
  return { items, isCut: true };
}
