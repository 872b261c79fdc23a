import type { PayerNumber } from '../../../domain/claim/claim-detail.ts';
import type { ClaimProvider } from '../../../domain/claim/party.ts';
import type { ProfessionalClaim } from '../../../domain/claim/professional-claim.ts';
import { sumCents } from '../../../domain/money/cents.ts';
import type { LocalDate } from '../../../domain/time/local-date.ts';
import { otherIdOf } from '../claim-people.ts';
import { type BoxTexts, crossed, dateBoxes, type FormContent, inOrder } from '../fill-boxes.ts';
import { dateParts, identifier, moneyText, signedName } from '../paper-text.ts';
import { isForMedicare, lastSeenOf, medicareDayBoxes, pickUpZip } from './fill-medicare.ts';
import { remarkBoxes } from './fill-remarks.ts';

const diagnosisBoxes = [...'ABCDEFGHIJKL'].map((letter) => `21${letter}`);

/** Boxes 14 to 23, and the values without room. */
export function conditionBoxes(claim: ProfessionalClaim): {
  readonly texts: BoxTexts;
  readonly leftOff: FormContent['leftOff'];
} {
  const isMedicare = isForMedicare(claim);
  const others = isMedicare ? [] : otherDates(claim);
  const providers = otherProviders(claim);
  const numbers = authorizations(claim);
  const bought = claim.serviceLines.flatMap(({ purchasedService }) => purchasedService?.chargeCents ?? []);
  const isSentAgain = claim.frequency === '7' || claim.frequency === '8';
  return {
    texts: {
      ...(isMedicare ? medicareDayBoxes(claim) : dayBoxes(claim, others[0])),
      ...providerBoxes(providers[0], isMedicare),
      ...remarkBoxes(claim),
      ...crossed(bought.length > 0 ? '20.yes' : '20.no'),
      '20': bought.length > 0 ? moneyText(sumCents(bought), ' ') : '',
      '21.version': claim.diagnoses[0]?.codeSet === 'icd-9-cm' ? '9' : '0',
      ...inOrder(
        diagnosisBoxes,
        claim.diagnoses.slice(0, diagnosisBoxes.length).map(({ code }) => identifier(code)),
      ),
      '22.code': isSentAgain ? claim.frequency : '',
      '22': isSentAgain ? identifier(claim.payerClaimControlNumber ?? '') : '',
      '23': identifier(numbers[0] ?? ''),
    },
    leftOff: [
      { box: '15', count: others.length - 1 },
      { box: '17', count: providers.length - 1 },
      { box: '21', count: claim.diagnoses.length - diagnosisBoxes.length },
      { box: '23', count: numbers.length - 1 },
    ],
  };
}

/** Boxes 14 to 16 and 18. */
function dayBoxes(claim: ProfessionalClaim, other: ReturnType<typeof otherDates>[number] | undefined): BoxTexts {
  const begun = claim.onsetDate ?? injuredOn(claim);
  const first = begun ?? claim.lastMenstrualPeriodDate;
  return {
    ...dateBoxes('14', dateParts(first)),
    '14.kind': begun !== undefined ? '431' : first === undefined ? '' : '484',
    '15.kind': other?.kind,
    ...dateBoxes('15', dateParts(other?.on)),
    ...dateBoxes('16.from', dateParts(claim.disabilityBegin ?? claim.lastWorkedDate)),
    ...dateBoxes('16.to', dateParts(claim.disabilityEnd ?? claim.returnToWorkDate)),
    ...dateBoxes('18.from', dateParts(claim.admissionDate)),
    ...dateBoxes('18.to', dateParts(claim.dischargeDate)),
  };
}

/**
 * The day of an injury at work, with which the condition began: box 14 asks for the first day of an illness, injury or
 * pregnancy (NUCC), and insurers of employers look for the injury there.
 */
function injuredOn({ relatedCauses = [], accidentDate }: ProfessionalClaim): LocalDate | undefined {
  return relatedCauses.includes('EM') ? accidentDate : undefined;
}

/** Other dates of the condition with their qualifiers, in the order in which payers most often want them. */
function otherDates(claim: ProfessionalClaim) {
  const dates = [
    ['439', claim.accidentDate],
    ['454', claim.initialTreatmentDate],
    ['304', claim.lastSeenDate],
    ['453', claim.acuteManifestationDate],
    ['455', claim.lastXrayDate],
    ['471', claim.hearingVisionPrescriptionDate],
    ['444', claim.firstContactDate],
    ['090', claim.assumedCareDate],
    ['091', claim.relinquishedCareDate],
  ] as const;
  return dates.flatMap(([kind, on]) => (on === undefined ? [] : [{ kind, on }]));
}

/**
 * Referring (`DN`), ordering (`DK`) and supervising (`DQ`) providers, each once. To Medicare who last saw the patient is
 * told in box 19: the electronic claim has no other place for that physician than the supervising provider's.
 */
function otherProviders(claim: ProfessionalClaim) {
  const { serviceLines: lines } = claim;
  const isInRemarks = isForMedicare(claim) && lastSeenOf(claim) !== undefined;
  const supervising = isInRemarks ? [] : [claim.supervisingProvider, ...lines.map((line) => line.supervisingProvider)];
  const named: readonly (readonly [string, ClaimProvider | undefined])[] = [
    ['DN', claim.referringProvider],
    ...lines.map(({ referringProvider }) => ['DN', referringProvider] as const),
    ...lines.map(({ orderingProvider }) => ['DK', orderingProvider] as const),
    ...supervising.map((provider) => ['DQ', provider] as const),
  ];
  const seen = new Set<string>();
  return named.flatMap(([kind, provider]) => {
    const key = `${kind} ${provider?.npi ?? signedName(provider?.name)}`;
    if (provider === undefined || seen.has(key)) return [];
    seen.add(key);
    return [{ kind, provider }];
  });
}

/** The provider that comes first in importance. Medicare gets only its NPI: it returns claims with any other number. */
function providerBoxes(first: ReturnType<typeof otherProviders>[number] | undefined, isMedicare: boolean): BoxTexts {
  const other = isMedicare ? undefined : otherIdOf(first?.provider);
  return {
    '17.kind': first?.kind,
    '17': signedName(first?.provider.name),
    '17a.kind': other?.kind,
    '17a': identifier(other?.id ?? ''),
    '17b': first?.provider.npi,
  };
}

/** The numbers of the claim and its lines for box 23, each once, in their order of importance for payers. */
function authorizations(claim: ProfessionalClaim): string[] {
  const { serviceLines: lines } = claim;
  const numbers = [
    isForMedicare(claim) ? pickUpZip(claim) : undefined,
    claim.priorAuthorizationNumber,
    ...lines.flatMap(({ priorAuthorizations = [] }) => ownNumbers(priorAuthorizations)),
    claim.referralNumber,
    ...lines.flatMap(({ referrals = [] }) => ownNumbers(referrals)),
    // Of a test that another laboratory made, its number; the claim’s own laboratory comes after it.
    ...lines.map(({ referringCliaNumber }) => referringCliaNumber),
    claim.cliaNumber,
    ...lines.map(({ cliaNumber }) => cliaNumber),
    claim.mammographyCertification,
    ...lines.map(({ mammographyCertification }) => mammographyCertification),
    claim.investigationalDeviceExemption,
    isForMedicare(claim) ? claim.carePlanOversight : undefined,
  ];
  return [...new Set(numbers.filter((number) => number !== undefined))];
}

/** Numbers that the payer who gets the claim has given. */
function ownNumbers(numbers: readonly PayerNumber[]): string[] {
  return numbers.filter(({ payerId }) => payerId === undefined).map(({ number }) => number);
}
