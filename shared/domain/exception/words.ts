import { claimExceptionMeanings } from '../claim/hold-reasons.ts';
import { connectionExceptionMeanings } from '../connection/failures.ts';
import { depositExceptionMeanings } from '../deposit/failures.ts';
import { exceptionMeanings } from '../remittance/failures.ts';
import { quarantineReasons } from '../remittance/post/quarantine.ts';

const meanings: Readonly<Record<string, string>> = {
  ...exceptionMeanings,
  ...quarantineReasons,
  ...claimExceptionMeanings,
  ...connectionExceptionMeanings,
  ...depositExceptionMeanings,
};

/** What an exception's code means, and what usually mends it. */
export function exceptionWords(code: string): string {
  return meanings[code] ?? code;
}
