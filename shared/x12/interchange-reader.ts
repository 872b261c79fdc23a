import { RemittanceScan } from './835/remittance-scan.ts';
import type { ByteRange, RemittanceTotals, ScannedClaim } from './835/scanned-claim.ts';
import { ChargeScan } from './837/charge-scan.ts';
import { CanonicalDigest, type Digest } from './canonical-digest.ts';
import { ElementIndex } from './element-index.ts';
import type { Delimiters, InterchangeHeader } from './envelope.ts';
import { addFinding, type Finding, type FindingCode, finding } from './finding.ts';
import { type SegmentSink, segmentKey } from './segment-scanner.ts';
import { decodeText } from './segments.ts';

/** An interchange (ISA) as its header names it. */
export interface ScannedInterchange {
  /** Counts from 0 within the file. */
  readonly index: number;
  readonly controlNumber: string;
  /** ISA12, such as `00501`. */
  readonly version: string;
  /** ISA15: P production, T test. */
  readonly usage: string;
  readonly senderId: string;
  readonly receiverId: string;
  readonly byteOffset: number;
  readonly delimiters: Delimiters;
}

/** The start of a transaction (ST). */
export interface ScannedTransaction {
  /** Counts from 0 within the file. */
  readonly index: number;
  readonly interchange: ScannedInterchange;
  readonly groupControlNumber: string;
  /** ST01, such as `835`. */
  readonly type: string;
  /** The guide: ST03 where it is given, else GS08. */
  readonly version: string;
  readonly controlNumber: string;
  readonly byteOffset: number;
}

/** The end of a transaction: everything that one pass can say about it. */
export interface ScannedTransactionEnd extends ScannedTransaction {
  /** From ST to the end of SE, or to where it breaks off. */
  readonly byteLength: number;
  /** Whether the transaction has its trailer (SE): otherwise the file may be cut off. */
  readonly complete: boolean;
  readonly segmentCountRight: boolean;
  readonly findings: readonly Finding[];
  readonly content: ScannedRemittance | ScannedCharges | { readonly kind: 'other' };
}

/** What an 835 transaction comes to. */
export interface ScannedRemittance {
  readonly kind: 'remittance';
  readonly totals: Readonly<RemittanceTotals>;
  /** Whether payment = claims less provider adjustments. */
  readonly paymentBalances: boolean;
  /** Whether every sum is exact: false when amounts come to more than the safe integers hold. */
  readonly isExact: boolean;
  /** From ST to before the first LX, CLP, PLB or SE. */
  readonly header: ByteRange;
  /** A range a PLB segment. */
  readonly providerAdjustments: readonly ByteRange[];
  /** The digest of the content without control numbers; only where one was asked for. */
  readonly canonicalDigest?: Uint8Array;
}

/** What an 837 transaction comes to. */
export interface ScannedCharges {
  readonly kind: 'charges';
  readonly claims: number;
  readonly serviceLines: number;
  readonly chargeCents: number;
  readonly unbalancedClaims: number;
  /** Whether the sums are exact: false when they leave the safe integers. */
  readonly isExact: boolean;
}

/** Is told what a pass over a file finds, in file order. Every member may be left out; what is not asked for is not made. */
export interface InterchangeVisitor {
  readonly interchange?: (interchange: ScannedInterchange) => void;
  readonly transaction?: (transaction: ScannedTransaction) => void;
  /** Every claim (CLP) of an 835, once it is complete. */
  readonly claim?: (claim: ScannedClaim, transaction: ScannedTransaction) => void;
  readonly transactionEnd?: (transaction: ScannedTransactionEnd) => void;
  /** Findings outside transactions. */
  readonly finding?: (found: Finding) => void;
  /** Makes the digest of each 835's canonical content. */
  readonly canonicalDigest?: () => Digest;
}

const groupKey = segmentKey('GS');
const transactionKey = segmentKey('ST');
const transactionEndKey = segmentKey('SE');
const groupEndKey = segmentKey('GE');
const interchangeEndKey = segmentKey('IEA');
const acknowledgementKey = segmentKey('TA1');

interface OpenTransaction {
  readonly start: ScannedTransaction;
  readonly findings: Finding[];
  readonly remittance: RemittanceScan | undefined;
  readonly charges: ChargeScan | undefined;
  readonly canonical: CanonicalDigest | undefined;
}

/** Follows the envelope: interchanges, groups, transactions, their counts and control numbers. */
export class InterchangeReader implements SegmentSink {
  private readonly visitor: InterchangeVisitor;
  private readonly elements = new ElementIndex();
  private bytes: Uint8Array = new Uint8Array(0);
  private interchangeNow: ScannedInterchange | undefined;
  private isInterchangeOpen = false;
  private interchanges = 0;
  private groups = 0;
  private groupControlNumber: string | undefined;
  private groupVersion = '';
  private groupTransactions = 0;
  private transactions = 0;
  private open: OpenTransaction | undefined;
  private segments = 0;
  /** File offset of the end of the segment before. */
  private previousEnd = 0;

  constructor(visitor: InterchangeVisitor) {
    this.visitor = visitor;
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
      byteOffset: base,
      delimiters: header,
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

  segment(key: number, bytes: Uint8Array, start: number, end: number, after: number, base: number): void {
    const { open } = this;
    if (open === undefined || isEnvelope(key)) {
      this.envelopeSegment(key, bytes, start, end, base, base + after);
    } else {
      this.segments += 1;
      if (key === 0) this.note('segment-malformed', base + start);
      open.remittance?.segment(key, bytes, start, end, after, base);
      open.charges?.segment(key, bytes, start, end, base);
      open.canonical?.add(bytes, start, end, open.start.interchange.delimiters);
    }
    this.previousEnd = base + after;
  }

  /** Says that nothing follows: closes what is open, with findings. */
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
        this.groupVersion = this.text(8);
        this.groupTransactions = 0;
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
        return;
      default:
        this.note(key === 0 ? 'segment-malformed' : 'segment-outside-transaction', at);
    }
  }

  private openTransaction(at: number): void {
    this.closeTransaction(at);
    if (this.groupControlNumber === undefined) this.note('group-header-missing', at);
    const start: ScannedTransaction = {
      index: this.transactions,
      interchange: this.interchangeNow as ScannedInterchange,
      groupControlNumber: this.groupControlNumber ?? '',
      type: this.text(1),
      version: this.text(3) || this.groupVersion,
      controlNumber: this.text(2),
      byteOffset: at,
    };
    this.transactions += 1;
    this.groupTransactions += 1;
    this.segments = 1;
    const findings: Finding[] = [];
    const { element } = start.interchange.delimiters;
    const { claim, canonicalDigest } = this.visitor;
    const isRemittance = start.type === '835';
    if (isRemittance) remarkVersion(start, findings);
    this.open = {
      start,
      findings,
      remittance: isRemittance
        ? new RemittanceScan(element, findings, claim === undefined ? undefined : (found) => claim(found, start))
        : undefined,
      charges: start.type === '837' ? new ChargeScan(element, findings) : undefined,
      canonical: isRemittance && canonicalDigest !== undefined ? new CanonicalDigest(canonicalDigest()) : undefined,
    };
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

  /** Closes a transaction without SE. */
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
    const { start, findings, remittance } = open;
    remittance?.finish(contentEnd);
    open.charges?.finish(contentEnd);
    this.open = undefined;
    this.visitor.transactionEnd?.({
      ...start,
      byteLength: how.end - start.byteOffset,
      complete: how.complete && remittance?.hasMoreProviderAdjustments !== true,
      segmentCountRight: how.segmentCountRight,
      findings,
      content: contentOf(open),
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

function contentOf(open: OpenTransaction): ScannedTransactionEnd['content'] {
  const { remittance, charges, canonical, start } = open;
  if (charges !== undefined) {
    const { claims, serviceLines, chargeCents, unbalancedClaims, isExact } = charges;
    return { kind: 'charges', claims, serviceLines, chargeCents, unbalancedClaims, isExact };
  }
  if (remittance === undefined) return { kind: 'other' };
  const content: ScannedRemittance = {
    kind: 'remittance',
    totals: remittance.totals,
    paymentBalances: remittance.paymentBalances(),
    isExact: !remittance.isInexact,
    header: { byteOffset: start.byteOffset, byteLength: remittance.headerEnd - start.byteOffset },
    providerAdjustments: remittance.providerAdjustments,
  };
  return canonical === undefined ? content : { ...content, canonicalDigest: canonical.finish() };
}

/** Whether a trailer's count, read as a number, is right. */
function countIs(text: string, count: number): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) === count;
}

function remarkVersion(start: ScannedTransaction, findings: Finding[]): void {
  if (start.version.startsWith('005010X221')) return;
  findings.push(finding(start.version.startsWith('00401') ? 'version-4010' : 'version-unknown', start.byteOffset));
}
