import type { RemittancePayment } from '../../domain/remittance/remittance.ts';
import type {
  BankAccount,
  PartyDetail,
  PaymentDetail,
  RemittanceDelivery,
  StatedAddress,
  StatedContact,
  StatedDate,
  StatedReference,
  UnreadElement,
} from '../../domain/remittance/remittance-detail.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Delimiters } from '../envelope.ts';
import { readSegments, type Segment, splitComponents } from '../segments.ts';
import type { RemittanceFailure, SourceBytes } from './remittance-failure.ts';
import { type FileSlice, readRemittancePayment } from './remittance-payment.ts';
import { openElements, present, type SegmentElements, unreadSegment } from './segment-elements.ts';
import { addDate, addReference, readContact, withAddress } from './stated-values.ts';

type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

interface OpenParty extends PartyDetail {
  address?: StatedAddress;
  readonly contacts: StatedContact[];
  readonly deliveries: RemittanceDelivery[];
}

interface OpenDetail extends Writable<PaymentDetail> {
  readonly references: StatedReference[];
  readonly dates: StatedDate[];
  readonly payer: OpenParty;
  readonly payee: OpenParty;
  readonly unread: UnreadElement[];
}

/** Which of the segments that may occur only once have occurred. */
interface Progress {
  readonly once: Set<string>;
  /** The party whose loop is open; `nobody` for a party that the guide does not have, undefined before the first. */
  party?: OpenParty | 'nobody';
}

/**
 * Reads the payment like `readRemittancePayment`, and also everything else that its header and provider adjustments
 * state (`detail`). Everything without a typed field is listed in `detail.unread`. Never throws.
 */
export function readDetailedPayment(
  header: FileSlice,
  providerAdjustments: readonly FileSlice[],
  delimiters: Delimiters,
): Result<RemittancePayment, RemittanceFailure> {
  const payment = readRemittancePayment(header, providerAdjustments, delimiters);
  if (!payment.ok) return payment;
  const detail = readDetail({ ...header, delimiters });
  for (const slice of providerAdjustments) addUnreadAdjustments({ ...slice, delimiters }, detail.unread);
  return ok({ ...payment.value, detail });
}

function readDetail(source: SourceBytes): OpenDetail {
  const noParty = (): OpenParty => ({ contacts: [], deliveries: [] });
  const detail: OpenDetail = { references: [], dates: [], payer: noParty(), payee: noParty(), unread: [] };
  const progress: Progress = { once: new Set() };
  for (const segment of readSegments(source.bytes, source.delimiters)) {
    const elements = openElements(source, segment);
    if (readSegment(detail, progress, segment.id, elements)) detail.unread.push(...elements.unread());
    else detail.unread.push(unreadSegment(source, segment));
  }
  return detail;
}

/** Reads one segment. Returns whether the guide allows it here, and allows it to repeat. */
function readSegment(detail: OpenDetail, progress: Progress, id: string, elements: SegmentElements): boolean {
  switch (id) {
    case 'DTM':
      addDate(detail.dates, elements);
      return true;
    case 'N1':
      return openParty(detail, progress, elements);
    case 'REF':
      if (progress.party === undefined) addReference(detail.references, elements);
      // The payment's reader has already taken the identifiers of payer and payee.
      else elements.kept(1, 2);
      return progress.party !== 'nobody';
    case 'N3':
    case 'N4':
    case 'PER':
    case 'RDM':
      return readOfParty(progress.party, id, elements);
    default:
      if (progress.once.has(id)) return false;
      progress.once.add(id);
      return readOnce(detail, id, elements);
  }
}

function readOnce(detail: OpenDetail, id: string, elements: SegmentElements): boolean {
  switch (id) {
    case 'ST':
      Object.assign(detail, {
        ...present('transactionType', elements.text(1)),
        ...present('transactionControlNumber', elements.text(2)),
        ...present('guide', elements.text(3)),
      });
      return true;
    case 'BPR':
      readBank(detail, elements);
      return true;
    case 'TRN':
      elements.kept(2, 3);
      Object.assign(detail, {
        ...present('traceType', elements.text(1)),
        ...present('traceSupplement', elements.text(4)),
      });
      return true;
    case 'CUR':
      detail.currency = {
        entity: elements.text(1) ?? '',
        currency: elements.text(2) ?? '',
        ...present('exchangeRate', elements.text(3)),
      };
      return true;
    default:
      return false;
  }
}

function readBank(detail: OpenDetail, elements: SegmentElements): void {
  elements.kept(1, 2, 3, 4);
  if (elements.isDate(16)) elements.kept(16);
  Object.assign(detail, {
    ...present('paymentFormat', elements.text(5)),
    ...present('payerAccount', accountAt(elements, 6)),
    ...present('originatorId', elements.text(10)),
    ...present('originatorSupplement', elements.text(11)),
    ...present('payeeAccount', accountAt(elements, 12)),
    ...present('businessFunction', elements.text(17)),
    ...present('returnAccount', accountAt(elements, 18)),
  });
}

/** Four elements that name a bank and an account in it; undefined when all are empty. */
function accountAt(elements: SegmentElements, position: number): BankAccount | undefined {
  const account: BankAccount = {
    ...present('bankQualifier', elements.text(position)),
    ...present('bankNumber', elements.text(position + 1)),
    ...present('accountQualifier', elements.text(position + 2)),
    ...present('accountNumber', elements.text(position + 3)),
  };
  return Object.keys(account).length === 0 ? undefined : account;
}

/** Payer (PR) and payee (PE) have a loop each; the payment's reader has already taken their names and ids. */
function openParty(detail: OpenDetail, progress: Progress, elements: SegmentElements): boolean {
  const parties: Readonly<Record<string, OpenParty>> = { PR: detail.payer, PE: detail.payee };
  const code = elements.text(1) ?? '';
  const party = Object.hasOwn(parties, code) ? parties[code] : undefined;
  const isKnown = party !== undefined && !progress.once.has(code);
  progress.once.add(code);
  progress.party = isKnown ? party : 'nobody';
  elements.kept(2, 3, 4);
  return isKnown;
}

function readOfParty(party: Progress['party'], id: 'N3' | 'N4' | 'PER' | 'RDM', elements: SegmentElements): boolean {
  if (party === undefined || party === 'nobody') return false;
  if (id === 'PER') party.contacts.push(readContact(elements));
  else if (id === 'RDM') {
    const method = elements.text(1) ?? '';
    party.deliveries.push({
      method,
      ...present('name', elements.text(2)),
      ...present('number', elements.text(3)),
    });
  } else party.address = withAddress(party.address, id, elements);
  return true;
}

/** The payment's reader has already taken provider, period, reasons with their references, and amounts. */
function addUnreadAdjustments(source: SourceBytes, into: UnreadElement[]): void {
  for (const segment of readSegments(source.bytes, source.delimiters)) {
    const elements = openElements(source, segment);
    elements.kept(1);
    if (elements.isDate(2)) elements.kept(2);
    for (let position = 3; position <= elements.last; position += 2) {
      if (isEmptyPair(segment, source, position)) continue;
      elements.components(position, 2);
      elements.kept(position + 1);
    }
    into.push(...elements.unread());
  }
}

function isEmptyPair({ elements }: Segment, { delimiters }: SourceBytes, position: number): boolean {
  const [reason = ''] = splitComponents(elements[position], delimiters);
  return reason === '' && (elements[position + 1] ?? '') === '';
}
