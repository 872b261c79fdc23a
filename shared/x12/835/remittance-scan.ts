import { amountFault, readCents } from '../amount-bytes.ts';
import { dateFault } from '../date-bytes.ts';
import { ElementIndex } from '../element-index.ts';
import { addFinding, type Finding, type FindingCode, finding } from '../finding.ts';
import { segmentKey } from '../segment-scanner.ts';
import { decodeText } from '../segments.ts';
import {
  type ByteRange,
  type EquationFailure,
  equationFailureLimit,
  noTotals,
  type RemittanceTotals,
  type ScannedClaim,
} from './scanned-claim.ts';

/** At most this many PLB segments of a remittance are listed. */
const providerAdjustmentLimit = 10_000;

/** CLP has this many elements. */
const claimElements = 14;

const claimKey = segmentKey('CLP');
const serviceKey = segmentKey('SVC');
const adjustmentKey = segmentKey('CAS');
const providerAdjustmentKey = segmentKey('PLB');
const paymentKey = segmentKey('BPR');
const traceKey = segmentKey('TRN');
const dateKey = segmentKey('DTM');
const groupingKey = segmentKey('LX');
const partyKey = segmentKey('N1');
const summaryKey = segmentKey('TS3');
const supplementKey = segmentKey('TS2');

/** Other segments of the guide and of 4010, which change no sum and open no part. */
const informingKeys = new Set(
  ['CUR', 'REF', 'N3', 'N4', 'PER', 'RDM', 'NM1', 'MIA', 'MOA', 'AMT', 'QTY', 'LQ'].map(segmentKey),
);

function addExactly(scan: RemittanceScan, sum: number, amount: number): number {
  const next = sum + amount;
  if (next > Number.MAX_SAFE_INTEGER || next < Number.MIN_SAFE_INTEGER) scan.isInexact = true;
  return next;
}

/** Adds up the amounts of one 835 transaction and checks its equations. For speed it makes no object per segment. */
export class RemittanceScan {
  readonly totals: RemittanceTotals = noTotals();
  /** Whether a sum, or the difference of two, may leave the safe integers, so that no equation can be trusted. */
  isInexact = false;
  /** Sum of every amount without its sign: no sum or difference of them can be larger. */
  private magnitude = 0;
  /** Whether there are more PLB segments than the list holds. */
  hasMoreProviderAdjustments = false;
  /** File offset of the first segment that is not the payment's header; -1 while there is none. */
  headerEnd = -1;
  readonly providerAdjustments: ByteRange[] = [];
  private readonly findings: Finding[];
  private readonly onClaim: ((claim: ScannedClaim) => void) | undefined;
  private readonly element: number;
  private readonly elements = new ElementIndex();
  private bytes: Uint8Array = new Uint8Array(0);
  private base = 0;
  /** File offset of the end of the previous segment. */
  private previousEnd = 0;

  private isClaimOpen = false;
  private isLineOpen = false;
  private claimStart = 0;
  private lineStart = 0;
  private contextStart = -1;
  private contextEnd = -1;
  private controlNumber = '';
  private payerNumber = '';
  private status = '';
  private claimCharge = 0;
  private claimPaid = 0;
  private claimAdjustments = 0;
  private allAdjustments = 0;
  private claimLines = 0;
  private linesCharge = 0;
  private linesPaid = 0;
  private lineCharge = 0;
  private linePaid = 0;
  private lineAdjustments = 0;
  private hasClaimFailed = false;
  private isDebit = false;
  private failures: EquationFailure[] = [];

  constructor(element: number, findings: Finding[], onClaim: ((claim: ScannedClaim) => void) | undefined) {
    this.element = element;
    this.findings = findings;
    this.onClaim = onClaim;
  }

  // biome-ignore lint/complexity/useMaxParams: for every segment of a file; an object for its arguments would halve the speed
  segment(key: number, bytes: Uint8Array, start: number, end: number, after: number, base: number): void {
    this.bytes = bytes;
    this.base = base;
    switch (key) {
      case adjustmentKey:
        this.elements.split(bytes, start, end, this.element);
        this.readAdjustments(start);
        break;
      case dateKey:
        this.checkDate(bytes, start, end);
        break;
      case serviceKey:
        this.elements.split(bytes, start, end, this.element);
        this.openLine(start);
        break;
      case claimKey:
        this.endHeader(base + start);
        this.closeClaim();
        this.elements.split(bytes, start, end, this.element);
        this.openClaim(start);
        break;
      case groupingKey:
      case supplementKey:
      case summaryKey:
        this.endHeader(base + start);
        this.closeClaim();
        if (key === groupingKey || this.contextEnd !== this.previousEnd) this.contextStart = base + start;
        this.contextEnd = base + after;
        break;
      case providerAdjustmentKey:
        this.endHeader(base + start);
        this.closeClaim();
        this.elements.split(bytes, start, end, this.element);
        this.readProviderAdjustments(start, after);
        break;
      case paymentKey:
        this.elements.split(bytes, start, end, this.element);
        this.readPayment(start);
        break;
      case traceKey:
        if (this.totals.traceNumber !== null) break;
        this.elements.split(bytes, start, end, this.element);
        this.totals.traceNumber = this.text(2);
        break;
      case partyKey:
        if (this.headerEnd !== -1) this.remark('party-repeated', base + start);
        this.extendContext(base + after);
        break;
      default:
        this.extendContext(base + after);
        // A segment without an identifier already has its finding.
        if (key !== 0 && !informingKeys.has(key)) this.remark('segment-unknown', base + start);
    }
    this.previousEnd = base + after;
  }

  /** Segments between LX and the next claim belong to the group's header. */
  private extendContext(end: number): void {
    if (!this.isClaimOpen && this.contextEnd === this.previousEnd) this.contextEnd = end;
  }

  /** Checks DTM02, after a qualifier of three characters. Readers check segments of other forms. */
  private checkDate(bytes: Uint8Array, start: number, end: number): void {
    const date = start + 8;
    if (bytes[date - 1] !== this.element || date >= end) return;
    const dateEnd = date + 8 < end && bytes[date + 8] === this.element ? date + 8 : end;
    const fault = dateFault(bytes, date, dateEnd);
    if (fault !== undefined) this.remark(fault, this.base + date);
  }

  /** Closes what is open; `end` is the file offset of the transaction's trailer, or of its end when the trailer is missing. */
  finish(end: number): void {
    this.closeClaim();
    this.endHeader(end);
    if (this.isInexact) this.remark('amount-too-large', end, 'a sum is too large to be exact');
    if (this.hasMoreProviderAdjustments) this.remark('provider-adjustments-too-many', end);
    if (this.totals.paymentCents === null) this.remark('payment-missing', end);
    if (this.totals.traceNumber === null || this.totals.traceNumber === '') this.remark('trace-missing', end);
    if (!this.paymentBalances()) {
      const { paymentCents, paidCents, providerAdjustmentCents } = this.totals;
      this.remark(
        'payment-unbalanced',
        end,
        `payment ${paymentCents ?? 0}, claims ${paidCents}, provider adjustments ${providerAdjustmentCents} cents`,
      );
    }
  }

  /** Whether BPR02, negated when BPR03 says that it is a debit, = sum of CLP04 less sum of PLB. */
  paymentBalances(): boolean {
    const { paymentCents, paidCents, providerAdjustmentCents } = this.totals;
    const received = this.isDebit ? -(paymentCents ?? 0) : (paymentCents ?? 0);
    // Compared by their difference, so that minus zero equals zero.
    return !this.isInexact && received - (paidCents - providerAdjustmentCents) === 0;
  }

  private remark(code: FindingCode, byteOffset: number, at?: string | number): void {
    const detail = typeof at === 'number' ? `${this.text(0)}, element ${at}` : at;
    addFinding(this.findings, finding(code, byteOffset, detail));
  }

  private endHeader(offset: number): void {
    if (this.headerEnd === -1) this.headerEnd = offset;
  }

  private text(element: number): string {
    return element > this.elements.count
      ? ''
      : decodeText(this.bytes, this.elements.start(element), this.elements.end(element));
  }

  /** An amount in cents: 0 when the element is absent or empty, and, with a finding, when it is not an amount. */
  private amount(element: number): number {
    if (element > this.elements.count) return 0;
    const start = this.elements.start(element);
    const end = this.elements.end(element);
    if (start === end) return 0;
    const value = readCents(this.bytes, start, end);
    if (!Number.isNaN(value)) {
      this.magnitude += Math.abs(value);
      if (this.magnitude > Number.MAX_SAFE_INTEGER) this.isInexact = true;
      return value;
    }
    this.remark(amountFault(this.bytes, start, end), this.base + start, element);
    this.unreadable(start);
    return 0;
  }

  private unreadable(start: number): void {
    this.totals.unreadableAmounts += 1;
    if (this.isClaimOpen) this.failed('amount', this.base + start, 0, 0);
    else this.totals.unreadablePaymentAmounts += 1;
  }

  private requireAmount(element: number, start: number): number {
    if (!this.elements.has(element)) this.remark('amount-missing', this.base + start, element);
    return this.amount(element);
  }

  /** Reads every third element from the third one on, because reason, amount and quantity repeat. */
  private readAdjustments(start: number): void {
    if (!this.isClaimOpen) {
      this.remark('segment-misplaced', this.base + start, 'CAS before any CLP');
      return;
    }
    this.checkElementCount(start);
    let sum = 0;
    for (let element = 3; element <= this.elements.count; element += 3) {
      const amount = this.amount(element);
      if (amount === 0) this.checkZero(element, 'adjustment-zero');
      sum = addExactly(this, sum, amount);
    }
    if (this.isLineOpen) this.lineAdjustments = addExactly(this, this.lineAdjustments, sum);
    else this.claimAdjustments = addExactly(this, this.claimAdjustments, sum);
    this.allAdjustments = addExactly(this, this.allAdjustments, sum);
  }

  /** Adds a finding for an amount that is given as zero; an unreadable amount already has its finding. */
  private checkZero(element: number, code: FindingCode): void {
    if (!this.elements.has(element)) return;
    const start = this.elements.start(element);
    if (readCents(this.bytes, start, this.elements.end(element)) === 0) this.remark(code, this.base + start);
  }

  private checkElementCount(start: number): void {
    if (!this.elements.hasMore) return;
    this.remark('elements-too-many', this.base + start);
    this.unreadable(start);
  }

  private openLine(start: number): void {
    this.closeLine();
    this.totals.serviceLines += 1;
    if (!this.isClaimOpen) {
      this.remark('segment-misplaced', this.base + start, 'SVC before any CLP');
      return;
    }
    this.isLineOpen = true;
    this.claimLines += 1;
    this.lineStart = this.base + start;
    this.lineCharge = this.requireAmount(2, start);
    this.linePaid = this.requireAmount(3, start);
    this.linesCharge = addExactly(this, this.linesCharge, this.lineCharge);
    this.linesPaid = addExactly(this, this.linesPaid, this.linePaid);
    this.lineAdjustments = 0;
  }

  private closeLine(): void {
    if (!this.isLineOpen) return;
    this.isLineOpen = false;
    const expected = this.lineCharge - this.linePaid;
    if (expected === this.lineAdjustments) return;
    this.totals.unbalancedLines += 1;
    this.failed('line', this.lineStart, expected, this.lineAdjustments);
    this.remark('line-unbalanced', this.lineStart, compare(expected, this.lineAdjustments));
  }

  private openClaim(start: number): void {
    this.isClaimOpen = true;
    this.claimStart = this.base + start;
    this.totals.claims += 1;
    this.claimAdjustments = 0;
    this.allAdjustments = 0;
    this.claimLines = 0;
    this.linesCharge = 0;
    this.linesPaid = 0;
    this.hasClaimFailed = false;
    if (this.onClaim !== undefined) {
      this.controlNumber = this.text(1);
      this.status = this.text(2);
      this.payerNumber = this.text(7);
      this.failures = [];
    }
    for (let element = claimElements + 1; element <= this.elements.count; element += 1) {
      if (this.elements.has(element)) this.remark('elements-surplus', this.base + this.elements.start(element));
    }
    this.claimCharge = this.requireAmount(3, start);
    this.claimPaid = this.requireAmount(4, start);
    this.totals.chargeCents = addExactly(this, this.totals.chargeCents, this.claimCharge);
    this.totals.paidCents = addExactly(this, this.totals.paidCents, this.claimPaid);
    this.totals.patientResponsibilityCents = addExactly(this, this.totals.patientResponsibilityCents, this.amount(5));
  }

  private closeClaim(): void {
    if (!this.isClaimOpen) return;
    this.closeLine();
    const expected = this.claimCharge - this.claimPaid;
    if (expected !== this.allAdjustments) {
      this.totals.unbalancedClaims += 1;
      this.failed('claim', this.claimStart, expected, this.allAdjustments);
      this.remark('claim-unbalanced', this.claimStart, compare(expected, this.allAdjustments));
    }
    if (this.claimLines > 0) this.compareWithLines();
    this.isClaimOpen = false;
    if (this.hasClaimFailed) this.totals.failedClaims += 1;
    this.onClaim?.(this.describeClaim());
  }

  private compareWithLines(): void {
    const paid = this.linesPaid - this.claimAdjustments;
    const chargeDiffers = this.claimCharge !== this.linesCharge;
    const paidDiffers = this.claimPaid !== paid;
    if (!chargeDiffers && !paidDiffers) return;
    if (chargeDiffers) this.failed('claim-charge', this.claimStart, this.claimCharge, this.linesCharge);
    if (paidDiffers) this.failed('claim-payment', this.claimStart, this.claimPaid, paid);
    const numbers = `charge ${this.claimCharge} and ${this.linesCharge}, payment ${this.claimPaid} and ${paid} cents`;
    this.remark('claim-lines-differ', this.claimStart, numbers);
  }

  private failed(equation: EquationFailure['equation'], byteOffset: number, expected: number, found: number): void {
    this.hasClaimFailed = true;
    if (this.onClaim === undefined || this.failures.length >= equationFailureLimit) return;
    this.failures.push({ equation, byteOffset, expectedCents: expected, foundCents: found });
  }

  private describeClaim(): ScannedClaim {
    const claim = {
      index: this.totals.claims - 1,
      byteOffset: this.claimStart,
      byteLength: this.previousEnd - this.claimStart,
      patientControlNumber: this.controlNumber,
      payerClaimNumber: this.payerNumber,
      statusCode: this.status,
      chargeCents: this.claimCharge,
      paidCents: this.claimPaid,
      balanced: !this.hasClaimFailed,
      failures: this.failures,
    };
    if (this.contextStart === -1) return claim;
    return { ...claim, context: { byteOffset: this.contextStart, byteLength: this.contextEnd - this.contextStart } };
  }

  private readPayment(start: number): void {
    if (this.totals.paymentCents !== null) {
      this.remark('payment-repeated', this.base + start);
      return;
    }
    this.totals.paymentCents = this.requireAmount(2, start);
    if (this.elements.has(16)) {
      const fault = dateFault(this.bytes, this.elements.start(16), this.elements.end(16));
      if (fault !== undefined) this.remark(fault, this.base + this.elements.start(16));
    }
    const sign = this.text(3);
    this.isDebit = sign === 'D';
    if (sign !== 'C' && sign !== 'D') this.remark('payment-sign-invalid', this.base + start);
  }

  /** Reads every second element from the fourth one on, because reason with reference and amount repeat. */
  private readProviderAdjustments(start: number, after: number): void {
    this.checkElementCount(start);
    for (let element = 4; element <= this.elements.count; element += 2) {
      const amount = this.amount(element);
      if (amount === 0) this.checkZero(element, 'provider-adjustment-zero');
      this.totals.providerAdjustmentCents = addExactly(this, this.totals.providerAdjustmentCents, amount);
    }
    if (this.providerAdjustments.length < providerAdjustmentLimit) {
      this.providerAdjustments.push({ byteOffset: this.base + start, byteLength: after - start });
    } else this.hasMoreProviderAdjustments = true;
  }
}

function compare(expected: number, found: number): string {
  return `charge less payment ${expected}, adjustments ${found} cents`;
}
