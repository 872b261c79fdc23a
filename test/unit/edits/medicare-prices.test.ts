import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CodeReferences } from '../../../shared/domain/code-set/references.ts';
import type { EditContext } from '../../../shared/domain/edits/edit.ts';
import { chargesAreNearMedicare } from '../../../shared/domain/edits/prices.ts';
import type { DraftOfForm } from '../../../shared/domain/encounter/encounter.ts';
import { wholeQuantity } from '../../../shared/domain/encounter/quantity.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { Facility, Provider } from '../../../shared/domain/practice/practice.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { openEditFiles } from '../../support/open-edit-files.ts';
import { referencesOfRows } from '../../support/references-of-rows.ts';

const day = '2026-11-02' as LocalDate;
let references: CodeReferences;
let close: () => void;

beforeAll(async () => {
  ({ references, close } = await openEditFiles());
});

afterAll(() => close());

/** The findings for a line of X9003 with this charge and these units, at a facility with this ZIP code. */
function findings(chargeCents: number, { zip = '432150100', units = 1, place = '11' } = {}, serviceOn = day) {
  const facility = { id: 'facility', address: { postalCode: zip } } as Facility;
  const context: EditContext = {
    today: day,
    patient: undefined,
    providers: new Map([['billing', { id: 'billing' } as Provider]]),
    facilities: new Map([['facility', facility]]),
    coverages: [],
    payers: new Map(),
    fees: { schedules: [], feesOf: () => [], references: referencesOfRows([]) },
    history: [],
    authorizations: [],
    references,
  };
  const encounter: DraftOfForm['professional'] = {
    kind: 'professional',
    id: 'enc',
    version: 1,
    state: { kind: 'draft' },
    patientId: 'patient',
    billingProviderId: 'billing',
    facilityId: 'facility',
    placeOfService: place,
    diagnoses: ['J209'],
    lines: [
      {
        procedure: 'X9003',
        modifiers: [],
        diagnosisPointers: [1],
        units: wholeQuantity(units),
        serviceOn,
        chargeCents: cents(chargeCents),
      },
    ],
  };
  return chargesAreNearMedicare(encounter, context).map(({ editId, citation }) => [editId, citation?.row]);
}

// Medicare allows for X9003 125.60 in Ohio, 156.93 in San Francisco, and 130.26 nationally
// (test/unit/code-sets/medicare-price.test.ts).
const row = 'PPRRVU2026_Oct_nonQPP.csv line 9';

test('a charge is below what Medicare pays in the locality of the facility', () => {
  expect(findings(12_560)).toEqual([]);
  expect(findings(12_559)).toEqual([['charge-below-medicare', row]]);
  expect(findings(12_560, { zip: '94608' })).toEqual([['charge-below-medicare', row]]);
  expect(findings(15_693, { zip: '94608' })).toEqual([]);
});

test('a ZIP code without a locality is compared with the national price', () => {
  expect(findings(13_025, { zip: '00000' })).toEqual([['charge-below-medicare', row]]);
  expect(findings(13_026, { zip: '00000' })).toEqual([]);
});

test('a facility’s price counts where Medicare pays it, and units multiply it', () => {
  // Ohio in a facility: 94.09; two units outside: 251.20; ten times one unit: 1,256.00.
  expect(findings(9409, { place: '22' })).toEqual([]);
  expect(findings(9408, { place: '22' })).toEqual([['charge-below-medicare', row]]);
  // A surgery center (24) and a skilled nursing facility (31) count as facilities as well, but an assisted living
  // facility (13) does not.
  expect(findings(9409, { place: '24' })).toEqual([]);
  expect(findings(9409, { place: '31' })).toEqual([]);
  expect(findings(12_559, { place: '13' })).toEqual([['charge-below-medicare', row]]);
  expect(findings(25_119, { units: 2 })).toEqual([['charge-below-medicare', row]]);
  expect(findings(25_120, { units: 2 })).toEqual([]);
  expect(findings(125_600)).toEqual([]);
  expect(findings(125_601)).toEqual([['charge-far-above-medicare', row]]);
});

test('without the fee schedule of the day the finding states that nothing was compared', () => {
  expect(findings(12_559, {}, '2026-09-30' as LocalDate)).toEqual([['not-checked', undefined]]);
});
