import type { ClaimFile, CommonClaim } from '../../../domain/claim/common-claim.ts';
import type { LoopRule } from '../../loops/loop-rules.ts';
import type { ClaimFindingCode } from '../claim-finding.ts';
import type { ClaimForm } from '../claim-form.ts';
import { flatten, type PlacedClaim, type TransactionNode } from './claim-tree.ts';
import { transactionLoops } from './transaction-loops.ts';

/** The parts of a form of claims. */
interface FormParts<Form, Kind extends string>
  extends Pick<ClaimForm<Form, Kind>, 'writtenGuide' | 'guides' | 'otherGuides' | 'checkClaim'> {
  readonly kind: string;
  readonly claimLoop: LoopRule;
}

/** A form of claims: its own claim loop below the levels that all forms share. */
export function formOf<Form extends CommonClaim, Kind extends string>({
  kind,
  claimLoop,
  ...own
}: FormParts<ClaimFile<Form>, Kind>): ClaimForm<ClaimFile<Form>, Kind> {
  return {
    ...own,
    ...transactionLoops(claimLoop),
    fromTree: (tree) => {
      // The rules fill in exactly the fields that the types have, blanks included. The compiler cannot check that; only
      // these casts rely on it.
      const { header, claims } = flatten(tree as unknown as TransactionNode);
      const made = claims.map(({ claim }) => ({ kind, ...claim }) as unknown as Form);
      const read = claims.map((placed) => ({
        node: placed.node,
        findings: patientFindings(placed.claim, placed.subscriberIsPatient),
      }));
      return { file: { ...header, claims: made }, claims: read };
    },
  };
}

/** Findings about a contradiction in who the patient is. */
export function patientFindings(
  { dependent }: Pick<PlacedClaim['claim'], 'dependent'>,
  subscriberIsPatient: boolean,
): readonly ClaimFindingCode[] {
  if (dependent === undefined) return subscriberIsPatient ? [] : ['patient-missing'];
  return subscriberIsPatient ? ['self-with-dependent'] : [];
}
