import { describe, expect, test } from 'vitest';
import { canBeTaken, saidFields, sentDifferences, withSaid } from '../../../shared/domain/intake/sent-again.ts';

const line = { procedure: 'X9003', serviceOn: '2026-11-20', units: '1' };
const here = {
  ...{ id: 'enc-1', version: 3, kind: 'professional', patientId: 'pat-1', externalId: 'V1', tags: ['audit'] },
  ...{ diagnoses: ['J209'], placeOfService: '11' },
  lines: [
    { ...line, modifiers: ['25'], chargeCents: 12_500 },
    { ...line, procedure: 'J1885', modifiers: [] },
  ],
};

describe('what a file states about an existing encounter', () => {
  test('is its fields and those of its services, with the values that a schema gave them, and nothing that the schema adds', () => {
    const raw = { externalId: 'V1', diagnoses: ['j20.9'], lines: [{ procedure: 'x9003' }], documentation: [] };
    const valid = { ...raw, diagnoses: ['J209'], tags: [], lines: [{ procedure: 'X9003', modifiers: [] }] };
    expect(saidFields(raw, valid)).toEqual({ diagnoses: ['J209'], lines: [{ procedure: 'X9003' }] });
    expect(saidFields({ externalId: 'V1' }, { ...valid, lines: [] })).toEqual({});
  });

  test('differs where both have a value, but not where a person here added one', () => {
    expect(sentDifferences(here, { patientId: 'pat-1', lines: [line, { ...line, procedure: 'J1885' }] })).toEqual([]);
    const said = { placeOfService: '22', claimNote: 'x', lines: [{ ...line, units: '2' }] };
    expect(sentDifferences(here, said)).toEqual([
      { pointer: '/placeOfService', detail: 'the encounter here says otherwise' },
      { pointer: '/claimNote', detail: 'the encounter here does not say it' },
      { pointer: '/lines/0/units', detail: 'the encounter here says otherwise' },
      { pointer: '/lines/1', detail: 'the file does not have this service' },
    ]);
    const more = { lines: [line, { ...line, procedure: 'J1885' }, line] };
    expect(sentDifferences(here, more)).toEqual([
      { pointer: '/lines/2', detail: 'the encounter here does not have this service' },
    ]);
  });

  test('does not depend on the order of fields', () => {
    const drug = { drug: { ndc: '1', unit: 'ML' } };
    expect(sentDifferences({ drug: { unit: 'ML', ndc: '1' } }, drug)).toEqual([]);
  });

  test('is merged into it: what was added here stays on a service that is the same, and on no other', () => {
    const said = {
      lines: [
        { ...line, units: '2' },
        { ...line, procedure: 'X9004' },
      ],
    };
    const valid = { lines: said.lines.map((each) => ({ ...each, modifiers: [] })) };
    expect(withSaid(here, said, valid)).toEqual({
      ...here,
      lines: [
        { ...line, units: '2', modifiers: ['25'], chargeCents: 12_500 },
        { ...line, procedure: 'X9004', modifiers: [] },
      ],
    });
    expect(withSaid(here, { placeOfService: '22' }, {})).toEqual({ ...here, placeOfService: '22' });
  });

  test('is another encounter where patient or kind differ', () => {
    expect(canBeTaken(here, { placeOfService: '22' })).toBe(true);
    expect(canBeTaken(here, { patientId: 'pat-2' })).toBe(false);
    expect(canBeTaken(here, { kind: 'dental' })).toBe(false);
  });
});
