import { openRemittanceReader } from './835/remittance-reader.ts';
import { openChargeReader } from './837/charge-scan.ts';
import { openClaimAcknowledgementReader } from './acknowledgement/claim-acknowledgement-reader.ts';
import { openFunctionalAcknowledgementReader } from './acknowledgement/functional-acknowledgement-reader.ts';
import type { OpenTransactionReader } from './scanned-interchange.ts';

/** The readers by type of transaction. Of transactions of other types, only the envelope is checked. */
export const transactionReaders: ReadonlyMap<string, OpenTransactionReader> = new Map([
  ['835', openRemittanceReader],
  ['837', openChargeReader],
  ['997', openFunctionalAcknowledgementReader],
  ['999', openFunctionalAcknowledgementReader],
  ['277', openClaimAcknowledgementReader],
]);
