import type { Office } from './office.ts';

/**
 * SYNTHETIC: the whole practice is made up. No payer, provider, number or address is real; the NPIs merely have valid
 * check digits.
 */

/** The office's set-up: the ids that the API returned, by the demo's own names. */
export interface Practice {
  readonly payers: Readonly<Record<PayerName, string>>;
  readonly providers: Readonly<Record<ProviderName, string>>;
  readonly facilities: Readonly<Record<FacilityName, string>>;
}

const clearinghouse = { id: 'SYNTHCLEAR', name: 'SYNTHETIC CLEARINGHOUSE' };
const contractor = { id: 'SYNTHMAC', name: 'SYNTHETIC MEDICARE CONTRACTOR' };

/** A payer with the same id in claims and in remittances. */
function payer(name: string, claimPayerId: string, filingIndicator: string, receiver: typeof clearinghouse) {
  const remittanceIdentities = [{ kind: 'payer-id', value: claimPayerId }];
  return { name, claimPayerId, filingIndicator, receiver, remittanceIdentities };
}

const payers = {
  evergreen: payer('EVERGREEN COMMERCIAL PLAN (SYNTHETIC)', 'SYN10', 'CI', clearinghouse),
  harbor: payer('HARBOR MUTUAL (SYNTHETIC)', 'SYN20', 'BL', clearinghouse),
  medicaid: payer('STATE MEDICAID (SYNTHETIC)', 'SYN30', 'MC', clearinghouse),
  medicare: payer('MEDICARE PART B (SYNTHETIC)', 'SYN40', 'MB', contractor),
};
export type PayerName = keyof typeof payers;

/** The id of each payer in claims. */
export const claimPayerIds: Readonly<Record<PayerName, string>> = {
  evergreen: payers.evergreen.claimPayerId,
  harbor: payers.harbor.claimPayerId,
  medicaid: payers.medicaid.claimPayerId,
  medicare: payers.medicare.claimPayerId,
};

const clinicAddress = { line1: '100 EXAMPLE AVE', city: 'COLUMBUS', state: 'OH', postalCode: '432150100' };

function organization(
  organizationName: string,
  [npi, taxId]: readonly [npi: string, taxId: string],
  submitterId: string,
  taxonomyCode = '261QP2300X',
) {
  return {
    npi,
    taxonomyCode,
    name: { kind: 'organization', organizationName },
    billing: {
      taxId: { kind: 'ein', value: taxId },
      address: clinicAddress,
      submitter: { id: submitterId, contactName: 'PAT BILLING', phone: '6145550100' },
    },
  };
}

function person(npi: string, lastName: string, firstName: string, taxonomyCode: string) {
  return { npi, taxonomyCode, name: { kind: 'person', lastName, firstName } };
}

const providers = {
  clinic: organization('SYNTHETIC FAMILY CLINIC', ['1999990009', '990000001'], 'SYNTHCLINIC'),
  therapy: organization('SYNTHETIC THERAPY GROUP', ['1999990017', '990000002'], 'SYNTHTHERAPY'),
  hospital: organization('SYNTHETIC GENERAL HOSPITAL', ['1999990066', '990000003'], 'SYNTHHOSPITAL', '282N00000X'),
  doctorReed: person('1999990025', 'REED', 'ROBIN', '207Q00000X'),
  doctorStone: person('1999990033', 'STONE', 'SASHA', '207R00000X'),
  therapistWood: person('1999990041', 'WOOD', 'WREN', '225100000X'),
  doctorFields: person('1999990058', 'FIELDS', 'FRANCIS', '207X00000X'),
  dentistVale: person('1999990074', 'VALE', 'VICTOR', '122300000X'),
};
export type ProviderName = keyof typeof providers;

const facilities = {
  hospital: {
    name: 'SYNTHETIC GENERAL HOSPITAL',
    npi: '1999990066',
    address: { line1: '900 EXAMPLE HILL RD', city: 'DUBLIN', state: 'OH', postalCode: '430160900' },
    placeOfService: '22',
  },
};
export type FacilityName = keyof typeof facilities;

/** Prices in cents. A modifier with its own price has a row of its own. */
const prices: readonly (readonly [procedure: string, cents: number, modifiers?: readonly string[]])[] = [
  ['X9001', 6_500],
  ['X9002', 9_850],
  ['X9003', 14_275],
  ['X9003', 15_600, ['25']],
  ['X9004', 21_040],
  ['X9005', 28_990],
  ['X9010', 18_300],
  ['X9011', 24_115],
  ['X9012', 33_333],
  ['X9020', 2_750],
  ['X9021', 4_199],
  ['X9022', 8_801],
  ['X9030', 12_600],
  ['X9031', 41_777],
  ['G0008', 3_125],
  ['G0439', 17_950],
  ['J1885', 1_240],
  ['J3301', 2_205],
  ['A4550', 1_999],
  ['L1902', 9_407],
];

type Body = Readonly<Record<string, unknown>>;

async function addAll<Name extends string>(
  office: Office,
  family: string,
  bodies: Readonly<Record<Name, Body>>,
): Promise<Record<Name, string>> {
  const ids: Partial<Record<Name, string>> = {};
  for (const name of Object.keys(bodies) as Name[]) {
    const added = await office.post<{ id: string }>('manager', `/v1/${family}`, { externalId: name, ...bodies[name] });
    ids[name] = added.body.id;
  }
  return ids as Record<Name, string>;
}

/** Sets the practice up, as its manager would: four payers behind two receivers, three billing entities, fees since `feesFrom`. */
export async function setUpPractice(office: Office, feesFrom: string): Promise<Practice> {
  const practice = {
    payers: await addAll(office, 'payers', payers),
    providers: await addAll(office, 'providers', providers),
    facilities: await addAll(office, 'facilities', facilities),
  };
  const fees = prices.map(([procedure, cents, modifiers = []]) => ({ procedure, cents, modifiers }));
  await office.post('manager', '/v1/fee-schedules', { name: 'Synthetic prices', effectiveFrom: feesFrom, fees });
  return practice;
}
