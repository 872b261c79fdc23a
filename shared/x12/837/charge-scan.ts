import { amountFault, readCents } from '../amount-bytes.ts';
import { ElementIndex } from '../element-index.ts';
import { addFinding, type Finding, finding } from '../finding.ts';
import type { ScannedTransaction, TransactionReader } from '../scanned-interchange.ts';
import { segmentKey } from '../segment-scanner.ts';
import { decodeText } from '../segments.ts';

const claimKey = segmentKey('CLM');
/** Service line segments with the element that holds their charge: professional, institutional, dental. */
const lineElements = new Map([
  [segmentKey('SV1'), 2],
  [segmentKey('SV2'), 3],
  [segmentKey('SV3'), 2],
]);

/** Follows one 837 transaction (professional, institutional or dental) and sums its claims and their lines. */
class ChargeScan {
  claims = 0;
  serviceLines = 0;
  chargeCents = 0;
  /** Claims whose charge is not the sum of their lines' charges. */
  unbalancedClaims = 0;
  /** Whether the sums are safe integers. */
  isExact = true;
  private readonly findings: Finding[];
  private readonly element: number;
  private readonly elements = new ElementIndex();
  private claimStart = -1;
  private claimCharge = 0;
  private claimLines = 0;
  private linesCharge = 0;

  constructor(element: number, findings: Finding[]) {
    this.element = element;
    this.findings = findings;
  }

  // biome-ignore lint/complexity/useMaxParams: for every segment of a file; an object for its arguments would halve the speed
  segment(key: number, bytes: Uint8Array, start: number, end: number, base: number): void {
    if (key === claimKey) {
      this.closeClaim();
      this.claimStart = base + start;
      this.claims += 1;
      this.claimCharge = this.amount(bytes, start, end, base, 2);
      this.chargeCents += this.claimCharge;
      if (!Number.isSafeInteger(this.chargeCents)) this.isExact = false;
      return;
    }
    const element = lineElements.get(key);
    if (element === undefined) return;
    this.serviceLines += 1;
    this.claimLines += 1;
    this.linesCharge += this.amount(bytes, start, end, base, element);
    if (!Number.isSafeInteger(this.linesCharge)) this.isExact = false;
  }

  /** Closes the open claim. */
  private closeClaim(): void {
    if (this.claimStart !== -1 && this.claimLines > 0 && this.claimCharge !== this.linesCharge) {
      this.unbalancedClaims += 1;
      const detail = `claim ${this.claimCharge}, lines ${this.linesCharge} cents`;
      addFinding(this.findings, finding('claim-charge-differs', this.claimStart, detail));
    }
    this.claimStart = -1;
    this.claimLines = 0;
    this.linesCharge = 0;
  }

  /** Closes the transaction. `end` is the file offset where its content ends. */
  finish(end: number): void {
    this.closeClaim();
    if (this.isExact) return;
    addFinding(this.findings, finding('amount-too-large', end, 'a sum is too large to be exact'));
  }

  // biome-ignore lint/complexity/useMaxParams: for every segment of a file; an object for its arguments would halve the speed
  private amount(bytes: Uint8Array, start: number, end: number, base: number, element: number): number {
    this.elements.split(bytes, start, end, this.element);
    const at = base + start;
    if (!this.elements.has(element)) {
      addFinding(this.findings, finding('amount-missing', at, this.placeOf(bytes, element)));
      return 0;
    }
    const [from, to] = [this.elements.start(element), this.elements.end(element)];
    const value = readCents(bytes, from, to);
    if (!Number.isNaN(value)) return value;
    addFinding(this.findings, finding(amountFault(bytes, from, to), base + from, this.placeOf(bytes, element)));
    return 0;
  }

  /** An element by its segment: `CLM, element 2`. */
  private placeOf(bytes: Uint8Array, element: number): string {
    return `${decodeText(bytes, this.elements.start(0), this.elements.end(0))}, element ${element}`;
  }
}

/** Reads an 837 during the pass over its file: counts its claims and lines and sums their charges. */
export function openChargeReader(start: ScannedTransaction, findings: Finding[]): TransactionReader {
  const scan = new ChargeScan(start.interchange.delimiters.element, findings);
  return {
    // biome-ignore lint/complexity/useMaxParams: for every segment of a file; an object for its arguments would halve the speed
    segment: (key, bytes, begin, end, _after, base) => scan.segment(key, bytes, begin, end, base),
    finish: (end) => scan.finish(end),
    isWhole: () => true,
    content() {
      const { claims, serviceLines, chargeCents, unbalancedClaims, isExact } = scan;
      return { kind: 'charges', claims, serviceLines, chargeCents, unbalancedClaims, isExact };
    },
  };
}
