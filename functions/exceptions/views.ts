import { exceptionCodes } from '../../shared/domain/exception/codes.ts';
import { exceptionOfItem, type StoredException } from '../../shared/store/exceptions.ts';
import type { Item } from '../../shared/store/table.ts';

export function exceptionView(item: Item) {
  return exceptionBody(exceptionOfItem(item));
}

/** An exception as it is shown. Nothing ends what has ended. */
export function exceptionBody(exception: StoredException) {
  const { meaning, endedBy } = exceptionCodes[exception.code];
  return { ...exception, detail: meaning, endedBy: exception.state === 'open' ? [...endedBy] : [] };
}
