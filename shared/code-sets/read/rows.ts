import { ok, type Result } from '../../domain/result.ts';
import type { CodeSetFault } from '../format.ts';

/**
 * Reads each line or record of a file into its rows. A line that is not a row, such as a note, gives none. Ends at the
 * first fault. Returns whether the file was read to its end.
 */
export async function* rowsOfEach<Item, Row>(
  batches: AsyncIterable<Result<readonly Item[], CodeSetFault>>,
  read: (item: Item) => Result<readonly Row[], CodeSetFault>,
): AsyncGenerator<Result<readonly Row[], CodeSetFault>, boolean> {
  for await (const items of batches) {
    if (!items.ok) {
      yield items;
      return false;
    }
    const rows: Row[] = [];
    for (const item of items.value) {
      const found = read(item);
      if (!found.ok) {
        yield found;
        return false;
      }
      rows.push(...found.value);
    }
    if (rows.length > 0) yield ok(rows);
  }
  return true;
}

const none = ok<readonly never[]>([]);

/** The rows of a line or record that is at most one row. */
export function oneRow<Row>(row: Result<Row | undefined, CodeSetFault>): Result<readonly Row[], CodeSetFault> {
  if (!row.ok) return row;
  return row.value === undefined ? none : ok([row.value]);
}
