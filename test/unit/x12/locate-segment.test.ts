import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { assembleClaim } from '../../../shared/domain/claim/assemble/assemble-claim.ts';
import type { FilingContent } from '../../../shared/domain/claim/filing-document.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { utc } from '../../../shared/domain/time/time-zone.ts';
import { locateInClaims } from '../../../shared/x12/837/locate-segment.ts';
import { writeSubmissionFile } from '../../../shared/x12/837/submission-file.ts';
import {
  clinic,
  clinicEntity,
  coverage,
  finalEncounter,
  patient,
  payer,
  physician,
  testClaimId,
} from '../../support/claim-fixture.ts';

/** A file with two claims of one patient. */
const contents = [0, 1].map((index): FilingContent => {
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
    coverages: [{ coverage, payer }],
    billingProvider: clinic,
    providers: new Map([physician].map((each) => [each.id, each])),
    lineFacilities: new Map(),
    facility: 'not-named',
  });
  if (!claim.ok) throw new Error('held');
  const name = { kind: 'organization', name: 'EXAMPLE FAMILY CLINIC' } as const;
  const contacts = [{ name: 'PAT SAMPLE', numbers: [{ kind: 'TE' as const, value: '6145550100' }] }];
  const submitter = { name, id: 'EXAMPLECLINIC', contacts };
  return { claim: claim.value, lane: 'lane', submitter, receiver: { id: 'EXAMPLECLEAR', name } };
});
const input = {
  reference: 'sub_1',
  createdAt: '2026-11-23T14:05:06.789Z',
  timeZone: utc,
  controlNumber: '000000042',
  usage: 'T' as const,
  contents,
};
const written = writeSubmissionFile(input);
if (!written.ok) throw new Error('unwritable');
const sha256 = createHash('sha256').update(written.value, 'latin1').digest('hex');
/** The segments of the transaction, ST first. */
const segments = written.value.split('~').slice(2);

/** The place of an element of the n-th segment that begins like this. */
function placeOf(start: string, element?: number, { component, nth = 1 }: { component?: number; nth?: number } = {}) {
  const positions = segments.flatMap((text, index) => (text.startsWith(start) ? [index + 1] : []));
  const position = positions[nth - 1] ?? 0;
  expect(position).toBeGreaterThan(0);
  const wanted = { segment: start.split('*')[0] as string, position };
  const more = { ...(element === undefined ? {} : { element }), ...(component === undefined ? {} : { component }) };
  return locateInClaims(input, sha256, [{ ...wanted, ...more }])[0];
}

describe('an element of a file that was sent', () => {
  it.each([
    ['CLM', 2, undefined, '/chargeCents'],
    ['CLM', 5, 1, '/placeOfService'],
    ['CLM', 5, 3, '/frequency'],
    ['NM1*85', 9, undefined, '/billingProvider/npi'],
    ['NM1*85', 3, undefined, '/billingProvider/name'],
    ['NM1*IL', 9, undefined, '/subscriber/memberId'],
    ['NM1*PR', 9, undefined, '/payer/id'],
    ['SBR', 9, undefined, '/subscriber/filingIndicator'],
    ['SV1', 1, 2, '/serviceLines/0/procedure'],
    ['DTP*472', 3, undefined, '/serviceLines/0/serviceFrom'],
    ['HI', 1, 2, ''],
    ['LX', 1, undefined, '/serviceLines/0'],
  ])('%s, element %s, component %s, is %s of its claim', (start, element, component, pointer) => {
    const place = placeOf(start, element, component === undefined ? {} : { component });
    expect(place).toEqual({ patientControlNumber: testClaimId(0), pointer });
  });

  it('belongs to the claim that contains it', () => {
    expect(placeOf('CLM', 2, { nth: 2 })).toEqual({ patientControlNumber: testClaimId(1), pointer: '/chargeCents' });
  });

  it('is identified by its position when the missing segment is another one', () => {
    const position = segments.findIndex((text) => text.startsWith('CLM')) + 1;
    const [place] = locateInClaims(input, sha256, [{ segment: 'REF', position, element: 2 }]);
    expect(place).toEqual({ patientControlNumber: testClaimId(0), pointer: '' });
  });

  it('is traced to nothing outside of claims, or when other bytes were sent', () => {
    expect(placeOf('NM1*41', 9)).toBeUndefined();
    const [place] = locateInClaims(input, 'f'.repeat(64), [{ segment: 'CLM', position: 20, element: 2 }]);
    expect(place).toBeUndefined();
  });
});
