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
import { reversalInAnotherFile } from './25-reversal-in-another-file.ts';
import { reversalBeforeItsOriginal } from './26-reversal-before-its-original.ts';
import { reversalAndCorrectionBeforeTheOriginal } from './27-reversal-and-correction-before-the-original.ts';
import { correctionInAnEarlierFileThanItsReversal } from './28-correction-in-an-earlier-file-than-its-reversal.ts';
import { secondaryBeforeThePrimary } from './29-secondary-before-the-primary.ts';
import { partialReversalByLine } from './30-partial-reversal-by-line.ts';
import { partialReversalThatIsHeld } from './31-partial-reversal-that-is-held.ts';
import { reversalAfterThePatientPaid } from './32-reversal-after-the-patient-paid.ts';
import { patientCreditAfterACorrection } from './33-patient-credit-after-a-correction.ts';
import { reversalAfterTheNextPayerPaid } from './34-reversal-after-the-next-payer-paid.ts';
import { takeBackApartFromItsReversal } from './35-take-back-apart-from-its-reversal.ts';
import { whatATakeBackNames } from './36-what-a-take-back-names.ts';
import { balanceForwardOverSeveralRemittances } from './37-balance-forward-over-several-remittances.ts';
import { debitPayment } from './38-debit-payment.ts';
import { negativeAndZeroPayments } from './39-negative-and-zero-payments.ts';
import { overpaidAndCorrected } from './40-overpaid-and-corrected.ts';
import { coordinationToTheThirdPayer } from './41-coordination-to-the-third-payer.ts';
import { unbundledLine } from './42-unbundled-line.ts';
import { splitClaim } from './43-split-claim.ts';
import { linesOverSeveralPayments } from './44-lines-over-several-payments.ts';
import { qualifiedBeneficiaryByOtherCodes } from './45-qualified-beneficiary-by-other-codes.ts';
import { crossovers } from './46-crossovers.ts';
import { paymentFromTheWrongPayer } from './47-payment-from-the-wrong-payer.ts';
import { twoPayersBothAsThePrimary } from './48-two-payers-both-as-the-primary.ts';
import { institutionalClaimLevelAdjustments } from './49-institutional-claim-level-adjustments.ts';
import { claimsWithoutLines } from './50-claims-without-lines.ts';
import { noSurprisesAct } from './51-no-surprises-act.ts';
import { statusesThatBringNoMoney } from './52-statuses-that-bring-no-money.ts';
import { duplicateOfAPaidClaim } from './53-duplicate-of-a-paid-claim.ts';
import { denialsThatAnotherPayerMayCover } from './54-denials-that-another-payer-may-cover.ts';
import { deniedThenPaidWithoutAReversal } from './55-denied-then-paid-without-a-reversal.ts';
import { interestOfClaimsAndOfThePayment } from './56-interest-of-claims-and-of-the-payment.ts';
import { withholdings } from './57-withholdings.ts';
import { interimPaymentsAndPassThroughs } from './58-interim-payments-and-pass-throughs.ts';
import { penaltiesIncentivesAndFees } from './59-penalties-incentives-and-fees.ts';
import { providerAdjustmentsThatSayTooLittle } from './60-provider-adjustments-that-say-too-little.ts';
import { refundsAcknowledgedBothWays } from './61-refunds-acknowledged-both-ways.ts';
import { secondaryWithoutThePriorPayersAmount } from './62-secondary-without-the-prior-payers-amount.ts';
import { paidTwiceAndOneTakenBack } from './63-paid-twice-and-one-taken-back.ts';
import { capitatedServiceAndSequesteredSecondary } from './64-capitated-service-and-sequestered-secondary.ts';
import { contractualProvenBesideADenial } from './65-contractual-proven-beside-a-denial.ts';
import { secondaryZeroIsPaymentInFull } from './66-secondary-zero-is-payment-in-full.ts';
import { secondaryRefusesBesideARestatedReduction } from './67-secondary-refuses-beside-a-restated-reduction.ts';
import { shareOfCostAndItsKin } from './68-share-of-cost-and-its-kin.ts';
import { paidToThePatient } from './69-paid-to-the-patient.ts';
import { reportingCodes } from './70-reporting-codes.ts';
import { exceptionsApartByReason } from './71-exceptions-apart-by-reason.ts';
import { crossoversToldOtherwise } from './72-crossovers-told-otherwise.ts';
import { oneReversalOfSeveralAnswers } from './73-one-reversal-of-several-answers.ts';
import { deniedAndPaidOnTheSameDay } from './74-denied-and-paid-on-the-same-day.ts';
import { correctedInsured } from './75-corrected-insured.ts';
import { takeBackReferencesAsPayersWriteThem } from './76-take-back-references-as-payers-write-them.ts';
import { medicareAsTheSecondPayer } from './77-medicare-as-the-second-payer.ts';
import { takenBackForAnotherCoverage } from './78-taken-back-for-another-coverage.ts';
import { paidByTheCaseAboveTheCharge } from './79-paid-by-the-case-above-the-charge.ts';
import { deductiblePaidByASupplement } from './80-deductible-paid-by-a-supplement.ts';
import { secondaryReversedAndCorrected } from './81-secondary-reversed-and-corrected.ts';
import { deniedLinePaidInTheCorrection } from './82-denied-line-paid-in-the-correction.ts';
import { copaymentOfTheVisit } from './83-copayment-of-the-visit.ts';
import { bothCoveragesWithOnePayer } from './84-both-coverages-with-one-payer.ts';
import { secondCoverageWithOnePayerDenied } from './85-second-coverage-with-one-payer-denied.ts';
import { secondCoverageWithOnePayerFirst } from './86-second-coverage-with-one-payer-first.ts';
import { oneOfTwoAnswersOfOnePayerReversed } from './87-one-of-two-answers-of-one-payer-reversed.ts';
import { aRefusalBelowZero } from './88-a-refusal-below-zero.ts';
import { adjustmentsOfNothingAndDenialsByStatus } from './89-adjustments-of-nothing-and-denials-by-status.ts';
import { nothingExplainsWhatStands } from './90-nothing-explains-what-stands.ts';
import { aDenialAndACreditApart } from './91-a-denial-and-a-credit-apart.ts';
import { exceptionsEndWithTheirAnswer } from './92-exceptions-end-with-their-answer.ts';
import { collectedBeforeItIsHeld } from './93-collected-before-it-is-held.ts';
import { takenBeforeItsReversal } from './94-taken-before-its-reversal.ts';
import { takeBacksExplainedInPart } from './95-take-backs-explained-in-part.ts';
import { takenBesideItsReversal } from './96-taken-beside-its-reversal.ts';
import { reductionsByLawAndByFeeSchedule } from './97-reductions-by-law-and-by-fee-schedule.ts';
import { benefitsUsedUpOrNotInForce } from './98-benefits-used-up-or-not-in-force.ts';
import { secondaryFirstAndThePrimaryCorrected } from './99-secondary-first-and-the-primary-corrected.ts';
import { costSharingBelowZeroWithANextPayer } from './100-cost-sharing-below-zero-with-a-next-payer.ts';
import { answersThatWereNotToComeAndAreTakenBack } from './101-answers-that-were-not-to-come-and-are-taken-back.ts';
import { secondPayerWithTheQualityAdjustment } from './102-second-payer-with-the-quality-adjustment.ts';
import { reversalsInOtherWords } from './103-reversals-in-other-words.ts';
import { authorisationTakenBackAfterThePatientPaid } from './104-authorisation-taken-back-after-the-patient-paid.ts';
import { recoupmentLargerThanThePayment } from './105-recoupment-larger-than-the-payment.ts';
import { outlierStayCrossedOver } from './106-outlier-stay-crossed-over.ts';
import { partsOfALineRefused } from './107-parts-of-a-line-refused.ts';
import { shareThatGrowsAfterTheNextPayerAnswered } from './108-share-that-grows-after-the-next-payer-answered.ts';
import { sharesBeyondTheChargeAndBelowZero } from './109-shares-beyond-the-charge-and-below-zero.ts';
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
  reversalInAnotherFile,
  reversalBeforeItsOriginal,
  reversalAndCorrectionBeforeTheOriginal,
  correctionInAnEarlierFileThanItsReversal,
  secondaryBeforeThePrimary,
  partialReversalByLine,
  partialReversalThatIsHeld,
  reversalAfterThePatientPaid,
  patientCreditAfterACorrection,
  reversalAfterTheNextPayerPaid,
  takeBackApartFromItsReversal,
  whatATakeBackNames,
  balanceForwardOverSeveralRemittances,
  debitPayment,
  negativeAndZeroPayments,
  overpaidAndCorrected,
  coordinationToTheThirdPayer,
  unbundledLine,
  splitClaim,
  linesOverSeveralPayments,
  qualifiedBeneficiaryByOtherCodes,
  crossovers,
  paymentFromTheWrongPayer,
  twoPayersBothAsThePrimary,
  institutionalClaimLevelAdjustments,
  claimsWithoutLines,
  noSurprisesAct,
  statusesThatBringNoMoney,
  duplicateOfAPaidClaim,
  denialsThatAnotherPayerMayCover,
  deniedThenPaidWithoutAReversal,
  interestOfClaimsAndOfThePayment,
  withholdings,
  interimPaymentsAndPassThroughs,
  penaltiesIncentivesAndFees,
  providerAdjustmentsThatSayTooLittle,
  refundsAcknowledgedBothWays,
  secondaryWithoutThePriorPayersAmount,
  paidTwiceAndOneTakenBack,
  capitatedServiceAndSequesteredSecondary,
  contractualProvenBesideADenial,
  secondaryZeroIsPaymentInFull,
  secondaryRefusesBesideARestatedReduction,
  shareOfCostAndItsKin,
  paidToThePatient,
  reportingCodes,
  exceptionsApartByReason,
  crossoversToldOtherwise,
  oneReversalOfSeveralAnswers,
  deniedAndPaidOnTheSameDay,
  correctedInsured,
  bothCoveragesWithOnePayer,
  secondCoverageWithOnePayerDenied,
  secondCoverageWithOnePayerFirst,
  oneOfTwoAnswersOfOnePayerReversed,
  takeBackReferencesAsPayersWriteThem,
  medicareAsTheSecondPayer,
  takenBackForAnotherCoverage,
  paidByTheCaseAboveTheCharge,
  deductiblePaidByASupplement,
  secondaryReversedAndCorrected,
  deniedLinePaidInTheCorrection,
  copaymentOfTheVisit,
  adjustmentsOfNothingAndDenialsByStatus,
  aRefusalBelowZero,
  nothingExplainsWhatStands,
  aDenialAndACreditApart,
  exceptionsEndWithTheirAnswer,
  collectedBeforeItIsHeld,
  takenBeforeItsReversal,
  takeBacksExplainedInPart,
  takenBesideItsReversal,
  reductionsByLawAndByFeeSchedule,
  benefitsUsedUpOrNotInForce,
  secondaryFirstAndThePrimaryCorrected,
  costSharingBelowZeroWithANextPayer,
  answersThatWereNotToComeAndAreTakenBack,
  secondPayerWithTheQualityAdjustment,
  reversalsInOtherWords,
  authorisationTakenBackAfterThePatientPaid,
  recoupmentLargerThanThePayment,
  outlierStayCrossedOver,
  partsOfALineRefused,
  shareThatGrowsAfterTheNextPayerAnswered,
  sharesBeyondTheChargeAndBelowZero,
];
