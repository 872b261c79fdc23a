import type { LineAdjudication, OtherCoverage, PriorAdjustment } from '../../../domain/claim/claim-detail.ts';
import type { CheckedClaim, NoteProblem } from './content-problems.ts';

/*
 * The rules about other payers. A payer's decision must add up. A line's charge must be the line's payment plus its
 * reductions. The claim's payment must be the sum of the lines' payments less the claim's own reductions; without
 * decided lines, it must be the claim's charge less these reductions.
 */

const adjustmentGroups = new Set(['CO', 'CR', 'OA', 'PI', 'PR']);

export function checkCoverages(claim: CheckedClaim, at: string, note: NoteProblem): void {
  const coverages = claim.otherCoverages ?? [];
  checkResponsibilities(claim, at, note);
  for (const [index, coverage] of coverages.entries()) checkCoverage(coverage, `${at}/otherCoverages/${index}`, note);
  checkLines(claim, at, note);
  for (const [index, coverage] of coverages.entries()) {
    if (isDecided(claim, coverage)) checkDecision(claim, coverage, `${at}/otherCoverages/${index}`, note);
  }
}

/**
 * Details of another payer that only other forms have: a file of this form has no place for them, so without this check
 * they would be lost unnoticed.
 */
export function checkNoOtherForm(
  { otherCoverages = [], serviceLines }: CheckedClaim,
  fields: readonly (keyof OtherCoverage)[],
  at: string,
  note: NoteProblem,
): void {
  for (const [index, coverage] of otherCoverages.entries()) {
    for (const field of fields) {
      if (coverage[field] !== undefined) note('coverage-detail-not-allowed', `${at}/otherCoverages/${index}/${field}`);
    }
  }
  // Only institutional claims state another payer's inpatient payment, and its revenue code.
  if (!fields.includes('inpatientAdjudication')) return;
  for (const [number, { adjudications = [] }] of serviceLines.entries()) {
    for (const [index, { revenueCode }] of adjudications.entries()) {
      const place = `${at}/serviceLines/${number}/adjudications/${index}/revenueCode`;
      if (revenueCode !== undefined) note('coverage-detail-not-allowed', place);
    }
  }
}

/** Each payer of a claim must have a different responsibility; `U` (unknown) may repeat. */
function checkResponsibilities({ subscriber, otherCoverages = [] }: CheckedClaim, at: string, note: NoteProblem): void {
  const met = new Set([subscriber.payerResponsibility]);
  for (const [index, { payerResponsibility }] of otherCoverages.entries()) {
    if (payerResponsibility !== 'U' && met.has(payerResponsibility)) {
      note('responsibility-repeated', `${at}/otherCoverages/${index}/payerResponsibility`);
    }
    met.add(payerResponsibility);
  }
}

function checkCoverage(coverage: OtherCoverage, at: string, note: NoteProblem): void {
  if (coverage.subscriber === undefined) note('other-subscriber-missing', `${at}/subscriber`);
  if (coverage.payer?.id === undefined) note('other-payer-missing', `${at}/payer/id`);
  if (coverage.benefitsAssignment === undefined) note('other-consent-missing', `${at}/benefitsAssignment`);
  if (coverage.releaseOfInformation === undefined) note('other-consent-missing', `${at}/releaseOfInformation`);
  checkGroups(coverage.adjustments, at, note);
}

function checkGroups(adjustments: readonly PriorAdjustment[] = [], at: string, note: NoteProblem): void {
  for (const [index, { group }] of adjustments.entries()) {
    if (!adjustmentGroups.has(group)) note('adjustment-group-unknown', `${at}/adjustments/${index}/group`);
  }
}

const adjusted = (adjustments: readonly PriorAdjustment[] = []): number =>
  adjustments.reduce((sum, { cents }) => sum + cents, 0);

const isOf =
  ({ payer }: OtherCoverage) =>
  ({ payerId }: LineAdjudication): boolean =>
    payerId === payer?.id;

/** Whether a payer has decided. */
function isDecided({ serviceLines }: CheckedClaim, coverage: OtherCoverage): boolean {
  const { adjustments, paidCents, inpatientAdjudication, outpatientAdjudication, payer } = coverage;
  const stated = [adjustments, paidCents, inpatientAdjudication, outpatientAdjudication, payer?.decidedOn];
  return (
    stated.some((field) => field !== undefined) ||
    serviceLines.some(({ adjudications = [] }) => adjudications.some(isOf(coverage)))
  );
}

function checkLines({ serviceLines, otherCoverages = [] }: CheckedClaim, at: string, note: NoteProblem): void {
  const known = new Set(otherCoverages.map(({ payer }) => payer?.id));
  for (const [number, { adjudications = [] }] of serviceLines.entries()) {
    for (const [index, { payerId, adjustments, decidedOn }] of adjudications.entries()) {
      const place = `${at}/serviceLines/${number}/adjudications/${index}`;
      if (!known.has(payerId)) note('adjudication-payer-unknown', `${place}/payerId`);
      if (decidedOn === undefined) note('decision-date-missing', `${place}/decidedOn`);
      checkGroups(adjustments, place, note);
    }
  }
}

function checkDecision(claim: CheckedClaim, coverage: OtherCoverage, at: string, note: NoteProblem): void {
  const lines = claim.serviceLines.map(({ adjudications = [] }) => adjudications.filter(isOf(coverage)));
  const ofLines = lines.flat();
  if (coverage.paidCents === undefined) note('paid-amount-missing', `${at}/paidCents`);
  if (ofLines.length === 0 && coverage.payer?.decidedOn === undefined) {
    note('decision-date-missing', `${at}/payer/decidedOn`);
  }
  // The guides allow the date at the claim only when no line has it.
  if (ofLines.length > 0 && coverage.payer?.decidedOn !== undefined)
    note('decision-date-twice', `${at}/payer/decidedOn`);
  const isTwice =
    coverage.remainingPatientLiabilityCents !== undefined &&
    ofLines.some((line) => line.remainingPatientLiabilityCents !== undefined);
  if (isTwice) note('remaining-liability-twice', `${at}/remainingPatientLiabilityCents`);
  checkBalance(claim, coverage, at, note);
}

/**
 * Lines name only the payer (SVD01), so the coverages of one payer add up only together. They are checked once, with
 * the first of them.
 */
function checkBalance(claim: CheckedClaim, coverage: OtherCoverage, at: string, note: NoteProblem): void {
  const decided = (claim.otherCoverages ?? []).filter(
    (other) => other.payer?.id === coverage.payer?.id && isDecided(claim, other),
  );
  if (decided[0] !== coverage) return;
  const claimPlace = at.slice(0, at.indexOf('/otherCoverages'));
  let linePaid = 0;
  let isByLine = false;
  for (const [number, { chargeCents, adjudications = [] }] of claim.serviceLines.entries()) {
    const own = adjudications.filter(isOf(coverage));
    const place = `${claimPlace}/serviceLines/${number}/adjudications`;
    isByLine ||= own.length > 0;
    const paid = own.reduce((sum, each) => sum + each.paidCents, 0);
    linePaid += paid;
    const stated = paid + own.reduce((sum, each) => sum + adjusted(each.adjustments), 0);
    if (own.length > 0 && stated !== chargeCents * decided.length) note('line-decision-unbalanced', place);
  }
  if (isByLine) noteMissingLines(claim, coverage, claimPlace, note);
  const from = isByLine ? linePaid : claim.chargeCents * decided.length;
  const paid = decided.reduce((sum, each) => sum + (each.paidCents ?? 0), 0);
  const reductions = decided.reduce((sum, each) => sum + adjusted(each.adjustments), 0);
  if (from - reductions !== paid) note('claim-decision-unbalanced', `${at}/paidCents`);
}

/** A payer that decided by line must have decided each line with a charge. */
function noteMissingLines(claim: CheckedClaim, coverage: OtherCoverage, at: string, note: NoteProblem): void {
  for (const [number, { chargeCents, adjudications = [] }] of claim.serviceLines.entries()) {
    if (chargeCents === 0 || adjudications.some(isOf(coverage))) continue;
    note('line-decision-missing', `${at}/serviceLines/${number}/adjudications`);
  }
}
