import { readInterchangeAcknowledgement } from './acknowledgement/interchange-acknowledgement.ts';
import { ElementIndex } from './element-index.ts';
import type { InterchangeHeader } from './envelope.ts';
import { addFinding, type Finding, type FindingCode, finding } from './finding.ts';
import type {
  InterchangeVisitor,
  OpenTransactionReader,
  ScannedInterchange,
  ScannedTransaction,
  TransactionReader,
} from './scanned-interchange.ts';
import { type SegmentSink, segmentKey } from './segment-scanner.ts';
import { decodeElements, decodeText } from './segments.ts';
import { transactionReaders } from './transaction-readers.ts';

const groupKey = segmentKey('GS');
const transactionKey = segmentKey('ST');
const transactionEndKey = segmentKey('SE');
const groupEndKey = segmentKey('GE');
const interchangeEndKey = segmentKey('IEA');
const acknowledgementKey = segmentKey('TA1');

interface OpenTransaction {
  readonly start: ScannedTransaction;
  readonly findings: Finding[];
  /** Undefined for a transaction of a type that has no reader. */
  readonly reader: TransactionReader | undefined;
}

/** Follows the envelope: interchanges, groups, transactions, their counts and control numbers. */
export class InterchangeReader implements SegmentSink {
  private readonly visitor: InterchangeVisitor;
  private readonly readers: ReadonlyMap<string, OpenTransactionReader>;
  private readonly elements = new ElementIndex();
  private bytes: Uint8Array = new Uint8Array(0);
  private interchangeNow: ScannedInterchange | undefined;
  private isInterchangeOpen = false;
  private interchanges = 0;
  private groups = 0;
  private groupControlNumber: string | undefined;
  private groupVersion = '';
  private groupSender = '';
  private groupReceiver = '';
  private groupTransactions = 0;
  private transactions = 0;
  private open: OpenTransaction | undefined;
  private segments = 0;
  /** File offset of the end of the previous segment. */
  private previousEnd = 0;
  /** Only bytes before this index can be read. */
  private limit = 0;

  /** @param readers by type of transaction; of other types, only the envelope is checked */
  constructor(visitor: InterchangeVisitor, readers = transactionReaders) {
    this.visitor = visitor;
    this.readers = readers;
  }

  interchange(header: InterchangeHeader, base: number): void {
    this.closeInterchange(base);
    const { elements } = header;
    this.interchangeNow = {
      index: this.interchanges,
      controlNumber: elements[13] ?? '',
      version: elements[12] ?? '',
      usage: elements[15] ?? '',
      senderId: elements[6] ?? '',
      receiverId: elements[8] ?? '',
      date: elements[9] ?? '',
      time: elements[10] ?? '',
      byteOffset: base,
      delimiters: header,
      elements,
    };
    this.interchanges += 1;
    this.isInterchangeOpen = true;
    this.groups = 0;
    this.visitor.interchange?.(this.interchangeNow);
  }

  remark(found: Finding): void {
    if (this.open === undefined) this.visitor.finding?.(found);
    else addFinding(this.open.findings, found);
  }

  window(limit: number): void {
    this.limit = limit;
    this.open?.reader?.window?.(limit);
  }

  // biome-ignore lint/complexity/useMaxParams: for every segment of a file; an object for its arguments would halve the speed
  segment(key: number, bytes: Uint8Array, start: number, end: number, after: number, base: number): void {
    const { open } = this;
    if (open === undefined || isEnvelope(key)) {
      this.envelopeSegment(key, bytes, start, end, base, base + after);
    } else {
      this.segments += 1;
      if (key === 0) this.note('segment-malformed', base + start);
      open.reader?.segment(key, bytes, start, end, after, base);
    }
    this.previousEnd = base + after;
  }

  /** Ends the file: closes what is open, with findings. */
  finish(end: number): void {
    this.closeInterchange(end);
  }

  private note(code: FindingCode, byteOffset: number, detail?: string): void {
    this.remark(finding(code, byteOffset, detail));
  }

  private text(element: number): string {
    const { elements } = this;
    return element > elements.count
      ? ''
      : decodeText(this.bytes, elements.start(element), elements.end(element)).trim();
  }

  // biome-ignore lint/complexity/useMaxParams: for every segment of a file; an object for its arguments would halve the speed
  private envelopeSegment(
    key: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    base: number,
    after: number,
  ): void {
    const at = base + start;
    if (!this.isInterchangeOpen) {
      this.note('bytes-after-interchange', at);
      return;
    }
    this.bytes = bytes;
    this.elements.split(bytes, start, end, this.interchangeNow?.delimiters.element ?? 0);
    switch (key) {
      case groupKey:
        this.closeGroup(at);
        this.groups += 1;
        this.groupControlNumber = this.text(6);
        this.groupSender = this.text(2);
        this.groupReceiver = this.text(3);
        this.groupVersion = this.text(8);
        this.groupTransactions = 0;
        this.visitor.group?.({
          elements: Array.from({ length: this.elements.count + 1 }, (_, element) => this.text(element)),
          byteOffset: at,
        });
        return;
      case transactionKey:
        this.openTransaction(at);
        return;
      case transactionEndKey:
        this.endTransaction(at, after);
        return;
      case groupEndKey:
        this.endGroup(at);
        return;
      case interchangeEndKey:
        this.endInterchange(at);
        return;
      case acknowledgementKey:
        this.acknowledge(bytes, start, end);
        return;
      default:
        this.note(key === 0 ? 'segment-malformed' : 'segment-outside-transaction', at);
    }
  }

  private acknowledge(bytes: Uint8Array, start: number, end: number): void {
    const { interchangeNow, visitor } = this;
    if (interchangeNow === undefined || visitor.interchangeAcknowledgement === undefined) return;
    const separator = String.fromCharCode(interchangeNow.delimiters.element);
    const elements = decodeElements(bytes, start, end, separator);
    visitor.interchangeAcknowledgement(readInterchangeAcknowledgement(elements), interchangeNow);
  }

  private openTransaction(at: number): void {
    this.closeTransaction(at);
    if (this.groupControlNumber === undefined) this.note('group-header-missing', at);
    const start: ScannedTransaction = {
      index: this.transactions,
      interchange: this.interchangeNow as ScannedInterchange,
      groupControlNumber: this.groupControlNumber ?? '',
      applicationSender: this.groupSender,
      applicationReceiver: this.groupReceiver,
      type: this.text(1),
      version: this.text(3) || this.groupVersion,
      controlNumber: this.text(2),
      byteOffset: at,
    };
    this.transactions += 1;
    this.groupTransactions += 1;
    this.segments = 1;
    const findings: Finding[] = [];
    const reader = this.readers.get(start.type)?.(start, findings, this.visitor);
    reader?.window?.(this.limit);
    this.open = { start, findings, reader };
    this.visitor.transaction?.(start);
  }

  private endTransaction(at: number, after: number): void {
    if (this.open === undefined) {
      this.note('trailer-unexpected', at, 'SE');
      return;
    }
    this.segments += 1;
    if (this.text(2) !== this.open.start.controlNumber) this.note('transaction-control-number-differs', at);
    const isRight = countIs(this.text(1), this.segments);
    if (!isRight) this.note('transaction-segment-count-wrong', at, `${this.segments} segments`);
    this.settle(this.open, at, { end: after, complete: true, segmentCountRight: isRight });
  }

  /** Closes a transaction that has no SE. */
  private closeTransaction(at: number): void {
    if (this.open === undefined) return;
    this.note('transaction-trailer-missing', at);
    this.settle(this.open, this.previousEnd, { end: this.previousEnd, complete: false, segmentCountRight: false });
  }

  private settle(
    open: OpenTransaction,
    contentEnd: number,
    how: { readonly end: number; readonly complete: boolean; readonly segmentCountRight: boolean },
  ): void {
    const { start, findings, reader } = open;
    reader?.finish(contentEnd);
    this.open = undefined;
    this.visitor.transactionEnd?.({
      ...start,
      byteLength: how.end - start.byteOffset,
      complete: how.complete && reader?.isWhole() !== false,
      segmentCountRight: how.segmentCountRight,
      findings,
      content: reader?.content() ?? { kind: 'other' },
    });
  }

  private endGroup(at: number): void {
    this.closeTransaction(at);
    if (this.groupControlNumber === undefined) {
      this.note('trailer-unexpected', at, 'GE');
      return;
    }
    if (!countIs(this.text(1), this.groupTransactions)) {
      this.note('group-transaction-count-wrong', at, `${this.groupTransactions} transactions`);
    }
    if (this.text(2) !== this.groupControlNumber) this.note('group-control-number-differs', at);
    this.groupControlNumber = undefined;
  }

  private closeGroup(at: number): void {
    this.closeTransaction(at);
    if (this.groupControlNumber !== undefined) this.note('group-trailer-missing', at);
    this.groupControlNumber = undefined;
  }

  private endInterchange(at: number): void {
    const count = this.text(1);
    const controlNumber = this.text(2);
    this.closeGroup(at);
    if (!countIs(count, this.groups)) this.note('interchange-group-count-wrong', at, `${this.groups} groups`);
    if (controlNumber !== this.interchangeNow?.controlNumber) this.note('interchange-control-number-differs', at);
    this.isInterchangeOpen = false;
  }

  private closeInterchange(at: number): void {
    if (!this.isInterchangeOpen) return;
    this.closeGroup(at);
    this.note('interchange-trailer-missing', at);
    this.isInterchangeOpen = false;
  }
}

function isEnvelope(key: number): boolean {
  return (
    key === transactionEndKey ||
    key === transactionKey ||
    key === groupKey ||
    key === groupEndKey ||
    key === interchangeEndKey
  );
}

/** Whether a trailer's count, read as a number, is right. */
function countIs(text: string, count: number): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) === count;
}
