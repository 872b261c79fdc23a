import { exceptionWords } from '../../shared/domain/exception/words.ts';
import { exceptionOfItem, type StoredException } from '../../shared/store/exceptions.ts';
import type { Item } from '../../shared/store/table.ts';

export function exceptionView(item: Item) {
  return exceptionBody(exceptionOfItem(item));
}

export function exceptionBody(exception: StoredException) {
  return { ...exception, detail: exceptionWords(exception.code) };
}
