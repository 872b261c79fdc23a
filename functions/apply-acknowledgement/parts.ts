import type { ScannedClaimStatus } from '../../shared/x12/acknowledgement/claim-acknowledgement.ts';
import type { InterchangeAcknowledgement } from '../../shared/x12/acknowledgement/interchange-acknowledgement.ts';
import { addFinding, type Finding } from '../../shared/x12/finding.ts';
import { openInterchangePass } from '../../shared/x12/read-interchanges.ts';
import type { ScannedInterchange, ScannedTransactionEnd } from '../../shared/x12/scanned-interchange.ts';

/** One statement of a file, in file order. A claim's part comes before the end of its transaction. */
export type Part =
  | {
      readonly kind: 'interchange';
      readonly answer: InterchangeAcknowledgement;
      readonly interchange: ScannedInterchange;
    }
  | { readonly kind: 'claim'; readonly status: ScannedClaimStatus }
  | { readonly kind: 'transaction'; readonly transaction: ScannedTransactionEnd };

export type ClaimPart = Extract<Part, { readonly kind: 'claim' }>;

/**
 * Reads a file and yields its statements one by one, and adds its findings to the given list; even a large file is
 * never in memory as a whole. The same bytes give the same parts in the same order, so part numbers are stable.
 */
export async function* partsOf(
  source: AsyncIterable<Uint8Array>,
  findings: Finding[],
): AsyncGenerator<readonly Part[], void, undefined> {
  let parts: Part[] = [];
  const pass = openInterchangePass({
    interchangeAcknowledgement: (answer, interchange) => void parts.push({ kind: 'interchange', answer, interchange }),
    claimStatus: (status) => void parts.push({ kind: 'claim', status }),
    transactionEnd: (transaction) => {
      for (const found of transaction.findings) addFinding(findings, found);
      parts.push({ kind: 'transaction', transaction });
    },
    finding: (found) => addFinding(findings, found),
  });
  const taken = () => {
    const some = parts;
    parts = [];
    return some;
  };
  for await (const bytes of source) {
    pass.push(bytes);
    if (parts.length > 0) yield taken();
  }
  pass.finish();
  if (parts.length > 0) yield taken();
}
