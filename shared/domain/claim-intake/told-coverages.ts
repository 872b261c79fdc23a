import type { Claim } from '../claim/claim.ts';
import type { OtherCoverage, PriorAdjustment } from '../claim/claim-detail.ts';
import type { AdjudicationOutcome } from '../claim/filing.ts';
import { isSecondaryValue } from '../claim/medicare-secondary-values.ts';
import type { Demographics, PartyName, PostalAddress } from '../claim/party.ts';
import { type Cents, subtractCents, sumCents } from '../money/cents.ts';
import type { Address } from '../practice/address.ts';
import type { Coverage, CoverageSubscriber, PersonName } from '../practice/practice.ts';
import { present } from '../present.ts';
import { fail, ok, type Result } from '../result.ts';
import type { WaitReason } from './wait-reasons.ts';

/** The facts of a coverage, besides its patient, its payer and its dates. */
export type CoverageFacts = Omit<Coverage, 'id' | 'patientId' | 'payerId' | 'order' | 'activeFrom' | 'activeTo'>;

/** A coverage of a claim, as the claim states it. */
export interface ToldCoverage {
  /** The payer's id in claims, and the filing indicator where one is stated. */
  readonly payer: { readonly id: string; readonly filingIndicator?: string };
  /** Absent where an employer insures, and the claim names the case instead. */
  readonly memberId?: string;
  /** Undefined when the claim lacks facts of the coverage. */
  readonly facts: CoverageFacts | undefined;
}

/** The payers of a claim, in billing order. */
export interface ToldCoverages {
  readonly coverages: readonly ToldCoverage[];
  /** The position of the payer that the claim is for. */
  readonly share: number;
  /** For a claim to a later payer: the amount that the payer before it left. */
  readonly earlier?: { readonly leftCents: Cents; readonly outcome: AdjudicationOutcome };
}

const places = 'PSTABCDEFGH';

/** Reads the payers of a claim in their order. */
export function toldCoverages(claim: Claim): Result<ToldCoverages, WaitReason> {
  const others = claim.otherCoverages ?? [];
  const ordered = [
    { place: places.indexOf(claim.subscriber.payerResponsibility), coverage: billedCoverage(claim), isOwn: true },
    ...others.map((other) => ({
      place: places.indexOf(other.payerResponsibility),
      coverage: statedCoverage(other),
      isOwn: false,
    })),
  ].sort((left, right) => left.place - right.place);
  const isUnclear = ordered.some(({ place }, index) => place === -1 || place === ordered[index - 1]?.place);
  if (isUnclear) return fail({ code: 'payer-order-unclear' });
  if (ordered.length > 3) return fail({ code: 'payers-too-many' });
  const share = ordered.findIndex(({ isOwn }) => isOwn);
  if ((ordered[share]?.place ?? 0) > share) return fail({ code: 'earlier-payer-missing' });
  if (ordered.some(({ coverage }) => !isKnown(coverage))) return fail({ code: 'member-id-missing' });
  const coverages = ordered.map(({ coverage }) => coverage);
  if (share === 0) return ok({ coverages, share });
  const before = others.find(({ payerResponsibility }) => payerResponsibility === places[share - 1]);
  const earlier = before === undefined ? undefined : leftBy(claim, before);
  return earlier === undefined ? fail({ code: 'earlier-answer-missing' }) : ok({ coverages, share, earlier });
}

/** Whether the payer can tell whom it insures. */
function isKnown({ memberId, facts }: ToldCoverage): boolean {
  const isEmployers = facts?.subscriber !== undefined && 'organizationName' in facts.subscriber;
  return memberId !== undefined || (isEmployers && facts?.propertyCasualty !== undefined);
}

/**
 * The amount that the last earlier payer left to the next one: the charge less its payment and amounts that nobody
 * owes.
 */
function leftBy(claim: Claim, { paidCents, adjustments = [], payer }: OtherCoverage): ToldCoverages['earlier'] {
  if (paidCents === undefined) return undefined;
  const ofLines = claim.serviceLines.flatMap(({ adjudications = [] }) =>
    adjudications.filter(({ payerId }) => payerId === payer?.id).flatMap((decided) => decided.adjustments ?? []),
  );
  const all: readonly PriorAdjustment[] = [...adjustments, ...ofLines];
  const gone = sumCents(all.filter(({ group }) => group !== 'PR').map((each) => each.cents));
  const leftCents = subtractCents(subtractCents(claim.chargeCents, paidCents), gone);
  if (leftCents < 0) return undefined;
  return { leftCents, outcome: paidCents > 0 ? 'paid' : leftCents > 0 ? 'patient-responsibility' : 'denied' };
}

/** An institutional claim says by a value code why Medicare pays second. */
function toldByValue(claim: Claim): Coverage['medicareSecondaryType'] {
  const isMedicare = claim.subscriber.filingIndicator === 'MA' || claim.subscriber.filingIndicator === 'MB';
  const values = claim.kind === 'institutional' && isMedicare ? (claim.values ?? []) : [];
  return values.find(({ code }) => isSecondaryValue(code))?.code;
}

function billedCoverage(claim: Claim): ToldCoverage {
  const { subscriber, payer, dependent } = claim;
  const person = subscriber.demographics;
  const whose = dependent === undefined ? undefined : subscriberOf({ ...subscriber, ...present({ person }) });
  const memberId = subscriber.memberId || undefined;
  const facts: CoverageFacts = {
    relationship: dependent?.relationship ?? '18',
    ...present({
      memberId,
      groupNumber: subscriber.groupNumber,
      groupName: subscriber.groupName,
      medicareSecondaryType: subscriber.medicareSecondaryType ?? toldByValue(claim),
      subscriber: whose,
      propertyCasualty: caseOf(claim),
    }),
    ...consents(claim),
  };
  const isWhole = dependent === undefined || whose !== undefined;
  return {
    payer: { id: payer.id, ...present({ filingIndicator: subscriber.filingIndicator }) },
    ...present({ memberId }),
    facts: isWhole ? facts : undefined,
  };
}

function statedCoverage(other: OtherCoverage): ToldCoverage {
  const { relationship, payer, filingIndicator, groupNumber, groupName, medicareSecondaryType } = other;
  const memberId = other.subscriber?.memberId || undefined;
  const isSelf = relationship === '18';
  const whose =
    isSelf || other.subscriber === undefined
      ? undefined
      : subscriberOf({ ...other.subscriber, ...present({ person: other.demographics }) });
  const facts =
    relationship === undefined || !(isSelf || whose !== undefined)
      ? undefined
      : {
          relationship,
          ...present({ memberId, groupNumber, groupName, medicareSecondaryType, subscriber: whose }),
          ...consents(other),
        };
  return { payer: { id: payer?.id ?? '', ...present({ filingIndicator }) }, ...present({ memberId }), facts };
}

/** The case of a property and casualty claim. A patient who is insured in their own name has no member number of the case. */
function caseOf({ subscriber, dependent }: Claim): Coverage['propertyCasualty'] {
  const claimNumber = subscriber.propertyCasualtyClaimNumber ?? dependent?.propertyCasualtyClaimNumber;
  if (claimNumber === undefined) return undefined;
  const ssn = dependent === undefined ? subscriber.ssn : undefined;
  const [stated] = ssn === undefined ? (dependent?.propertyCasualtyIds ?? []) : [{ kind: 'SY', id: ssn }];
  const kind = stated?.kind === 'SY' || stated?.kind === '1W' ? stated.kind : undefined;
  return {
    claimNumber,
    ...(stated === undefined || kind === undefined ? {} : { patientNumber: { kind, number: stated.id } }),
  };
}

function consents({
  benefitsAssignment,
  releaseOfInformation,
}: Pick<OtherCoverage, 'benefitsAssignment' | 'releaseOfInformation'>) {
  return {
    ...(benefitsAssignment === 'N' ? { benefitsAssigned: false } : {}),
    ...(releaseOfInformation === 'I' ? { releaseOfInformation: 'informed-consent' as const } : {}),
  };
}

/** A subscriber who is not the patient; undefined when the claim lacks facts of the person. */
function subscriberOf({
  name,
  address,
  person,
}: {
  readonly name: PartyName;
  readonly address?: PostalAddress;
  readonly person?: Demographics;
}): CoverageSubscriber | undefined {
  const place = address === undefined ? undefined : wholeAddress(address);
  if (name.kind === 'organization') return place && { organizationName: name.name, address: place };
  const { birthDate, gender } = person ?? {};
  return { name: personName(name), ...present({ birthDate, sex: sexOf(gender), address: place }) };
}

export function sexOf(gender: string | undefined): 'F' | 'M' | 'U' | undefined {
  return gender === 'F' || gender === 'M' || gender === 'U' ? gender : undefined;
}

export function personName({ last, first, middle, suffix }: Extract<PartyName, { kind: 'person' }>): PersonName {
  return { lastName: last, ...present({ firstName: first, middleName: middle, suffix }) };
}

/** A complete address; undefined when a part that claims need is missing. */
export function wholeAddress({ line1, line2, city, state, postalCode, ...abroad }: PostalAddress): Address | undefined {
  const isHome = (abroad.country ?? 'US') === 'US';
  if (line1 === '' || city === '') return undefined;
  if (isHome && (state === undefined || !/^\d{5}(?:\d{4})?$/.test(postalCode ?? ''))) return undefined;
  return { line1, ...present({ line2 }), city, ...present({ state, postalCode }), ...abroad };
}
