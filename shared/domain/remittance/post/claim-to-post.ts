import type { FilingNumbers } from '../../claim/answered-filing.ts';
import type { ClaimBalance } from '../../claim/balance.ts';
import type { Cents } from '../../money/cents.ts';
import type { LocalDate } from '../../time/local-date.ts';
import type { EquationFailure } from '../equations.ts';
import type { RemittanceClaim } from '../remittance.ts';
import type { AdjustmentRules } from '../rules/adjustment-rules.ts';
import type { ReversibleEntry } from './claim-posting.ts';
import type { LineCharges } from './own-lines.ts';

/** Everything that the posting of one claim of a remittance depends on. */
export interface PostClaimInput {
  readonly claim: RemittanceClaim;
  /** Our claim with this patient control number, as it is now; undefined when there is none. */
  readonly balance: ClaimBalance | undefined;
  /** Our payers that have the payer identity of this remittance; none when the payer is unknown. */
  readonly payerIds: readonly string[];
  /** The position of the answered share, when a person names it. */
  readonly share?: number | undefined;
  /** The number of the answered filing, when a person names it. */
  readonly filing?: number | undefined;
  readonly rules: AdjustmentRules;
  /** Answers of this claim that have not been reversed, oldest first: see `openAnswers`. */
  readonly reversible: readonly ReversibleEntry[];
  /** The charge of each line: needed only for an answer or a reversal of some of the claim's lines. */
  readonly lineCharges?: LineCharges;
  /** The claim's charges before its correction: an answer to an earlier filing states one of these. */
  readonly formerCharges?: readonly Cents[];
  /** The payers’ numbers of its filings, from acknowledgements: needed only where a payer was asked more than once. */
  readonly filingNumbers?: FilingNumbers | undefined;
  /** When the payment was made: an earlier payment neither reverses nor replaces an answer. */
  readonly paymentDate?: LocalDate | undefined;
  /** The claim's equations that fail: see `claimEquationFailures`. */
  readonly equationFailures: readonly EquationFailure[];
}
