import type { OtherCoverage } from '../../../domain/claim/claim-detail.ts';
import type { ProfessionalClaim } from '../../../domain/claim/professional-claim.ts';
import { patientOf } from '../claim-people.ts';
import { type BoxTexts, crossed, dateBoxes } from '../fill-boxes.ts';
import { dateParts, identifier, nameText, plain, regionOf, streetText, zipAndCountry } from '../paper-text.ts';
import { genderBox, relationshipBox } from './crosses.ts';

/**
 * Whether a claim goes to Medicare Part B, which has rules of its own for the form (Medicare Claims Processing Manual,
 * chapter 26).
 */
export function isForMedicare({ subscriber }: Pick<ProfessionalClaim, 'subscriber'>): boolean {
  return subscriber.filingIndicator === 'MB';
}

/** The word that Medicare wants in place of a value that is already in the patient's boxes. */
const same = 'SAME';

/** The id of a supplement (Medigap) to which Medicare forwards claims: 55000 to 55999. */
const medigapId = /^55\d{3}$/;

/**
 * Boxes 4, 6, 7, 9 and 11 of a claim to Medicare, and how many coverages they leave out. Boxes 4, 6, 7 and 11 are about
 * who pays before Medicare; where nobody does, box 11 says `NONE` and the others are empty. Box 9 is for a supplement
 * (Medigap) alone, and box 11d stays empty.
 */
export function medicareCoverageBoxes(claim: ProfessionalClaim): { readonly texts: BoxTexts; readonly left: number } {
  const coverages = claim.otherCoverages ?? [];
  const supplement = coverages.find(({ payer }) => medigapId.test(payer?.id ?? ''));
  // The form does not name a plan after Medicare that is not a supplement. Only Medicare itself can forward the claim
  // to it.
  const before = claim.subscriber.payerResponsibility === 'P' ? [] : coverages.filter((each) => each !== supplement);
  const elder = before.find(({ payerResponsibility }) => payerResponsibility === 'P') ?? before[0];
  return {
    texts: {
      ...(elder === undefined ? { '11': 'NONE' } : elderBoxes(claim, elder)),
      ...(supplement === undefined ? {} : supplementBoxes(supplement)),
    },
    left: before.length - 1,
  };
}

/** The plan that pays before Medicare. */
function elderBoxes(claim: ProfessionalClaim, { relationship = '18', ...elder }: OtherCoverage): BoxTexts {
  const isPatient = relationship === '18';
  const { subscriber, payer, demographics } = elder;
  const address = subscriber?.address;
  const isSameAddress = address !== undefined && streetText(address) === streetText(patientOf(claim).address);
  return {
    '4': isPatient ? same : nameText(subscriber?.name),
    ...crossed(relationshipBox(relationship)),
    ...(isPatient || isSameAddress
      ? { '7.street': same }
      : {
          '7.street': streetText(address),
          '7.city': plain(address?.city ?? ''),
          '7.state': regionOf(address),
          '7.zip': zipAndCountry(address),
        }),
    '11': identifier(elder.groupNumber ?? subscriber?.memberId ?? ''),
    ...dateBoxes('11a', dateParts(demographics?.birthDate)),
    ...crossed(genderBox('11a', demographics?.gender)),
    '11c': nameText(payer?.name),
  };
}

/** A supplement to which Medicare forwards the claim. */
function supplementBoxes({ relationship = '18', subscriber, groupNumber, payer }: OtherCoverage): BoxTexts {
  return {
    '9': relationship === '18' ? same : nameText(subscriber?.name),
    '9a': `MEDIGAP ${identifier(subscriber?.memberId ?? groupNumber ?? '')}`,
    '9d': identifier(payer?.id ?? ''),
  };
}
