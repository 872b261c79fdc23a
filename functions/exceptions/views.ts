import { exceptionCodes } from '../../shared/domain/exception/codes.ts';
import { present } from '../../shared/domain/present.ts';
import { exceptionOfItem, type StoredException } from '../../shared/store/exceptions.ts';
import type { Item } from '../../shared/store/table.ts';

export function exceptionView(item: Item) {
  return exceptionBody(exceptionOfItem(item));
}

/** An exception in the API. After its end it shows only why it was opened, and names no operation. */
export function exceptionBody({ decisions, ...stored }: StoredException) {
  const exception = { ...stored, ...present({ decisions: decisions && [...decisions] }) };
  const { meaning } = exceptionCodes[exception.code];
  if (exception.state === 'open') return { ...exception, detail: meaning, endedBy: waysToEnd(exception) };
  const [opened = meaning] = meaning.split(/(?<=\.) /);
  return { ...exception, detail: `Ended: nothing waits any more. Why it was opened: ${opened}`, endedBy: [] };
}

/** The operations about cash that waits. */
const ofCash: readonly string[] = ['applyException', 'offsetException', 'bookException'];

/** The operations that end an exception. An answer that waits without cash is matched, or closed. */
function waysToEnd({ code, cents }: Pick<StoredException, 'code' | 'cents'>): string[] {
  const { endedBy } = exceptionCodes[code];
  if (cents !== 0 || !endedBy.some((operation) => ofCash.includes(operation))) return [...endedBy];
  return [...new Set([...endedBy.filter((operation) => !ofCash.includes(operation)), 'closeException'])];
}
