import { describe, expect, test } from 'vitest';
import type { Encounter } from '../../../shared/domain/encounter/encounter.ts';
import { auditedDiagnoses, auditedServices } from '../../../shared/domain/self-audit/facts.ts';
import { periodOfYear } from '../../../shared/domain/self-audit/run.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const year = (from: number) => ({ from: `${from}-01-01` as LocalDate, to: `${from}-12-31` as LocalDate });

const stay = {
  ...{ id: 'enc-1', kind: 'inpatient-facility', patientId: 'pat-1', billingProviderId: 'hospital' },
  ...{ attendingProviderId: 'physician', renderingProviderId: 'physician', typeOfBill: '0111' },
  ...{ admissionDate: '2025-12-28', dischargeDate: '2026-01-04', admittingDiagnosis: 'R079' },
  diagnoses: [{ code: 'I214' }, { code: 'E1165' }],
  externalCauses: [{ code: 'W1930XA' }],
  lines: [{ revenueCode: '0120', procedure: 'X9005', modifiers: [], units: '7', serviceOn: '2025-12-28' }],
} as unknown as Encounter;

describe('what is stored of an encounter', () => {
  test('a stay counts in the year in which it ended, without the diagnosis of its admission', () => {
    expect(auditedDiagnoses(stay, year(2025))).toBeUndefined();
    expect(auditedDiagnoses(stay, year(2026))).toMatchObject({
      serviceOn: '2026-01-04',
      diagnoses: ['I214', 'E1165', 'W1930XA'],
    });
  });

  test('an outpatient visit counts on its first day, without the reasons for it', () => {
    const visit = { ...stay, kind: 'outpatient-facility', admittingDiagnosis: undefined, reasonsForVisit: ['R0602'] };
    expect(auditedDiagnoses(visit as unknown as Encounter, periodOfYear(2025))).toMatchObject({
      serviceOn: '2025-12-28',
      diagnoses: ['I214', 'E1165', 'W1930XA'],
    });
  });

  test('the services of a facility are its own, whoever gave them', () => {
    expect(auditedServices(stay, year(2025))).toMatchObject({
      providerId: 'hospital',
      lines: [{ procedure: 'X9005', providerId: 'hospital' }],
    });
    const office = { ...stay, kind: 'professional', diagnoses: ['I214'] } as unknown as Encounter;
    expect(auditedServices(office, year(2025))?.lines[0]?.providerId).toBe('physician');
  });
});
