import type { OtherCoverage } from '../../../domain/claim/claim-detail.ts';
import type { InstitutionalClaim } from '../../../domain/claim/institutional-claim.ts';
import { caseNumberOf, otherIdOf, patientOf } from '../claim-people.ts';
import type { BoxTexts, FormContent } from '../fill-boxes.ts';
import { identifier, moneyText, nameText, plain } from '../paper-text.ts';

const lines = ['A', 'B', 'C'] as const;

/** The order of payers: primary, secondary, tertiary, and the rest. */
const order = 'PSTABCDEFGH';

/**
 * Form locators 50 to 65: one line per payer, the primary one first, and the values that do not fit into three lines.
 */
export function payerBoxes(claim: InstitutionalClaim): {
  readonly texts: BoxTexts;
  readonly leftOff: FormContent['leftOff'];
} {
  const rows = [
    { place: claim.subscriber.payerResponsibility, texts: billedRow(claim) },
    ...(claim.otherCoverages ?? []).map((coverage) => {
      return { place: coverage.payerResponsibility, texts: otherRow(claim, coverage) };
    }),
  ].sort((left, right) => placeOf(left.place) - placeOf(right.place));
  const texts = lines.map((line, index) => {
    const row = Object.entries(rows[index]?.texts ?? {});
    return Object.fromEntries(row.map(([locator, text]) => [`${locator}${line}`, text]));
  });
  return {
    texts: { '56': claim.billingProvider.npi, ...Object.assign({}, ...texts) },
    leftOff: [{ box: '50', count: rows.length - lines.length }],
  };
}

/** The width of form locator 62. */
const groupWidth = 17;

/**
 * The number of a case of workers' compensation or an accident, in place of a group's, as states' rules want it (28 TAC
 * 133.10: the claim number of the insurance carrier in field 62). Empty when the locator has a group or is too narrow.
 */
export function caseIn62(claim: InstitutionalClaim): string {
  const number = caseNumberOf(claim);
  return claim.subscriber.groupNumber === undefined && number.length <= groupWidth ? number : '';
}

/** Unknown positions come last. */
function placeOf(responsibility: string): number {
  const place = order.indexOf(responsibility);
  return place < 0 ? order.length : place;
}

/** The line of the payer that the claim goes to. */
function billedRow(claim: InstitutionalClaim): BoxTexts {
  const { subscriber, payer } = claim;
  return {
    '50': nameText(payer.name),
    '51': identifier(payer.id),
    '52': claim.releaseOfInformation,
    '53': claim.benefitsAssignment,
    '55': moneyText(claim.estimatedPatientDueCents, ''),
    '57': identifier(payer.billingProviderIds?.[0]?.id ?? otherIdOf(claim.billingProvider)?.id ?? ''),
    '58': nameText(subscriber.name),
    '59': patientOf(claim).relationship,
    '60': identifier(subscriber.memberId ?? ''),
    '61': plain(subscriber.groupName ?? ''),
    '62': identifier(subscriber.groupNumber ?? '') || caseIn62(claim),
    '63': identifier(claim.priorAuthorizationNumber ?? claim.referralNumber ?? ''),
    '64': identifier(claim.payerClaimControlNumber ?? ''),
  };
}

function otherRow(claim: InstitutionalClaim, { payer, subscriber, ...coverage }: OtherCoverage): BoxTexts {
  return {
    '50': nameText(payer?.name),
    '51': identifier(payer?.id ?? ''),
    '52': coverage.releaseOfInformation ?? claim.releaseOfInformation,
    '53': coverage.benefitsAssignment ?? claim.benefitsAssignment,
    '54': moneyText(coverage.paidCents, ''),
    '58': nameText(subscriber?.name),
    '59': coverage.relationship,
    '60': identifier(subscriber?.memberId ?? ''),
    '61': plain(coverage.groupName ?? ''),
    '62': identifier(coverage.groupNumber ?? ''),
    '63': identifier(payer?.priorAuthorizationNumber ?? ''),
    '64': identifier(payer?.claimControlNumber ?? ''),
  };
}
