import { paidInFull } from './01-paid-in-full.ts';
import { partlyPaid } from './02-partly-paid.ts';
import { denied } from './03-denied.ts';
import { contractualBesideADenial } from './04-contractual-beside-a-denial.ts';
import { costSharingToThePatient } from './05-cost-sharing-to-the-patient.ts';
import { unmatched } from './06-unmatched.ts';
import { secondary } from './07-secondary.ts';
import { secondaryPatientShareFirst } from './08-secondary-patient-share-first.ts';
import { reversalAndCorrection } from './09-reversal-and-correction.ts';
import { correctionBeforeItsReversal } from './10-correction-before-its-reversal.ts';
import { overpaymentWithheldThenRecovered } from './11-overpayment-withheld-then-recovered.ts';
import { balanceForward } from './12-balance-forward.ts';
import { unresolvedTakeBack } from './13-unresolved-take-back.ts';
import { interest } from './14-interest.ts';
import { refundAcknowledged } from './15-refund-acknowledged.ts';
import { capitation } from './16-capitation.ts';
import { noRuleHolds } from './17-no-rule-holds.ts';
import { claimThatDoesNotAddUp } from './18-claim-that-does-not-add-up.ts';
import { qualifiedBeneficiary } from './19-qualified-beneficiary.ts';
import { sequestration } from './20-sequestration.ts';
import { bundle } from './21-bundle.ts';
import { paymentThatDoesNotAddUp } from './22-payment-that-does-not-add-up.ts';
import { paidTwice } from './23-paid-twice.ts';
import { reversalsThatCannotBeBooked } from './24-reversals-that-cannot-be-booked.ts';
import type { GoldenLedger } from './golden-ledger.ts';

/** Every golden ledger. */
export const goldenLedgers: readonly GoldenLedger[] = [
  paidInFull,
  partlyPaid,
  denied,
  contractualBesideADenial,
  costSharingToThePatient,
  unmatched,
  secondary,
  secondaryPatientShareFirst,
  reversalAndCorrection,
  correctionBeforeItsReversal,
  overpaymentWithheldThenRecovered,
  balanceForward,
  unresolvedTakeBack,
  interest,
  refundAcknowledged,
  capitation,
  noRuleHolds,
  claimThatDoesNotAddUp,
  qualifiedBeneficiary,
  sequestration,
  bundle,
  paymentThatDoesNotAddUp,
  paidTwice,
  reversalsThatCannotBeBooked,
];
