/*
 * The generators make every claim that the writer can carry, even of version 4010. This turns any such claim into one
 * that the guides of 5010 allow: without what only 4010 had, with everything that belongs together, and within the
 * guides' lengths.
 */

type Fields = Record<string, unknown>;

/** Fields that only version 4010 has, wherever they occur. */
const old = new Set([
  ...['legacyId', 'taxonomyKind', 'legacyCode', 'transportCode', 'approvedCents', 'otherAmounts', 'patientIds'],
  ...['unitRate', 'explanationOfBenefits'],
]);

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const two = (value: unknown) => (value === undefined ? undefined : String(value).padEnd(2, 'X'));
const withoutPayer = (ids: unknown) => (ids as Fields[] | undefined)?.map(({ payerId: _payerId, ...id }) => id);

/** Further conditions on the value of a field. */
const mends: Readonly<Record<string, (value: Fields) => Fields>> = {
  contract: (value) => ({
    ...value,
    ...(value.percent !== undefined && { percent: '12.5' }),
    ...(value.discountPercent !== undefined && { discountPercent: '2' }),
  }),
  repricing: (value) => ({
    ...value,
    approvedProcedureKind: two(value.approvedProcedureKind),
    approvedUnit: two(value.approvedUnit),
    rejectReason: two(value.rejectReason),
  }),
  ambulancePickUp: (value) => ({ ...value, ...(value.name ? { name: { kind: 'organization', name: 'PLACE' } } : {}) }),
  ambulanceDropOff: (value) => ({ ...value, ...(value.name ? { name: { kind: 'organization', name: 'PLACE' } } : {}) }),
  drug: ({ linkNumber: _link, ...value }) => ({ ...value, quantity: value.quantity ?? '1', unit: value.unit ?? 'ML' }),
  billingProvider: (value) => ({ ...value, secondaryIds: withoutPayer(value.secondaryIds) }),
  payer: (value) => ({
    ...value,
    secondaryIds: withoutPayer(value.secondaryIds),
    billingProviderIds: withoutPayer(value.billingProviderIds),
  }),
  address: (value) =>
    value.country === undefined || value.country === 'US'
      ? { ...value, state: value.state ?? 'OH', postalCode: value.postalCode ?? '43215' }
      : value,
  payTo: ({ kind, address }) => ({ kind, address }),
  payToPlan: (value) => ({
    ...value,
    taxId: value.taxId ?? '123456789',
    secondaryIds: withoutPayer(value.secondaryIds),
  }),
  dependent: ({ idKind: _kind, memberId: _id, ...value }) => ({
    ...value,
    propertyCasualtyIds: withoutPayer(value.propertyCasualtyIds),
  }),
  subscriber: (value) => ({
    ...value,
    ...(isFields(value.demographics)
      ? { demographics: { birthDate: '1980-01-31', gender: 'F', ...value.demographics } }
      : {}),
  }),
  adjudications: (value) => ({
    ...value,
    quantity: value.quantity ?? '1',
    procedureKind: value.procedureKind ?? 'HC',
    procedure: value.procedure ?? '99213',
  }),
  otherCoverages: ({ demographics: _demographics, ...value }) => {
    const subscriber = value.subscriber as Fields | undefined;
    const payer = value.payer as Fields | undefined;
    return {
      ...value,
      relationship: value.relationship ?? '18',
      benefitsAssignment: value.benefitsAssignment ?? 'Y',
      releaseOfInformation: value.releaseOfInformation ?? 'Y',
      ...(subscriber && {
        subscriber: {
          ...subscriber,
          idKind: 'MI',
          memberId: two(subscriber.memberId ?? 'M1'),
          secondaryIds: undefined,
        },
      }),
      ...(payer && {
        payer: { ...payer, idKind: 'PI', id: two(payer.id ?? 'P1'), secondaryIds: withoutPayer(payer.secondaryIds) },
      }),
    };
  },
};

/** A claim can state that a patient is pregnant, but not that she is not. */
const isOnlyNotPregnant = ({ pregnant, ...rest }: Fields) => pregnant !== true && Object.keys(rest).length === 0;

/** Institutional claims state value codes instead of the insurance type of the payer before Medicare. */
function withoutInsuranceType(value: Fields): Fields {
  if (value.kind !== 'institutional') return value;
  const plain = ({ medicareSecondaryType: _type, ...rest }: Fields): Fields => rest;
  const { subscriber, otherCoverages } = value as { subscriber: Fields; otherCoverages?: Fields[] };
  return { ...value, subscriber: plain(subscriber), otherCoverages: otherCoverages?.map(plain) };
}

function mend(name: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    if (name === 'modifiers') return value.map(two);
    const items = name === 'equipmentConditions' ? value.slice(0, 1) : value;
    return items.map((item) => mend(name, item));
  }
  if (!isFields(value)) return value;
  const mended = withoutInsuranceType(mends[name]?.(value) ?? value);
  if (mended.pregnant === false) delete mended.pregnant;
  if (isFields(mended.asPatient) && isOnlyNotPregnant(mended.asPatient)) delete mended.asPatient;
  const isPlaced = mended.autoAccidentState !== undefined || mended.autoAccidentCountry !== undefined;
  if (isPlaced && 'placeOfService' in mended) mended.relatedCauses ??= ['AA'];
  if (mended.priorPlacementOn !== undefined) delete mended.estimatedPriorPlacementOn;
  return Object.fromEntries(
    Object.entries(mended)
      .filter(([field, inner]) => !old.has(field) && inner !== undefined)
      .map(([field, inner]) => [field, mend(field, inner)]),
  );
}

/** The file, with claims as the guides of 5010 allow them. */
export const asTheGuideHasIt = <File>(file: File): File => mend('file', file) as File;
