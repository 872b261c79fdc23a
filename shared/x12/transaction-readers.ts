import { openRemittanceReader } from './835/remittance-reader.ts';
import { openChargeReader } from './837/charge-scan.ts';
import type { OpenTransactionReader } from './scanned-interchange.ts';

/** Who reads the content of a transaction, by its type. Those of other types are counted and checked as envelopes only. */
export const transactionReaders: ReadonlyMap<string, OpenTransactionReader> = new Map([
  ['835', openRemittanceReader],
  ['837', openChargeReader],
]);
