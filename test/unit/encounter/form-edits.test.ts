import { describe, expect, test } from 'vitest';
import type { Edit, EditContext } from '../../../shared/domain/edits/edit.ts';
import {
  accidentsAreTold,
  ambulancesTransport,
  drugsHaveQuantities,
  facilitiesAreComplete,
  spansAreOrdered,
} from '../../../shared/domain/edits/forms.ts';
import type { DraftEncounter } from '../../../shared/domain/encounter/encounter.ts';

const edits: readonly Edit[] = [
  accidentsAreTold,
  drugsHaveQuantities,
  ambulancesTransport,
  facilitiesAreComplete,
  spansAreOrdered,
];

/** These edits read only the encounter. */
const found = (encounter: object) =>
  edits
    .flatMap((edit) => edit({ lines: [], diagnoses: [], ...encounter } as unknown as DraftEncounter, {} as EditContext))
    .map(({ pointer, editId }) => `${pointer} ${editId}`);

const line = { procedure: 'X9003', units: '1', serviceOn: '2026-11-20' };
const facility = {
  ...{ kind: 'outpatient-facility', typeOfBill: '0131' },
  ...{ attendingProviderId: 'prv_1', dischargeStatus: '01' },
};
const stay = {
  ...facility,
  kind: 'inpatient-facility',
  typeOfBill: '0111',
  admissionDate: '2026-11-18',
  admissionType: '1',
  admissionSource: '1',
  admittingDiagnosis: 'J209',
};

describe('what a form requires', () => {
  test.each(['professional', 'dental'])(
    'the day of an accident, and the state of an auto accident, in a %s encounter',
    (kind) => {
      expect(found({ kind, accident: { causes: ['AA'], state: 'OH' } })).toEqual([
        '/accident/date accident-date-missing',
      ]);
      expect(found({ kind, accident: { causes: ['EM', 'OA'] } })).toEqual(['/accident/date accident-date-missing']);
      expect(found({ kind, accident: { causes: ['OA'], date: '2026-11-01' } })).toEqual([]);
      expect(found({ kind, accident: { causes: ['AA'], date: '2026-11-01' } })).toEqual([
        '/accident/state accident-state-missing',
      ]);
      expect(found({ kind, accident: { causes: ['AA'], date: '2026-11-01', country: 'CA' } })).toEqual([]);
      // An illness caused by work.
      expect(found({ kind, accident: { causes: ['EM'] } })).toEqual([]);
    },
  );

  test('how much of a drug', () => {
    const drug = { ndc: '00003049420' };
    const lines = [line, { ...line, drug }];
    expect(found({ kind: 'professional', lines })).toEqual(['/lines/1/drug/quantity drug-quantity-missing']);
    expect(found({ ...facility, lines })).toEqual(['/lines/1/drug/quantity drug-quantity-missing']);
    expect(found({ kind: 'professional', lines: [{ ...line, drug: { ...drug, quantity: '1', unit: 'ML' } }] })).toEqual(
      [],
    );
  });

  test('the transport of an ambulance', () => {
    expect(found({ kind: 'ambulance' })).toEqual(['/transport transport-missing']);
    expect(found({ kind: 'ambulance', transport: { miles: '1' } })).toEqual([]);
    expect(found({ kind: 'professional' })).toEqual([]);
  });

  test.each([
    ['outpatient-facility', '0131', true],
    ['outpatient-facility', '0111', false],
    ['inpatient-facility', '0117', true],
    ['inpatient-facility', '0131', false],
    ['home-health', '0329', true],
    ['home-health', '0811', false],
    ['nursing-facility', '0213', true],
    ['nursing-facility', '0321', false],
    ['hospice', '0822', true],
    ['hospice', '0211', false],
  ])('a type of bill of the kind of facility: %s with %s', (kind, typeOfBill, isRight) => {
    expect(found({ ...stay, kind, typeOfBill })).toEqual(isRight ? [] : ['/typeOfBill type-of-bill-of-another-kind']);
  });

  test('who attends a patient of a facility', () => {
    const { attendingProviderId: _attending, ...without } = facility;
    expect(found(without)).toEqual(['/attendingProviderId attending-missing']);
    const transport = { ...line, revenueCode: '0540' };
    expect(found({ ...without, lines: [transport] })).toEqual([]);
    expect(found({ ...without, lines: [transport, { ...line, revenueCode: '0450' }] })).toEqual([
      '/attendingProviderId attending-missing',
    ]);
  });

  test('admission and end of a stay, and only of a stay', () => {
    const { admissionDate: _date, admissionType: _type, dischargeStatus: _status, ...without } = stay;
    expect(found({ ...without, kind: 'nursing-facility', typeOfBill: '0211' })).toContain(
      '/admissionDate stay-incomplete',
    );
    expect(found(without)).toEqual(['/admissionType stay-incomplete', '/dischargeStatus stay-incomplete']);
    expect(found(stay)).toEqual([]);
    expect(found(facility)).toEqual([]);
  });

  test('how a patient left whose encounter is no stay, too: no claim of a facility leaves without it', () => {
    const { dischargeStatus: _status, ...without } = facility;
    for (const [kind, typeOfBill] of [
      ['outpatient-facility', '0131'],
      ['home-health', '0329'],
      ['hospice', '0812'],
    ]) {
      expect(found({ ...without, kind, typeOfBill })).toEqual(['/dischargeStatus discharge-status-missing']);
      expect(found({ ...facility, kind, typeOfBill })).toEqual([]);
    }
  });

  test('from where an inpatient came, and the diagnosis at admission; not where Part B alone is billed', () => {
    const { admissionSource: _source, admittingDiagnosis: _diagnosis, ...without } = stay;
    const asked = ['/admissionSource stay-incomplete', '/admittingDiagnosis stay-incomplete'];
    expect(found(without)).toEqual(asked);
    expect(found({ ...without, typeOfBill: '0121' })).toEqual([]);
    expect(found({ ...without, kind: 'nursing-facility', typeOfBill: '0211' })).toEqual(asked);
    expect(found({ ...without, kind: 'nursing-facility', typeOfBill: '0221' })).toEqual([]);
  });

  test('days in the correct order', () => {
    const days = { admissionDate: '2026-11-18', dischargeDate: '2026-11-17' };
    expect(found({ kind: 'professional', ...days })).toEqual(['/dischargeDate days-reversed']);
    expect(found({ ...stay, ...days })).toEqual(['/dischargeDate days-reversed']);
    expect(found({ ...stay, dischargeDate: '2026-11-18' })).toEqual([]);
    expect(found({ ...facility, statementFrom: '2026-11-20', statementTo: '2026-11-19' })).toEqual([
      '/statementTo days-reversed',
    ]);
    const disability = { disabilityBegin: '2026-11-02', disabilityEnd: '2026-11-01' };
    expect(found({ kind: 'professional', ...disability })).toEqual(['/disabilityEnd days-reversed']);
  });
});
