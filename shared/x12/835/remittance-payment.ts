import type { PartyIdentity, ProviderAdjustment, RemittancePayment } from '../../domain/remittance/remittance.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Delimiters } from '../envelope.ts';
import { readSegments, type Segment, splitComponents } from '../segments.ts';
import {
  elementFailure,
  optional,
  optionalDate,
  type RemittanceFailure,
  readAmount,
  type SourceBytes,
} from './remittance-failure.ts';

interface OpenParty extends PartyIdentity {
  readonly references: { readonly qualifier: string; readonly value: string }[];
}

interface Header {
  bpr?: Segment;
  trn?: Segment;
  productionDate?: string | undefined;
  payer?: OpenParty;
  payee?: OpenParty;
}

/** Bytes of the raw file with their offset in it. */
export interface FileSlice {
  readonly bytes: Uint8Array;
  readonly byteOffset: number;
}

/**
 * Reads the payment of a remittance: its header (from ST to before the first LX, CLP, PLB or SE, loops 1000A and 1000B) and
 * its PLB segments, as the streaming pass found them. A missing amount, sign or trace number is a failure, and so
 * is an unreadable amount; a payer or payee without a name has an empty name. Never throws.
 * @param providerAdjustments slices of one or more PLB segments
 */
export function readRemittancePayment(
  header: FileSlice,
  providerAdjustments: readonly FileSlice[],
  delimiters: Delimiters,
): Result<RemittancePayment, RemittanceFailure> {
  const source: SourceBytes = { ...header, delimiters };
  const { bpr, trn, productionDate, payer, payee } = readHeader(source);
  const nowhere: Segment = { id: 'BPR', elements: [], byteOffset: 0, byteLength: 0 };
  if (bpr === undefined) return fail(elementFailure('payment-missing', source, nowhere, 2));
  const traceNumber = trn?.elements[2] ?? '';
  if (traceNumber === '') return fail(elementFailure('trace-missing', source, trn ?? { ...nowhere, id: 'TRN' }, 2));
  const amount = readAmount(source, bpr, 2);
  if (!amount.ok) return amount;
  const [, handlingCode = '', , creditDebit, method = ''] = bpr.elements;
  if (creditDebit !== 'C' && creditDebit !== 'D') return fail(elementFailure('payment-sign-invalid', source, bpr, 3));
  const adjustments: ProviderAdjustment[] = [];
  for (const slice of providerAdjustments) {
    const failure = addProviderAdjustments({ ...slice, delimiters }, adjustments);
    if (failure !== undefined) return fail(failure);
  }
  return ok({
    handlingCode,
    paymentCents: amount.value,
    creditDebit,
    method,
    ...optionalDate('paymentDate', bpr.elements[16]),
    traceNumber,
    ...optional('traceOriginator', trn?.elements[3]),
    ...optionalDate('productionDate', productionDate),
    payer: payer ?? { name: '', references: [] },
    payee: payee ?? { name: '', references: [] },
    providerAdjustments: adjustments,
  });
}

function readHeader(source: SourceBytes): Header {
  const header: Header = {};
  let party: OpenParty | undefined;
  for (const segment of readSegments(source.bytes, source.delimiters)) {
    const { id, elements } = segment;
    if (id === 'BPR') header.bpr ??= segment;
    else if (id === 'TRN') header.trn ??= segment;
    else if (id === 'DTM' && elements[1] === '405') header.productionDate ??= elements[2];
    else if (id === 'N1') {
      party = readParty(elements);
      if (elements[1] === 'PR') header.payer ??= party;
      if (elements[1] === 'PE') header.payee ??= party;
    } else if (id === 'REF') party?.references.push({ qualifier: elements[1] ?? '', value: elements[2] ?? '' });
  }
  return header;
}

function readParty(elements: readonly string[]): OpenParty {
  const [, , name = '', qualifier, id] = elements;
  return { name, ...optional('idQualifier', qualifier), ...optional('id', id), references: [] };
}

/** Adds the pairs of PLB segments: from the third element on, reason with reference and amount repeat. */
function addProviderAdjustments(source: SourceBytes, into: ProviderAdjustment[]): RemittanceFailure | undefined {
  for (const segment of readSegments(source.bytes, source.delimiters)) {
    if (segment.id !== 'PLB') return elementFailure('segment-misplaced', source, segment, 0);
    const { elements, byteOffset, byteLength } = segment;
    for (let position = 3; position < elements.length; position += 2) {
      const [reasonCode = '', reference] = splitComponents(elements[position], source.delimiters);
      if (reasonCode === '' && (elements[position + 1] ?? '') === '') continue;
      const amount = readAmount(source, segment, position + 1);
      if (!amount.ok) return amount.failure;
      into.push({
        providerId: elements[1] ?? '',
        ...optionalDate('fiscalPeriodEnd', elements[2]),
        reasonCode,
        ...optional('reference', reference),
        cents: amount.value,
        byteOffset: source.byteOffset + byteOffset,
        byteLength,
      });
    }
  }
  return undefined;
}
