import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { coder } from '../support/api-event.ts';
import { claimSegments } from '../support/claim-segments.ts';
import {
  address,
  billingProviderBody,
  coverageBody,
  encounterBody,
  facilityBody,
  type Office,
  type OfficeApi,
  officeApi,
  patientBody,
  payerBody,
  setUpOffice,
} from '../support/office.ts';
import { startTestTable, type TestTable, testEdge } from '../support/table.ts';

/*
 * Situations that billing offices report about other systems, from the API to the bytes of the 837P. The expected
 * segments are written by hand from the guide (005010X222A1).
 */

const tenant = 'first-office' as TenantId;

let store: TestTable;
let api: OfficeApi;
let office: Office;
/** A physician other than the rendering one. */
let other: string;

beforeEach(async () => {
  store = await startTestTable();
  api = officeApi(testEdge(store.table));
  office = await setUpOffice(api);
  const name = { kind: 'person', lastName: 'Orders', firstName: 'Olga' };
  other = (await api.call('POST', '/v1/providers', { npi: '1457389892', name })).body.id;
});
afterEach(() => store.stop());

const segments = (body: object) => claimSegments({ api, table: store.table, tenant }, body);
const line = { procedure: 'X9003', diagnosisPointers: [1], units: 1, serviceOn: '2026-11-20' };
const visit = (more: object = {}, lineMore: object = {}) => ({
  ...encounterBody(office),
  lines: [{ ...line, ...lineMore }],
  ...more,
});
/** The segments from the first one that begins with `from`, up to the next one that begins with `to`. */
const between = (all: readonly string[], from: string, to: string) => {
  const start = all.findIndex((segment) => segment.startsWith(from));
  expect(start, `${from} is in the file`).toBeGreaterThanOrEqual(0);
  const length = all.slice(start + 1).findIndex((segment) => segment.startsWith(to));
  return all.slice(start, start + 1 + length);
};

describe('a place', () => {
  test('of a billing provider is a street address, and a post office box receives its payments', async () => {
    const { billing, ...provider } = { ...billingProviderBody, npi: '1245319599' };
    for (const line1 of ['PO BOX 12', 'P.O. Box 12', 'Post Office Box 12', 'p o box 12', 'POB 12']) {
      const wrong = { ...provider, billing: { ...billing, address: { ...address, line1 } } };
      expect((await api.call('POST', '/v1/providers', wrong)).body.errors).toEqual([
        { pointer: '/billing/address/line1', detail: expect.stringContaining('payToAddress') },
      ]);
    }
    const payToAddress = { ...address, line1: 'PO Box 12' };
    const right = { ...provider, billing: { ...billing, payToAddress } };
    const billingProviderId = (await api.call('POST', '/v1/providers', right)).body.id;
    const sent = await segments(visit({ billingProviderId }));
    expect(between(sent, 'NM1*85', 'HL*2')).toEqual([
      'NM1*85*2*Example Clinic*****XX*1245319599',
      'N3*1 Example St',
      'N4*Columbus*OH*432150001',
      'REF*EI*123456789',
      'NM1*87*2',
      'N3*PO Box 12',
      'N4*Columbus*OH*432150001',
    ]);
  });

  test('of care does not repeat the billing provider’s NPI', async () => {
    const site = {
      ...facilityBody,
      name: 'East Site',
      npi: billingProviderBody.npi,
      address: { ...address, line1: '55 East Rd' },
    };
    const facilityId = (await api.call('POST', '/v1/facilities', site)).body.id;
    expect(await segments(visit({ facilityId }))).toContain('NM1*77*2*East Site');
    const own = { ...site, npi: '1457389892' };
    const ownId = (await api.call('POST', '/v1/facilities', own)).body.id;
    expect(await segments(visit({ facilityId: ownId }))).toContain('NM1*77*2*East Site*****XX*1457389892');
  });

  test.each([
    ['in another case', { line1: '1 EXAMPLE st' }],
    ['with punctuation', { line1: '1 Example St.' }],
    ['with a postal code of five digits', { postalCode: '43215' }],
  ])('is left out if it is the billing address %s', async (_how, change) => {
    const facilityId = (
      await api.call('POST', '/v1/facilities', { ...facilityBody, address: { ...address, ...change } })
    ).body.id;
    expect((await segments(visit({ facilityId }))).filter((segment) => segment.startsWith('NM1*77'))).toEqual([]);
  });

  test.each([
    ['another street', { line1: '2 Example St' }],
    ['another suite', { line2: 'Suite 2' }],
    ['another postal code', { postalCode: '432160001' }],
  ])('is stated if it has %s', async (_what, change) => {
    const facilityId = (
      await api.call('POST', '/v1/facilities', { ...facilityBody, address: { ...address, ...change } })
    ).body.id;
    expect((await segments(visit({ facilityId }))).filter((segment) => segment.startsWith('NM1*77'))).toHaveLength(1);
  });
});

describe('what an encounter says reaches the claim:', () => {
  test('admission and discharge of an inpatient', async () => {
    const sent = await segments(
      visit({ placeOfService: '21', admissionDate: '2026-11-18', dischargeDate: '2026-11-22' }),
    );
    expect(sent).toEqual(expect.arrayContaining(['DTP*435*D8*20261118', 'DTP*096*D8*20261122']));
  });

  test('onset, last menstrual period, and the other days', async () => {
    const days = {
      onsetDate: '2026-11-01',
      initialTreatmentDate: '2026-11-02',
      lastSeenDate: '2026-11-03',
      acuteManifestationDate: '2026-11-04',
      lastMenstrualPeriodDate: '2026-10-05',
      lastXrayDate: '2026-11-06',
      hearingVisionPrescriptionDate: '2026-11-07',
      disabilityBegin: '2026-11-08',
      disabilityEnd: '2026-11-09',
      lastWorkedDate: '2026-11-10',
      returnToWorkDate: '2026-11-11',
      assumedCareDate: '2026-11-12',
      relinquishedCareDate: '2026-11-13',
    };
    const sent = await segments(visit(days));
    expect(between(sent, 'CLM*', 'HI*').slice(1)).toEqual([
      'DTP*431*D8*20261101',
      'DTP*454*D8*20261102',
      'DTP*304*D8*20261103',
      'DTP*453*D8*20261104',
      'DTP*484*D8*20261005',
      'DTP*455*D8*20261106',
      'DTP*471*D8*20261107',
      'DTP*314*RD8*20261108-20261109',
      'DTP*297*D8*20261110',
      'DTP*296*D8*20261111',
      'DTP*090*D8*20261112',
      'DTP*091*D8*20261113',
    ]);
  });

  test('an accident with its cause, day and state', async () => {
    const sent = await segments(visit({ accident: { causes: ['AA', 'EM'], date: '2026-11-19', state: 'OH' } }));
    expect(sent).toContain('DTP*439*D8*20261119');
    const claim = sent.find((segment) => segment.startsWith('CLM*'));
    expect(claim?.split('*').slice(2)).toEqual(['125', '', '', '11:B:1', 'Y', 'A', 'Y', 'Y', '', 'AA:EM::OH']);
  });

  test('an auto accident without its state stays a draft, and is not finalised', async () => {
    const draft = await api.call('POST', '/v1/encounters', visit({ accident: { causes: ['AA'] } }), {
      principal: coder,
    });
    const headers = { 'If-Match': '"1"', 'Idempotency-Key': 'final' };
    const path = `/v1/encounters/${draft.body.id}/finalize`;
    const refused = await api.call('POST', path, undefined, { principal: coder, headers });
    expect(refused.body.errors).toMatchObject([
      { pointer: '/accident/date', code: 'accident-date-missing' },
      { pointer: '/accident/state', code: 'accident-state-missing' },
    ]);
  });

  test('attachments, what the patient paid, numbers and conditions', async () => {
    const attachments = [
      { reportType: 'OZ', transmission: 'FX', controlNumber: 'CTRL-1' },
      { reportType: '03', transmission: 'AA' },
    ];
    const more = {
      attachments,
      patientPaidCents: 2550,
      referralNumber: 'REF-1',
      priorAuthorizationNumber: 'AUTH-1',
      medicalRecordNumber: 'MRN-1',
      cliaNumber: '36D0000002',
      claimNote: 'SEEN AFTER HOURS',
      homebound: true,
      epsdtReferrals: ['ST', 'S2'],
      conditionCodes: ['17'],
      anesthesiaProcedures: ['X9004'],
    };
    const sent = await segments(visit(more));
    expect(between(sent, 'CLM*', 'NM1*82').slice(1)).toEqual([
      'PWK*OZ*FX***AC*CTRL-1',
      'PWK*03*AA',
      'AMT*F5*25.5',
      'REF*9F*REF-1',
      'REF*G1*AUTH-1',
      'REF*X4*36D0000002',
      'REF*EA*MRN-1',
      'NTE*ADD*SEEN AFTER HOURS',
      'CRC*75*Y*IH',
      'CRC*ZZ*Y*ST*S2',
      'HI*ABK:J209*ABF:I10',
      'HI*BP:X9004',
      'HI*BG:17',
    ]);
  });

  test('a late claim’s reason', async () => {
    const claim = (await segments(visit({ delayReason: '7' }))).find((segment) => segment.startsWith('CLM*'));
    expect(claim?.split('*')[20]).toBe('7');
  });

  test('a supervising provider', async () => {
    const sent = await segments(visit({ supervisingProviderId: other }));
    expect(sent).toContain('NM1*DQ*1*Orders*Olga****XX*1457389892');
  });
});

describe('what a line states is on its line only:', () => {
  const twoLines = (more: object) => ({
    ...visit(),
    lines: [
      { ...line, ...more },
      { ...line, modifiers: ['25'] },
    ],
  });
  const second = ['LX*2', 'SV1*HC:X9003:25*130*UN*1***1', 'DTP*472*D8*20261120', 'REF*6R*L2'];
  const lines = async (more: object) => {
    const sent = await segments(twoLines(more));
    expect(between(sent, 'LX*2', 'SE*')).toEqual(second);
    return between(sent, 'LX*1', 'LX*2').slice(1);
  };

  test('the description of a code that is not listed', async () => {
    expect(await lines({ description: 'COMPOUNDED CREAM' })).toEqual([
      'SV1*HC:X9003:::::COMPOUNDED CREAM*125*UN*1***1',
      'DTP*472*D8*20261120',
      'REF*6R*L1',
    ]);
  });

  test('minutes of anesthesia', async () => {
    expect(await lines({ unit: 'MJ', units: 45, chargeCents: 18_000 })).toContain('SV1*HC:X9003*180*MJ*45***1');
  });

  test('parts of a unit, priced to the nearest cent', async () => {
    // 12,500 cents x 0.333 = 4,162.5 cents, half a cent upwards.
    expect(await lines({ units: '.333' })).toContain('SV1*HC:X9003*41.63*UN*.333***1');
  });

  test('a drug', async () => {
    const drug = { ndc: '0003-0494-20', quantity: 2.5, unit: 'ML', prescriptionNumber: 'RX-1' };
    expect((await lines({ drug })).slice(3)).toEqual(['LIN**N4*00003049420', 'CTP****2.5*ML', 'REF*XZ*RX-1']);
  });

  test('who ordered it, and who gave it if that was another provider', async () => {
    expect(await lines({ orderingProviderId: other })).toContain('NM1*DK*1*Orders*Olga****XX*1457389892');
    expect(await lines({ renderingProviderId: other })).toContain('NM1*82*1*Orders*Olga****XX*1457389892');
    expect(await lines({ renderingProviderId: office.renderingProviderId })).toHaveLength(3);
    expect(await lines({ supervisingProviderId: other })).toContain('NM1*DQ*1*Orders*Olga****XX*1457389892');
    expect(await lines({ referringProviderId: other })).toContain('NM1*DN*1*Orders*Olga****XX*1457389892');
  });

  test('who ordered all of it, on each line', async () => {
    const sent = await segments({ ...twoLines({}), orderingProviderId: other });
    expect(sent.filter((segment) => segment.startsWith('NM1*DK*1*Orders'))).toHaveLength(2);
  });

  test('emergency, screening, family planning, copayment and authorisation', async () => {
    const more = { emergency: true, epsdt: true, familyPlanning: true, copayExempt: true };
    expect(await lines({ ...more, priorAuthorizationNumber: 'AUTH-L' })).toEqual([
      'SV1*HC:X9003*125*UN*1***1**Y**Y*Y***0',
      'DTP*472*D8*20261120',
      'REF*G1*AUTH-L',
      'REF*6R*L1',
    ]);
  });

  test('rented equipment and its certificate', async () => {
    const equipment = {
      rent: { days: 30, rentalPriceCents: 5000, purchasePriceCents: 45_000, every: 'month' },
      certification: {
        kind: 'renewal',
        months: 12,
        therapyBeganOn: '2026-01-02',
        revisedOn: '2026-06-01',
        lastCertifiedOn: '2026-05-31',
      },
      shippedOn: '2026-11-19',
    };
    expect(await lines({ equipment })).toEqual([
      'SV1*HC:X9003*125*UN*1***1',
      'SV5*HC:X9003*DA*30*50*450*4',
      'CR3*R*MO*12',
      'DTP*472*D8*20261120',
      'DTP*607*D8*20260601',
      'DTP*463*D8*20260102',
      'DTP*461*D8*20260531',
      'DTP*011*D8*20261119',
      'REF*6R*L1',
    ]);
  });
});

describe('an ambulance', () => {
  test('tells the transport, its places, and how many were in it', async () => {
    const transport = {
      reason: 'A',
      miles: '12.4',
      patientWeightPounds: 155,
      stretcherPurpose: 'CANNOT SIT',
      conditions: ['04', '09'],
      pickUp: { address: { ...address, line1: '7 Home St' } },
      dropOff: { name: 'Example Hospital', address: { ...address, line1: '9 Example Blvd' } },
      patientCount: 2,
    };
    const sent = await segments(visit({ kind: 'ambulance', placeOfService: '41', transport }));
    expect(sent).toEqual(expect.arrayContaining(['CR1*LB*155**A*DH*12.4****CANNOT SIT', 'CRC*07*Y*04*09', 'QTY*PT*2']));
    expect(between(sent, 'NM1*PW', 'LX*1')).toEqual([
      'NM1*PW*2',
      'N3*7 Home St',
      'N4*Columbus*OH*432150001',
      'NM1*45*2*Example Hospital',
      'N3*9 Example Blvd',
      'N4*Columbus*OH*432150001',
    ]);
  });
});

describe('coverages', () => {
  const medicare = {
    ...payerBody,
    name: 'Example Medicare',
    claimPayerId: 'MEDICARE1',
    filingIndicator: 'MB',
    remittanceIdentities: [],
  };
  const medicaid = { ...medicare, name: 'Example Medicaid', claimPayerId: 'MEDICAID1', filingIndicator: 'MC' };
  const insured = async (...insurances: readonly (readonly [object, object])[]) => {
    const patientId = (await api.call('POST', '/v1/patients', patientBody)).body.id;
    for (const [payer, more] of insurances) {
      const payerId = (await api.call('POST', '/v1/payers', payer)).body.id;
      const made = await api.call('POST', `/v1/patients/${patientId}/coverages`, { ...coverageBody, payerId, ...more });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
    }
    return patientId;
  };

  test('a Medicare number loses its hyphens, another payer’s keeps them', async () => {
    const patientId = await insured([medicare, { memberId: '1eg4-te5-mk73' }]);
    expect(await segments(visit({ patientId }))).toContain('NM1*IL*1*Canaryname*Testa****MI*1EG4TE5MK73');
    const commercial = await insured([{ ...medicare, filingIndicator: 'CI' }, { memberId: '1EG4-TE5-MK73' }]);
    expect(await segments(visit({ patientId: commercial }))).toContain('NM1*IL*1*Canaryname*Testa****MI*1EG4-TE5-MK73');
  });

  test('the first payer is told of the second one', async () => {
    const patientId = await insured(
      [medicare, { memberId: '1EG4TE5MK73' }],
      [medicaid, { order: 2, memberId: 'MCD00099', benefitsAssigned: false }],
    );
    const sent = await segments(visit({ patientId }));
    expect(sent).toContain('SBR*P*18*******MB');
    expect(between(sent, 'SBR*S', 'LX*1')).toEqual([
      'SBR*S*18*******MC',
      'OI***N***Y',
      'NM1*IL*1*Canaryname*Testa****MI*MCD00099',
      'N3*77 Canary Way',
      'N4*Columbus*OH*432150001',
      'NM1*PR*2*Example Medicaid*****PI*MEDICAID1',
    ]);
  });

  test('Medicare as the second payer is told why', async () => {
    const patientId = await insured(
      [medicaid, { memberId: 'G1', groupNumber: 'GRP' }],
      [medicare, { order: 2, memberId: '1EG4TE5MK73', medicareSecondaryType: '12' }],
    );
    expect(await segments(visit({ patientId }))).toEqual(
      expect.arrayContaining(['SBR*P*18*GRP******MC', 'SBR*S*18***12****MB']),
    );
  });
});

test('a payer that wants one day per claim gets a claim for each day', async () => {
  const payer = { ...payerBody, remittanceIdentities: [], claimRules: { onePer: ['day'] } };
  const payerId = (await api.call('POST', '/v1/payers', payer)).body.id;
  const patientId = (await api.call('POST', '/v1/patients', patientBody)).body.id;
  await api.call('POST', `/v1/patients/${patientId}/coverages`, { ...coverageBody, payerId });
  const sent = await segments({ ...visit(), patientId, lines: [line, { ...line, serviceOn: '2026-11-19' }] });
  expect(sent.filter((segment) => segment.startsWith('LX*'))).toEqual(['LX*1', 'LX*1']);
});
