import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { assembleClaim } from '../../../shared/domain/claim/assemble/assemble-claim.ts';
import type { FilingContent } from '../../../shared/domain/claim/filing-document.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { type TimeZone, utc } from '../../../shared/domain/time/time-zone.ts';
import { type SubmissionFileInput, writeSubmissionFile } from '../../../shared/x12/837/submission-file.ts';
import {
  clinic,
  clinicEntity,
  coverage,
  dependentCoverage,
  finalEncounter,
  patient,
  payer,
  physician,
  testClaimId,
} from '../../support/claim-fixture.ts';

/** Claims of two subscribers, three of each, interleaved. */
const contents: readonly FilingContent[] = Array.from({ length: 6 }, (_, index) => {
  const encounter = finalEncounter(index);
  const claim = assembleClaim({
    form: 'professional',
    claimId: testClaimId(index),
    entityId: clinicEntity,
    chargeCents: cents(12500),
    serviceFrom: '2026-10-01' as LocalDate,
    today: '2026-11-23' as LocalDate,
    payerPosition: 0,
    frequency: 'original',
    encounter,
    lines: encounter.lines,
    patient,
    coverages: [{ coverage: index % 2 === 0 ? coverage : dependentCoverage, payer }],
    billingProvider: clinic,
    providers: new Map([physician].map((each) => [each.id, each])),
    lineFacilities: new Map(),
    facility: 'not-named',
  });
  if (!claim.ok) throw new Error('held');
  return {
    claim: claim.value,
    lane: 'lane',
    submitter: {
      name: { kind: 'organization', name: 'EXAMPLE FAMILY CLINIC' },
      id: 'EXAMPLECLINIC',
      contacts: [{ name: 'PAT SAMPLE', numbers: [{ kind: 'TE', value: '6145550100' }] }],
    },
    receiver: { id: 'EXAMPLECLEAR', name: { kind: 'organization', name: 'EXAMPLE CLEARINGHOUSE' } },
  };
});

function textOf(of: readonly FilingContent[], more: Partial<SubmissionFileInput> = {}): string {
  const written = writeSubmissionFile({
    reference: 'sub_1',
    createdAt: '2026-11-23T14:05:06.789Z',
    timeZone: utc,
    controlNumber: '000000042',
    usage: 'T',
    contents: of,
    ...more,
  });
  if (!written.ok) throw new Error(written.failure.problems.map(({ kind, place }) => `${kind} ${place}`).join(', '));
  return written.value;
}

/** The same value with the fields of every object in reverse order, as another read of the table might return them. */
function reversedFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedFields);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, field]) => [name, reversedFields(field)]),
  );
}

describe('the file of a submission', () => {
  test.prop([fc.shuffledSubarray([...contents], { minLength: contents.length })])(
    'is the same in whatever order its claims are read',
    (shuffled) => {
      expect(textOf(shuffled)).toBe(textOf(contents));
    },
  );

  it('names the submitter as the office’s settings do, whoever bills', () => {
    const solo: FilingContent['submitter']['name'] = { kind: 'person', last: 'SOLO', first: 'SAM' };
    const others = contents.map((content) => ({ ...content, submitter: { ...content.submitter, name: solo } }));
    const named = { submitterName: 'EXAMPLE BILLING OFFICE' };
    const submitterOf = (text: string) =>
      text
        .split('~')
        .find((segment) => segment.trim().startsWith('NM1*41'))
        ?.trim();
    expect(submitterOf(textOf(contents, named))).toBe('NM1*41*2*EXAMPLE BILLING OFFICE*****46*EXAMPLECLINIC');
    expect(submitterOf(textOf(others, named))).toBe(submitterOf(textOf(contents, named)));
    expect(submitterOf(textOf(others))).toBe('NM1*41*1*SOLO*SAM****46*EXAMPLECLINIC');
  });

  it('is the same whatever the order of the fields in what is read', () => {
    expect(textOf(contents.map((content) => reversedFields(content) as FilingContent))).toBe(textOf(contents));
  });

  it('takes date, time and control number from the submission', () => {
    const text = textOf(contents);
    expect(
      text.startsWith(
        'ISA*00*          *00*          *ZZ*EXAMPLECLINIC  *ZZ*EXAMPLECLEAR   *261123*1405*^*00501*000000042*0*T*:~',
      ),
    ).toBe(true);
    expect(text).toContain('~GS*HC*EXAMPLECLINIC*EXAMPLECLEAR*20261123*1405*42*X*005010X222A1~');
    expect(text).toContain('~BHT*0019*00*sub_1*20261123*1405*CH~');
  });

  it('has the office’s day and time, which may be those of the day before', () => {
    // 23:30 on the 23rd in New York, five hours behind.
    const text = textOf(contents, { createdAt: '2026-11-24T04:30:00.000Z', timeZone: 'America/New_York' as TimeZone });
    expect(text).toContain('*261123*2330*^*00501*');
    expect(text).toContain('*20261123*2330*42*X*');
    expect(text).toContain('~BHT*0019*00*sub_1*20261123*2330*CH~');
    // Midnight is 0000, not 2400.
    expect(textOf(contents, { createdAt: '2026-11-24T00:00:00.000Z' })).toContain('~BHT*0019*00*sub_1*20261124*0000*');
  });

  it('groups claims by billing provider and subscriber', () => {
    // One billing provider, two subscribers, one of whom has a dependent: four levels for six claims.
    expect(textOf(contents).match(/~HL\*/g)).toHaveLength(4);
    expect(textOf(contents).match(/~CLM\*/g)).toHaveLength(6);
  });
});
