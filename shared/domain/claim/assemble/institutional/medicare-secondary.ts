import { type Cents, cents, formatCents, subtractCents, sumCents } from '../../../money/cents.ts';
import type { LocalDate } from '../../../time/local-date.ts';
import type { OtherCoverage } from '../../claim-detail.ts';
import type { InstitutionalClaim, Occurrence, ReportedValue } from '../../institutional-claim.ts';
import { isSecondaryValue } from '../../medicare-secondary-values.ts';
import { claimDecimal } from './claim-decimal.ts';

/** Payers of whom the claim has the decision, billed before Medicare. */
function deciders({ otherCoverages = [] }: InstitutionalClaim): readonly OtherCoverage[] {
  return otherCoverages.filter(({ paidCents }) => paidCents !== undefined);
}

/**
 * What the provider agreed to accept from the earlier payers: the charge without what a contract takes off (CO 45). It
 * comes off once, though each payer may repeat it: so the payer that says most of it decides.
 */
function agreedCents(claim: InstitutionalClaim): Cents {
  const contractual = deciders(claim).map(({ payer, adjustments = [] }) => {
    const lines = claim.serviceLines.flatMap(({ adjudications = [] }) => adjudications);
    const ofLines = lines.filter(({ payerId }) => payerId === payer?.id).flatMap((line) => line.adjustments ?? []);
    const own = [...adjustments, ...ofLines].filter(({ group, carc }) => group === 'CO' && carc === '45');
    return sumCents(own.map(({ cents: amount }) => amount));
  });
  return subtractCents(claim.chargeCents, cents(Math.max(0, ...contractual)));
}

/** The last day on which an earlier payer decided. */
function decidedOn(claim: InstitutionalClaim): LocalDate | undefined {
  const days = [
    ...deciders(claim).map(({ payer }) => payer?.decidedOn),
    ...claim.serviceLines.flatMap(({ adjudications = [] }) => adjudications.map((each) => each.decidedOn)),
  ];
  return days
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
}

/**
 * Why Medicare pays second, and after how much: 44 is what the provider agreed to accept, where that is less than the
 * charge and more than was paid. What a person entered stands.
 */
function valuesOf(claim: InstitutionalClaim, reason: string): readonly ReportedValue[] {
  const values = claim.values ?? [];
  const paid = sumCents(deciders(claim).map(({ paidCents }) => paidCents ?? claim.chargeCents));
  const agreed = agreedCents(claim);
  const isOwed = paid < agreed && agreed < claim.chargeCents && !values.some(({ code }) => code === '44');
  return [
    ...values,
    ...(values.some(({ code }) => isSecondaryValue(code))
      ? []
      : [{ code: reason, value: claimDecimal(formatCents(paid)) }]),
    ...(isOwed ? [{ code: '44', value: claimDecimal(formatCents(agreed)) }] : []),
  ];
}

/** The day on which the earlier payer refused (24), where it paid nothing. */
function occurrencesOf(claim: InstitutionalClaim): readonly Occurrence[] {
  const occurrences = claim.occurrences ?? [];
  const on = decidedOn(claim);
  const isPaid = deciders(claim).some(({ paidCents }) => paidCents !== 0);
  if (isPaid || on === undefined || occurrences.some(({ code }) => code === '24')) return occurrences;
  return [...occurrences, { code: '24', on }];
}

function withoutReason<Insured extends { readonly medicareSecondaryType?: string }>({
  medicareSecondaryType: _none,
  ...rest
}: Insured) {
  return rest;
}

/**
 * An institutional claim as Medicare takes it when another payer was first: value codes say why and how much, not the
 * insurance type, for which this form has no place (005010X223A2, loop 2000B; Medicare Secondary Payer Manual, chapter
 * 5, 40.8, and Medicare Claims Processing Manual, chapter 25, 75.4). Other claims lose only the insurance type.
 */
export function toldByValues(claim: InstitutionalClaim): InstitutionalClaim {
  const { subscriber, otherCoverages } = claim;
  const { medicareSecondaryType: reason, filingIndicator, payerResponsibility } = subscriber;
  const plain = {
    ...claim,
    subscriber: withoutReason(subscriber),
    ...(otherCoverages === undefined ? {} : { otherCoverages: otherCoverages.map(withoutReason) }),
  };
  const isMedicare = filingIndicator === 'MA' || filingIndicator === 'MB';
  if (reason === undefined || !isMedicare || payerResponsibility === 'P' || deciders(claim).length === 0) return plain;
  const occurrences = occurrencesOf(claim);
  return { ...plain, values: valuesOf(claim, reason), ...(occurrences.length === 0 ? {} : { occurrences }) };
}
