import { closeSync } from 'node:fs';
import { openUnnamedCopy } from './output-file.ts';
import { unfoldedBytes } from './verify/unfolded-bytes.ts';

/**
 * Opens a file for random access. For a file that is folded into lines it uses a temporary copy without line ends.
 * @throws OutputProblem when the copy cannot be written
 */
export function usingUnfolded<Value>(descriptor: number, use: (descriptor: number) => Value): Value {
  const bytes = unfoldedBytes(descriptor);
  if (bytes === undefined) return use(descriptor);
  const copy = openUnnamedCopy(bytes);
  try {
    return use(copy);
  } finally {
    closeSync(copy);
  }
}
