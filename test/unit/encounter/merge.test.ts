import { describe, expect, it } from 'vitest';
import type { DraftEncounter } from '../../../shared/domain/encounter/encounter.ts';
import { mergedDrafts, mergeReason } from '../../../shared/domain/encounter/merge.ts';

const draft = (id: string, more: object = {}) =>
  ({
    ...{ id, version: 1, kind: 'professional', state: { kind: 'draft' }, patientId: 'pat', billingProviderId: 'group' },
    ...{ renderingProviderId: 'ada', placeOfService: '11', diagnoses: ['M545'] },
    lines: [{ procedure: 'X9003', modifiers: [], units: '1', serviceOn: '2026-11-02', diagnosisPointers: [1] }],
    ...more,
  }) as unknown as DraftEncounter;
const line = (serviceOn: string, more: object = {}) => ({
  ...{ procedure: 'X9003', modifiers: [], units: '1', serviceOn, diagnosisPointers: [1] },
  ...more,
});
const merged = (into: DraftEncounter, from: DraftEncounter) => {
  const made = mergedDrafts(into, from);
  return made.ok ? made.value : made.failure;
};

describe('drafts that are billed together', () => {
  it('have the services of both, pointing at their own diagnoses, and the notes of both visits', () => {
    const other = draft('b', {
      ...{ renderingProviderId: 'olga', placeOfService: '12', diagnoses: ['I10', 'M545'], patientPaidCents: 500 },
      lines: [line('2026-11-09', { diagnosisPointers: [2, 1] }), line('2026-11-10', { renderingProviderId: 'eve' })],
    });
    expect(merged(draft('a', { patientPaidCents: 2000, tags: ['x'] }), other)).toMatchObject({
      ...{ id: 'a', renderingProviderId: 'ada', diagnoses: ['M545', 'I10'], patientPaidCents: 2500, tags: ['x'] },
      lines: [
        { serviceOn: '2026-11-02', diagnosisPointers: [1] },
        { serviceOn: '2026-11-09', diagnosisPointers: [1, 2], renderingProviderId: 'olga', placeOfService: '12' },
        { serviceOn: '2026-11-10', diagnosisPointers: [2], renderingProviderId: 'eve', placeOfService: '12' },
      ],
    });
  });

  it('of home health cover the days of both, and each diagnosis once', () => {
    const home = { kind: 'home-health', typeOfBill: '0329', diagnoses: [{ code: 'I10', presentOnAdmission: 'Y' }] };
    const one = draft('a', { ...home, statementFrom: '2026-11-01', statementTo: '2026-11-08' });
    const other = draft('b', { ...home, statementFrom: '2026-11-09', statementTo: '2026-11-30' });
    expect(merged(one, other)).toMatchObject({
      ...{ statementFrom: '2026-11-01', statementTo: '2026-11-30' },
      diagnoses: [{ code: 'I10', presentOnAdmission: 'Y' }],
    });
  });

  it.each([
    ['another patient', { patientId: 'other' }, ['patientId']],
    ['another billing provider', { billingProviderId: 'other' }, ['billingProviderId']],
    ['other coverages', { coverageIds: ['cov'] }, ['coverageIds']],
    ['a word that no plan may be told', { disclosureForbidden: true }, ['disclosureForbidden']],
    ['an accident', { accident: { causes: ['EM'] } }, ['accident']],
    ['an authorisation', { priorAuthorizationNumber: 'A' }, ['priorAuthorizationNumber']],
    ['nobody who gave the service', { renderingProviderId: undefined }, ['renderingProviderId']],
  ])('are not made of one with %s', (_what, more, fields) => {
    expect(merged(draft('a'), draft('b', more))).toEqual({ kind: 'facts-differ', fields });
  });

  it('are not made of what is final, was final, or does not fit', () => {
    expect(merged(draft('a'), draft('b', { state: { kind: 'final' } }))).toEqual({ kind: 'not-a-draft' });
    expect(merged(draft('a'), draft('b', { codingRules: { version: 'c', acts: [] } }))).toEqual({ kind: 'was-final' });
    const many = Array.from({ length: 12 }, (_, index) => `A${index}`);
    expect(merged(draft('a'), draft('b', { diagnoses: many }))).toEqual({ kind: 'too-many-diagnoses' });
    const lines = Array.from({ length: 200 }, () => line('2026-11-02'));
    expect(merged(draft('a'), draft('b', { lines }))).toEqual({ kind: 'too-many-lines' });
  });
});

describe('drafts are proposed together', () => {
  it.each([
    ['of one day', draft('b'), 'same-day'],
    ['of a series', draft('b', { lines: [line('2026-11-30')] }), 'series'],
    ['of another month', draft('b', { lines: [line('2026-12-01')] }), undefined],
    ['of another service', draft('b', { lines: [line('2026-11-30', { procedure: 'X9004' })] }), undefined],
    ['that cannot be one', draft('b', { patientId: 'other' }), undefined],
    ['that are the same', draft('a'), undefined],
  ])('%s', (_what, from, reason) => {
    expect(mergeReason(draft('a'), from)).toBe(reason);
  });
});
