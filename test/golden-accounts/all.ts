import { costSharingAges } from './01-cost-sharing-ages.ts';
import { family } from './02-family.ts';
import { employerTakesOver } from './03-employer-takes-over.ts';
import { deniedIsNoPatients } from './04-denied-is-no-patients.ts';
import { correctedShareKeepsItsAge } from './05-corrected-share-keeps-its-age.ts';
import { creditAfterAShareMoved } from './06-credit-after-a-share-moved.ts';
import { secondPayerHasIt } from './07-second-payer-has-it.ts';
import { holdsChangeNoCent } from './08-holds-change-no-cent.ts';
import { qualifiedBeneficiary } from './09-qualified-beneficiary.ts';
import { limitsAndAFacility } from './10-limits-and-a-facility.ts';
import { givenUpByTwo } from './11-given-up-by-two.ts';
import { creditGivenBack } from './12-credit-given-back.ts';
import { refundDeclined } from './13-refund-declined.ts';
import { payersCreditSentBack } from './14-payers-credit-sent-back.ts';
import { payersRefundDeclined } from './15-payers-refund-declined.ts';
import { aPlanAndAReturnedCheck } from './16-a-plan-and-a-returned-check.ts';
import { anEmployerPays } from './17-an-employer-pays.ts';
import { federalCostSharing } from './18-federal-cost-sharing.ts';
import { paidBeforeItCameBack } from './19-paid-before-it-came-back.ts';
import { voidWhileRefunded } from './20-void-while-refunded.ts';
import { cashOfASister } from './21-cash-of-a-sister.ts';
import { feeForAReturnedCheck } from './22-fee-for-a-returned-check.ts';
import { discountsByRule } from './23-discounts-by-rule.ts';
import { financialAssistance } from './24-financial-assistance.ts';
import { statementKnowsThePlan } from './25-a-statement-knows-the-plan.ts';
import { payerAcknowledgesTheCheck } from './26-a-payer-acknowledges-the-check.ts';
import { cashOfNoClaimGoesBack } from './27-cash-of-no-claim-goes-back.ts';
import { byAManagersHand } from './28-by-a-managers-hand.ts';
import { placedAndRecalled } from './29-placed-and-recalled.ts';
import { anAgencyPaysNet } from './30-an-agency-pays-net.ts';
import { anAgencyPaysGross } from './31-an-agency-pays-gross.ts';
import { anAgencysPaymentComesBack } from './32-an-agencys-payment-comes-back.ts';
import { bankruptcyStaysWhatWasBefore } from './33-bankruptcy-stays-what-was-before.ts';
import { statementOfTheBankrupt } from './34-statement-of-the-bankrupt.ts';
import { anEstatePays } from './35-an-estate-pays.ts';
import { aBrokenPlanIsPlaced } from './36-a-broken-plan-is-placed.ts';
import { aFamilyIsPlaced } from './37-a-family-is-placed.ts';
import { aPayerCorrectsWhatIsPlaced } from './38-a-payer-corrects-what-is-placed.ts';
import { aPayerRaisesWhatIsPlaced } from './39-a-payer-raises-what-is-placed.ts';
import { insuranceHasAPart } from './40-insurance-has-a-part.ts';
import { interestWhereItIsAllowed } from './41-interest-where-it-is-allowed.ts';
import { tooLittleAlone } from './42-too-little-alone.ts';
import { aSecondAgency } from './43-a-second-agency.ts';
import { whosePaymentItWas } from './44-whose-payment-it-was.ts';
import { aCreditBeforeAnAgency } from './45-a-credit-before-an-agency.ts';
import { givenUpAfterItsReturn } from './46-given-up-after-its-return.ts';
import { movedBeforeTheLawApplied } from './47-moved-before-the-law-applied.ts';
import { returnedAfterItsRefund } from './48-returned-after-its-refund.ts';
import { paidAfterItWasGivenUp } from './49-paid-after-it-was-given-up.ts';
import { givenUpAndThenThePayers } from './50-given-up-and-then-the-payers.ts';
import { assistedAfterAPartWasPaid } from './51-assisted-after-a-part-was-paid.ts';
import { aPlanThatInsurancePays } from './52-a-plan-that-insurance-pays.ts';
import { whatComesBackAfterAClose } from './53-what-comes-back-after-a-close.ts';
import { aSistersCashBounces } from './54-a-sisters-cash-bounces.ts';
import { oneCheckForAFamily } from './55-one-check-for-a-family.ts';
import { anEmployersInvoiceIsWithdrawn } from './56-an-employers-invoice-is-withdrawn.ts';
import { aDiscountGoesWithItsCheck } from './57-a-discount-goes-with-its-check.ts';
import { aPlanIsPaidOffEarly } from './58-a-plan-is-paid-off-early.ts';
import { aPayerTakesItsMoneyBackFirst } from './59-a-payer-takes-its-money-back-first.ts';
import { aCheckThatBecomesTheStates } from './60-a-check-that-becomes-the-states.ts';
import { aSmallBalanceThatGrows } from './61-a-small-balance-that-grows.ts';
import { interestIsPaidWithTheVisit } from './62-interest-is-paid-with-the-visit.ts';
import { recalledAfterAPartWasCollected } from './63-recalled-after-a-part-was-collected.ts';
import { whyAPatientOwes } from './64-why-a-patient-owes.ts';
import { aSlipThatIsShort } from './65-a-slip-that-is-short.ts';
import { nothingHalfDone } from './66-nothing-half-done.ts';
import { anEmployerPaidAShareThatShrinks } from './67-an-employer-paid-a-share-that-shrinks.ts';
import { movedAndThenPaid } from './68-moved-and-then-paid.ts';
import { movedPaidAndUndone } from './69-moved-paid-and-undone.ts';
import { writtenOffAndThenPaid } from './70-written-off-and-then-paid.ts';
import { movedAndRefusedAgain } from './71-moved-and-refused-again.ts';
import { theNextPayersAndThenTheFirst } from './72-the-next-payers-and-then-the-first.ts';
import { aSecondPayerPaysWhatWasWrittenOff } from './73-a-second-payer-pays-what-was-written-off.ts';
import { movedAndNeverAnsweredAgain } from './74-moved-and-never-answered-again.ts';
import { oneLineOfTwoIsTakenBack } from './75-one-line-of-two-is-taken-back.ts';
import { theRestOfADenialStays } from './76-the-rest-of-a-denial-stays.ts';
import { aSupplementPaysAfterAll } from './77-a-supplement-pays-after-all.ts';
import { anAgencyCollectedWhatThePayerLowers } from './78-an-agency-collected-what-the-payer-lowers.ts';
import { aPayerRaisesWhatABankruptcyEnded } from './79-a-payer-raises-what-a-bankruptcy-ended.ts';
import { aVirtualCardPaysLessItsFee } from './80-a-virtual-card-pays-less-its-fee.ts';
import { anEmergencyOutOfNetwork } from './81-an-emergency-out-of-network.ts';
import { aCheckComesBackAfterTheRestWasPlaced } from './82-a-check-comes-back-after-the-rest-was-placed.ts';
import { aStatementAfterAReturnedCheck } from './83-a-statement-after-a-returned-check.ts';
import { toldTwiceAndBackwards } from './84-told-twice-and-backwards.ts';
import { oneDisputeIsLostAndOneWon } from './85-one-dispute-is-lost-and-one-won.ts';
import { aPartIsDisputed } from './86-a-part-is-disputed.ts';
import { aPlanWhoseCardIsDeclined } from './87-a-plan-whose-card-is-declined.ts';
import { aChargeThatIsWithdrawn } from './88-a-charge-that-is-withdrawn.ts';
import { aRefundThatNoCardTakes } from './89-a-refund-that-no-card-takes.ts';
import { aRefundThatComesBackFromTheCard } from './90-a-refund-that-comes-back-from-the-card.ts';
import { aLockboxThatIsMended } from './91-a-lockbox-that-is-mended.ts';
import { whatWillNotBePaid } from './92-what-will-not-be-paid.ts';
import { paidLateForAClosedMonth } from './93-paid-late-for-a-closed-month.ts';
import { aDiscountBesideAPlan } from './94-a-discount-beside-a-plan.ts';
import { aDiscountBouncesBesideAPlan } from './95-a-discount-bounces-beside-a-plan.ts';
import { lessIsOwedThanWasAgreed } from './96-less-is-owed-than-was-agreed.ts';
import { aStatementsPagePaysTheRest } from './97-a-statements-page-pays-the-rest.ts';
import { disputedAfterThePayout } from './98-disputed-after-the-payout.ts';
import { lettersWithFieldsOfNobody } from './99-letters-with-fields-of-nobody.ts';
import { refusedAgainLineByLine } from './100-refused-again-line-by-line.ts';
import { theSecondDeniedLineIsPaid } from './100-the-second-denied-line-is-paid.ts';
import { declinedRefundOfACorrectedShare } from './101-a-declined-refund-of-a-corrected-share.ts';
import { oneOfTwoChecksIsCredited } from './102-one-of-two-checks-is-credited.ts';
import type { GoldenAccount } from './golden-account.ts';

/** Every golden account. */
export const goldenAccounts: readonly GoldenAccount[] = [
  ...[costSharingAges, family, employerTakesOver, deniedIsNoPatients, correctedShareKeepsItsAge],
  ...[creditAfterAShareMoved, secondPayerHasIt, holdsChangeNoCent, qualifiedBeneficiary, limitsAndAFacility],
  ...[givenUpByTwo, creditGivenBack, refundDeclined, payersCreditSentBack, payersRefundDeclined, federalCostSharing],
  ...[aPlanAndAReturnedCheck, anEmployerPays],
  ...[paidBeforeItCameBack, voidWhileRefunded],
  ...[cashOfASister, feeForAReturnedCheck, discountsByRule, financialAssistance, statementKnowsThePlan],
  ...[payerAcknowledgesTheCheck, oneOfTwoChecksIsCredited, cashOfNoClaimGoesBack, byAManagersHand],
  ...[placedAndRecalled, anAgencyPaysNet, anAgencyPaysGross],
  ...[anAgencysPaymentComesBack, bankruptcyStaysWhatWasBefore, statementOfTheBankrupt],
  ...[anEstatePays, aBrokenPlanIsPlaced, aFamilyIsPlaced],
  ...[aPayerCorrectsWhatIsPlaced, aPayerRaisesWhatIsPlaced, insuranceHasAPart],
  ...[interestWhereItIsAllowed, tooLittleAlone, aSecondAgency],
  ...[whosePaymentItWas, aCreditBeforeAnAgency, givenUpAfterItsReturn],
  movedBeforeTheLawApplied,
  ...[returnedAfterItsRefund, paidAfterItWasGivenUp, givenUpAndThenThePayers, assistedAfterAPartWasPaid],
  ...[aPlanThatInsurancePays, whatComesBackAfterAClose, aSistersCashBounces],
  ...[oneCheckForAFamily, anEmployersInvoiceIsWithdrawn, aDiscountGoesWithItsCheck, aPlanIsPaidOffEarly],
  ...[aPayerTakesItsMoneyBackFirst, aCheckThatBecomesTheStates, aSmallBalanceThatGrows, interestIsPaidWithTheVisit],
  ...[recalledAfterAPartWasCollected, whyAPatientOwes, aSlipThatIsShort, nothingHalfDone],
  ...[anEmployerPaidAShareThatShrinks],
  ...[
    movedAndThenPaid,
    movedPaidAndUndone,
    writtenOffAndThenPaid,
    movedAndRefusedAgain,
    theNextPayersAndThenTheFirst,
    aSecondPayerPaysWhatWasWrittenOff,
    movedAndNeverAnsweredAgain,
    oneLineOfTwoIsTakenBack,
    theRestOfADenialStays,
    aSupplementPaysAfterAll,
    anAgencyCollectedWhatThePayerLowers,
    aPayerRaisesWhatABankruptcyEnded,
    aVirtualCardPaysLessItsFee,
    anEmergencyOutOfNetwork,
    aCheckComesBackAfterTheRestWasPlaced,
    aStatementAfterAReturnedCheck,
  ],
  ...[
    toldTwiceAndBackwards,
    oneDisputeIsLostAndOneWon,
    aPartIsDisputed,
    aPlanWhoseCardIsDeclined,
    aChargeThatIsWithdrawn,
    aRefundThatNoCardTakes,
    aRefundThatComesBackFromTheCard,
    aLockboxThatIsMended,
    whatWillNotBePaid,
    paidLateForAClosedMonth,
    aDiscountBesideAPlan,
    aDiscountBouncesBesideAPlan,
    lessIsOwedThanWasAgreed,
    aStatementsPagePaysTheRest,
    disputedAfterThePayout,
    lettersWithFieldsOfNobody,
    refusedAgainLineByLine,
    declinedRefundOfACorrectedShare,
  ],
  theSecondDeniedLineIsPaid,
];
