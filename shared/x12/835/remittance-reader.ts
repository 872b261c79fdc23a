import { CanonicalDigest } from '../canonical-digest.ts';
import { type Finding, finding } from '../finding.ts';
import type { InterchangeVisitor, ScannedTransaction, TransactionReader } from '../scanned-interchange.ts';
import { RemittanceScan } from './remittance-scan.ts';
import type { ScannedRemittance } from './scanned-claim.ts';

/**
 * Reads an 835 during the pass over its file: its sums and, if the visitor asks for them, its claims and the digest of
 * its content.
 */
export function openRemittanceReader(
  start: ScannedTransaction,
  findings: Finding[],
  { claim, canonicalDigest }: InterchangeVisitor,
): TransactionReader {
  const { delimiters } = start.interchange;
  remarkVersion(start, findings);
  const scan = new RemittanceScan(
    delimiters.element,
    findings,
    claim === undefined ? undefined : (found) => claim(found, start),
  );
  const canonical = canonicalDigest === undefined ? undefined : new CanonicalDigest(canonicalDigest());
  return {
    // biome-ignore lint/complexity/useMaxParams: for every segment of a file; an object for its arguments would halve the speed
    segment(key, bytes, begin, end, after, base) {
      scan.segment(key, bytes, begin, end, after, base);
      canonical?.add(bytes, begin, end, delimiters);
    },
    finish: (end) => scan.finish(end),
    isWhole: () => !scan.hasMoreProviderAdjustments,
    content() {
      const content: ScannedRemittance = {
        kind: 'remittance',
        totals: scan.totals,
        paymentBalances: scan.paymentBalances(),
        isExact: !scan.isInexact,
        header: { byteOffset: start.byteOffset, byteLength: scan.headerEnd - start.byteOffset },
        providerAdjustments: scan.providerAdjustments,
      };
      return canonical === undefined ? content : { ...content, canonicalDigest: canonical.finish() };
    },
  };
}

function remarkVersion(start: ScannedTransaction, findings: Finding[]): void {
  if (start.version.startsWith('005010X221')) return;
  findings.push(finding(start.version.startsWith('00401') ? 'version-4010' : 'version-unknown', start.byteOffset));
}
