import type { ScannedClaimStatus } from '../../shared/x12/acknowledgement/claim-acknowledgement.ts';
import type { FunctionalAcknowledgement } from '../../shared/x12/acknowledgement/functional-acknowledgement.ts';
import type { InterchangeAcknowledgement } from '../../shared/x12/acknowledgement/interchange-acknowledgement.ts';
import { openInterchangePass } from '../../shared/x12/read-interchanges.ts';
import type { ScannedTransactionEnd } from '../../shared/x12/scanned-interchange.ts';

/** Everything that a file of acknowledgements says, as the product reads it, and the codes of all findings. */
export function readAcknowledgements(text: string) {
  const interchanges: InterchangeAcknowledgement[] = [];
  const claims: ScannedClaimStatus[] = [];
  const ends: ScannedTransactionEnd[] = [];
  const findings: string[] = [];
  const pass = openInterchangePass({
    interchangeAcknowledgement: (one) => void interchanges.push(one),
    claimStatus: (status) => void claims.push(status),
    transactionEnd: (end) => void ends.push(end),
    finding: ({ code }) => void findings.push(code),
  });
  pass.push(Buffer.from(text, 'latin1'));
  pass.finish();
  const groups = ends.flatMap(({ content }): FunctionalAcknowledgement[] =>
    content.kind === 'functional-acknowledgement' ? [content] : [],
  );
  const codes = [...findings, ...ends.flatMap((end) => end.findings.map(({ code }) => code))];
  return { interchanges, groups, claims, ends, codes };
}
