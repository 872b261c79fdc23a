import type { ProfessionalClaimFile } from '../../../domain/claim/professional-claim.ts';
import type { Fields } from '../../loops/element-rules.ts';
import type { ClaimFindingCode } from '../claim-finding.ts';
import type { ClaimForm, ClaimRead } from '../claim-form.ts';
import { type ContentProblemKind, checkContent, checkSupport } from './check-content.ts';
import { flatten, type PlacedClaim, type TransactionNode, unflatten } from './claim-tree.ts';
import { transactionLoop } from './transaction-loops.ts';

/** Professional claims (837P): 005010X222, A1 and A2; 4010X098 and the predetermination guide with a finding. */
export const professionalForm: ClaimForm<ProfessionalClaimFile, ContentProblemKind> = {
  writtenGuide: '005010X222A1',
  guides: [{ version: /^005010X222/ }, { version: /^005010X291/, finding: 'guide-predetermination' }],
  otherGuides: /X(?:223|224|292|300|096|097)/,
  transactionLoop,
  fromTree: (tree) => {
    // The rules fill in exactly what the types say, blanks included. This is the one place where we rely on that unchecked.
    const { file, claims } = flatten(tree as unknown as TransactionNode);
    return { file, claims: claims.map(claimRead) };
  },
  toTree: (file) => {
    const { tree, places } = unflatten(file);
    return { tree: tree as unknown as Fields, places };
  },
  checkSupport,
  checkContent,
};

function claimRead(placed: PlacedClaim): ClaimRead {
  return { node: placed.node, primaryOnly: isPrimaryOnly(placed), findings: patientFindings(placed) };
}

function patientFindings({ claim, subscriber }: PlacedClaim): readonly ClaimFindingCode[] {
  if (claim.dependent === undefined) return subscriber.isPatient === true ? [] : ['patient-missing'];
  return subscriber.isPatient === true ? ['self-with-dependent'] : [];
}

function isPrimaryOnly({ claim }: PlacedClaim): boolean {
  return claim.otherCoverages === undefined && claim.serviceLines.every((line) => line.adjudications === undefined);
}
