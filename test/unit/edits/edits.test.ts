import { describe, expect, test } from 'vitest';
import { proceduresAreValid } from '../../../shared/domain/edits/codes.ts';
import type { EditContext } from '../../../shared/domain/edits/edit.ts';
import { edits, refusingFindings, runEdits } from '../../../shared/domain/edits/edits.ts';
import { editRules } from '../../../shared/domain/edits/rules.ts';
import type { DraftOfForm } from '../../../shared/domain/encounter/encounter.ts';
import { type Quantity, wholeQuantity } from '../../../shared/domain/encounter/quantity.ts';
import type { Fee } from '../../../shared/domain/fees/fee-schedule.ts';
import type { FeeBook } from '../../../shared/domain/fees/price.ts';
import type { Npi } from '../../../shared/domain/identity/npi.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { Coverage, Facility, Patient, Payer, Provider } from '../../../shared/domain/practice/practice.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { referencesOfRows } from '../../support/references-of-rows.ts';

const day = (text: string) => text as LocalDate;
const words = { shortDescription: 'Made up', longDescription: 'Made up' };
const diagnosis = (code: string, billable = true) => ({ ...words, code, billable });
const procedure = (code: string, from = '2020-01-01') => ({ ...words, code, from: day(from), to: undefined });

const provider: Provider = {
  id: 'billing',
  npi: '1234567893' as Npi,
  name: { kind: 'organization', organizationName: 'Example Clinic' },
  entityId: 'entity',
  billing: {
    taxId: { kind: 'ein', value: '123456789' },
    address: { line1: '1 Example St', city: 'Columbus', state: 'OH', postalCode: '432150001' },
    submitter: { id: 'EX', contactName: 'Desk', phone: '6145550100' },
  },
};
const { billing: _billing, entityId: _entityId, ...withoutBilling } = provider;
const person: Provider = { ...withoutBilling, id: 'person', name: { kind: 'person', lastName: 'D', firstName: 'A' } };
const coverage: Coverage = {
  id: 'cov-1',
  patientId: 'patient',
  payerId: 'payer-1',
  order: 1,
  memberId: 'M1',
  relationship: '18',
  activeFrom: day('2026-01-01'),
};
const payer = (id: string) => ({ id, name: 'Example Health' }) as Payer;

/** One schedule for all payers, with these fees. */
const pricesOf = (fees: readonly Fee[]): FeeBook => ({
  schedules: [{ id: 'fee', version: 1, name: 'Synthetic prices', effectiveFrom: day('2026-01-01'), appliesTo: {} }],
  feesOf: (_id, procedure) => fees.filter((fee) => fee.procedure === procedure),
  references: referencesOfRows([]),
});

const context: EditContext = {
  today: day('2026-11-23'),
  patient: { id: 'patient', birthDate: day('1980-01-31') } as Patient,
  providers: new Map([provider, person].map((each) => [each.id, each])),
  facilities: new Map([['facility', { id: 'facility' } as Facility]]),
  coverages: [coverage],
  payers: new Map([payer('payer-1'), payer('payer-2')].map((each) => [each.id, each])),
  fees: pricesOf([{ procedure: 'X9003', modifiers: [], cents: cents(12_500) }]),
  history: [],
  authorizations: [],
  references: referencesOfRows([
    {
      set: 'icd-10-cm',
      release: 'FY2021',
      effectiveFrom: '2020-10-01',
      rows: [diagnosis('J209'), diagnosis('I10'), diagnosis('M545')],
    },
    {
      set: 'icd-10-cm',
      release: 'FY2022',
      effectiveFrom: '2021-10-01',
      rows: [diagnosis('J209'), diagnosis('I10'), diagnosis('J20', false)],
    },
    {
      set: 'hcpcs',
      release: '2026Q4',
      effectiveFrom: '2020-01-01',
      rows: [procedure('X9003'), procedure('X9004'), procedure('X9091', '2026-11-01')],
    },
    { set: 'cpt', release: '2026', effectiveFrom: '2020-01-01', rows: [] },
  ]),
};

type Draft = DraftOfForm['professional'];
type Line = Draft['lines'][number];

const line: Line = {
  procedure: 'X9003',
  modifiers: ['25'],
  diagnosisPointers: [1],
  units: wholeQuantity(2),
  serviceOn: day('2026-11-20'),
};

const encounter: Draft = {
  kind: 'professional',
  id: 'enc',
  version: 1,
  state: { kind: 'draft' },
  patientId: 'patient',
  billingProviderId: 'billing',
  renderingProviderId: 'person',
  facilityId: 'facility',
  placeOfService: '11',
  diagnoses: ['J209', 'I10'],
  lines: [line],
};

/** Only the errors; the warnings that official tables give are in the golden edits. */
const found = (change: Partial<Draft>, other: Partial<EditContext> = {}) =>
  refusingFindings(runEdits({ ...encounter, ...change }, { ...context, ...other })).map(
    ({ pointer, editId }) => `${pointer} ${editId}`,
  );
const onLine = (change: Partial<Line>) => found({ lines: [{ ...line, ...change }] });

describe('the edits', () => {
  test('accept a complete encounter', () => {
    expect(found({})).toEqual([]);
  });

  test('are each in the list once', () => {
    expect(new Set(edits).size).toBe(edits.length);
  });

  test('never repeat a value of the encounter in their words', () => {
    const wrong = {
      ...line,
      procedure: 'CANARY',
      modifiers: ['CANARY'],
      serviceOn: day('CANARY'),
      units: '0' as Quantity,
    };
    const change = { diagnoses: ['CANARY'], placeOfService: 'CANARY', billingProviderId: 'CANARY', lines: [wrong] };
    const findings = runEdits({ ...encounter, ...change }, context);
    expect(findings.length).toBeGreaterThan(6);
    expect(JSON.stringify(findings)).not.toContain('CANARY');
  });
});

describe('a procedure that no loaded set has', () => {
  const references = referencesOfRows([
    { set: 'cdt', release: '2026', effectiveFrom: '2020-01-01', rows: [procedure('D9901')] },
  ]);
  const dental = (code: string) => {
    const draft = { ...encounter, kind: 'dental', lines: [{ ...line, procedure: code }] } as unknown as Draft;
    return proceduresAreValid(draft, { ...context, references }).map(({ editId, message }) => `${editId} ${message}`);
  };

  test('is unknown where it can only be of the CDT; otherwise a set is named that may have it', () => {
    expect(dental('D9901')).toEqual([]);
    expect(dental('D1110')).toEqual(['procedure-unknown not a code of the code set in use']);
    expect(dental('21010')).toEqual([expect.stringMatching(/^set-not-loaded (HCPCS|CPT)/)]);
  });
});

describe('the ids of edits', () => {
  test('each describe what they check and where the rule comes from, without a value', () => {
    const rules = Object.entries(editRules);
    expect(rules.length).toBeGreaterThan(30);
    expect(rules.filter(([id]) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id))).toEqual([]);
    expect(rules.filter(([, rule]) => !rule.checks.endsWith('.') || rule.source === '')).toEqual([]);
  });
});

describe('shape', () => {
  test('needs a line and a diagnosis, and at most twelve of these', () => {
    expect(found({ lines: [] })).toEqual(['/lines line-missing']);
    expect(found({ diagnoses: [] })).toContain('/diagnoses diagnosis-missing');
    expect(found({ diagnoses: Array(13).fill('J209') })).toContain('/diagnoses diagnoses-too-many');
  });

  test('needs places of service that exist', () => {
    expect(found({ placeOfService: '00' })).toEqual(['/placeOfService place-of-service-unknown']);
    expect(onLine({ placeOfService: '98' })).toEqual(['/lines/0/placeOfService place-of-service-unknown']);
    expect(onLine({ placeOfService: '22' })).toEqual([]);
  });
});

describe('dates', () => {
  test('exist, end after they begin, and lie between birth and today', () => {
    expect(onLine({ serviceOn: day('2026-02-30') })).toContain('/lines/0/serviceOn date-unknown');
    expect(onLine({ serviceTo: day('2026-11-19') })).toEqual(['/lines/0/serviceTo dates-reversed']);
    expect(onLine({ serviceTo: day('2026-11-20') })).toEqual([]);
    expect(onLine({ serviceOn: day('2026-11-23') })).toEqual([]);
    expect(onLine({ serviceOn: day('2026-11-24') })).toEqual(['/lines/0/serviceOn date-in-future']);
    expect(onLine({ serviceTo: day('2026-11-24') })).toEqual(['/lines/0/serviceTo date-in-future']);
    const patient = { id: 'patient', birthDate: day('2026-11-21') } as Patient;
    expect(found({}, { patient })).toEqual(['/lines/0/serviceOn date-before-birth']);
  });
});

describe('parties', () => {
  test('are all on record', () => {
    expect(found({}, { patient: undefined })).toEqual(['/patientId patient-unknown']);
    expect(found({ facilityId: 'nowhere' })).toEqual(['/facilityId facility-unknown']);
    expect(found({ billingProviderId: 'nobody' })).toEqual(['/billingProviderId provider-unknown']);
    expect(found({ renderingProviderId: 'nobody', referringProviderId: 'nobody' })).toEqual([
      '/renderingProviderId provider-unknown',
      '/referringProviderId provider-unknown',
    ]);
  });

  test('bill only with a tax id, have an NPI with a correct check digit, and are persons if they refer', () => {
    expect(found({ billingProviderId: 'person' })).toEqual(['/billingProviderId provider-does-not-bill']);
    expect(found({ referringProviderId: 'billing' })).toEqual(['/referringProviderId provider-not-a-person']);
    const wrong = new Map([...context.providers, ['person', { ...person, npi: '1234567890' as Npi }]]);
    expect(found({}, { providers: wrong })).toEqual(['/renderingProviderId npi-wrong']);
  });
});

describe('coverage', () => {
  const second = { ...coverage, id: 'cov-2', order: 2, payerId: 'payer-2' } as const;

  test('is active on every day of service, and the same ones throughout', () => {
    expect(onLine({ serviceOn: day('2025-12-31'), chargeCents: cents(1) })).toEqual(['/patientId coverage-not-active']);
    const ended = { ...second, activeTo: day('2026-11-20') };
    const lines = [line, { ...line, serviceOn: day('2026-11-21') }];
    expect(found({ lines }, { coverages: [coverage, ended] })).toEqual(['/lines/1/serviceOn coverage-changes']);
    expect(found({ lines: [{ ...line, serviceTo: day('2026-11-21') }] }, { coverages: [coverage, ended] })).toEqual([
      '/lines/0/serviceOn coverage-changes',
    ]);
  });

  test('is not needed when the patient pays; a patient without any must be a patient who pays', () => {
    const uncovered = { lines: [{ ...line, serviceOn: day('2025-12-31'), chargeCents: cents(1) }] };
    expect(found({ ...uncovered, selfPay: true })).toEqual([]);
    expect(found({ selfPay: true }, { coverages: [] })).toEqual([]);
    expect(found({}, { coverages: [] })).toEqual(['/patientId coverage-missing']);
  });

  test('has payers that are on record; one may insure the patient twice', () => {
    expect(found({}, { coverages: [coverage, second] })).toEqual([]);
    expect(found({}, { payers: new Map() })).toEqual(['/patientId payer-unknown']);
    expect(found({}, { coverages: [coverage, { ...second, payerId: 'payer-1' }] })).toEqual([]);
  });
});

describe('codes', () => {
  test('are in the code set, billable, and valid on the date of service', () => {
    expect(found({ diagnoses: ['J20'] })).toEqual(['/diagnoses/0 diagnosis-not-billable']);
    expect(found({ diagnoses: ['J209', 'Q999'] })).toEqual(['/diagnoses/1 diagnosis-unknown']);
    expect(found({ diagnoses: ['M545'] })).toEqual(['/diagnoses/0 diagnosis-not-valid-then']);
    expect(onLine({ procedure: 'X1234', chargeCents: cents(1) })).toEqual(['/lines/0/procedure procedure-unknown']);
    const early = { procedure: 'X9091', serviceOn: day('2026-10-31'), chargeCents: cents(1) };
    expect(onLine(early)).toEqual(['/lines/0/procedure procedure-not-valid-then']);
    expect(onLine({ ...early, serviceOn: day('2026-11-01') })).toEqual([]);
  });

  test('are listed once', () => {
    expect(found({ diagnoses: ['J209', 'I10', 'J209'] })).toEqual(['/diagnoses/2 diagnosis-repeated']);
    expect(found({ lines: [line, { ...line, units: wholeQuantity(1) }] })).toEqual(['/lines/1 line-repeated']);
    expect(found({ lines: [line, { ...line, modifiers: ['25', '76'] }] })).toEqual([]);
    expect(found({ lines: [line, { ...line, serviceOn: day('2026-11-19') }] })).toEqual([]);
  });

  test('have up to four modifiers of two characters, each once', () => {
    expect(onLine({ modifiers: ['2', '25'] })).toEqual(['/lines/0/modifiers/0 modifier-malformed']);
    expect(onLine({ modifiers: ['25', '25'] })).toEqual(['/lines/0/modifiers/1 modifier-repeated']);
    expect(onLine({ modifiers: ['25', '26', '50', '59', '76'] })).toEqual(['/lines/0/modifiers modifiers-too-many']);
  });

  test('point at one to four diagnoses of the encounter, each once', () => {
    expect(onLine({ diagnosisPointers: [2, 1] })).toEqual([]);
    expect(onLine({ diagnosisPointers: [] })).toEqual(['/lines/0/diagnosisPointers pointer-missing']);
    expect(onLine({ diagnosisPointers: [3] })).toEqual(['/lines/0/diagnosisPointers/0 pointer-outside']);
    expect(onLine({ diagnosisPointers: [0] })).toEqual(['/lines/0/diagnosisPointers/0 pointer-outside']);
    expect(onLine({ diagnosisPointers: [1, 1] })).toEqual(['/lines/0/diagnosisPointers/1 pointer-repeated']);
    expect(onLine({ diagnosisPointers: [1, 2, 1, 2, 1] })).toEqual(['/lines/0/diagnosisPointers pointers-too-many']);
  });
});

describe('units and charges', () => {
  test.each(['0', '-1', '1.5555', '100000', 'NaN'])('refuse %s units', (units) => {
    expect(onLine({ units: units as Quantity, chargeCents: cents(100) })).toEqual(['/lines/0/units units-wrong']);
  });

  test('need a charge, or a price of the day', () => {
    expect(onLine({ procedure: 'X9004' })).toEqual(['/lines/0/chargeCents price-missing']);
    expect(onLine({ procedure: 'X9004', chargeCents: cents(1) })).toEqual([]);
    expect(found({}, { fees: pricesOf([]) })).toEqual(['/lines/0/chargeCents price-missing']);
  });

  test.each([-1, 0.5, 1e10, Number.NaN])('refuse a charge of %s cents', (charge) => {
    expect(onLine({ chargeCents: charge as never })).toEqual(['/lines/0/chargeCents charge-wrong']);
  });

  test('make at most twenty claims, which one transaction posts', () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...line,
        serviceOn: day(`2026-02-${String(1 + index).padStart(2, '0')}`),
        claimGroup: 1 + index,
      }));
    expect(found({ lines: lines(20) })).toEqual([]);
    expect(found({ lines: lines(21) })).toEqual(['/lines claims-too-many']);
  });

  test('allow a line without a charge, but not a whole claim', () => {
    const free = { ...line, chargeCents: cents(0) };
    expect(found({ lines: [free] })).toEqual(['/lines total-zero']);
    expect(found({ lines: [free, { ...line, modifiers: [] }] })).toEqual([]);
    const lines = Array.from({ length: 51 }, (_, index) => ({
      ...line,
      serviceOn: day(`2026-${index < 28 ? '02' : '03'}-${String(1 + (index % 28)).padStart(2, '0')}`),
      chargeCents: cents(index < 50 ? 1 : 0),
    }));
    expect(found({ lines })).toEqual(['/lines/50 total-zero']);
  });
});
