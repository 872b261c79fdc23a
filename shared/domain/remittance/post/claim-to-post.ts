import type { ClaimBalance } from '../../claim/balance.ts';
import type { LocalDate } from '../../time/local-date.ts';
import type { EquationFailure } from '../equations.ts';
import type { RemittanceClaim } from '../remittance.ts';
import type { AdjustmentRules } from '../rules/adjustment-rules.ts';
import type { ReversibleEntry } from './claim-posting.ts';
import type { LineCharges } from './own-lines.ts';

/** Everything that decides how one claim of a remittance posts. */
export interface PostClaimInput {
  readonly claim: RemittanceClaim;
  /** Our claim that bears this patient control number, as it stands; undefined when there is none. */
  readonly balance: ClaimBalance | undefined;
  /** Our payers that name themselves as this remittance does; none when the payer is unknown. */
  readonly payerIds: readonly string[];
  /** The position of the share that is answered, where a person says so. */
  readonly share?: number | undefined;
  readonly rules: AdjustmentRules;
  /** Answers of this claim that have not been taken back, the oldest first: see `openAnswers`. */
  readonly reversible: readonly ReversibleEntry[];
  /** What each line was charged: needed only for an answer or a reversal of some of the claim's lines. */
  readonly lineCharges?: LineCharges;
  /** When the payment was made: an answer is neither reversed nor stood in for by what was paid before it. */
  readonly paymentDate?: LocalDate | undefined;
  /** The claim's equations that fail: see `claimEquationFailures`. */
  readonly equationFailures: readonly EquationFailure[];
}
