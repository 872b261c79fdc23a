import { fc, test as property } from '@fast-check/vitest';
import { expect } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { readRemittanceClaim } from '../../../shared/x12/835/remittance-claim.ts';
import { type WrittenClaim, writeRemittance } from '../../../shared/x12/835/write-remittance.ts';
import { passOver } from '../../support/x12-pass.ts';

const word = fc.stringMatching(/^[A-Z0-9][A-Z0-9 -]{0,10}[A-Z0-9]$/);
const amount = fc.integer({ min: -9_999_999, max: 9_999_999 }).map(cents);
const day = fc.constantFrom('2026-01-31', '2026-02-28', '2025-12-01').map((each) => each as LocalDate);
/** Adjustments of one group that are written together are read back together, so they are sorted by group here. */
const adjustments = fc
  .array(
    fc.record({
      group: fc.constantFrom('CO', 'OA', 'PR'),
      carc: fc.constantFrom('1', '45', '253', 'B7'),
      cents: amount,
    }),
    { maxLength: 16 },
  )
  .map((list) => [...list].sort((left, right) => (left.group < right.group ? -1 : left.group > right.group ? 1 : 0)));
const procedure = fc.record({
  qualifier: fc.constantFrom('HC', 'NU'),
  code: fc.constantFrom('99213', '0450'),
  modifiers: fc.array(fc.constantFrom('25', 'TC'), { maxLength: 4 }),
});
const line = fc.record(
  {
    procedure,
    chargeCents: amount,
    paidCents: amount,
    units: fc.constantFrom('1', '2.5'),
    serviceFrom: day,
    controlNumber: word,
    allowedCents: amount,
    adjustments,
    remarkCodes: fc.array(fc.constantFrom('N130', 'MA01'), { maxLength: 3 }),
  },
  { requiredKeys: ['procedure', 'chargeCents', 'paidCents', 'adjustments', 'remarkCodes'] },
);
const claim: fc.Arbitrary<WrittenClaim> = fc.record(
  {
    patientControlNumber: word,
    statusCode: fc.constantFrom('1', '2', '4', '22'),
    chargeCents: amount,
    paidCents: amount,
    patientResponsibilityCents: amount,
    payerClaimNumber: word,
    renderingProviderNpi: fc.constant('1234567893'),
    statementFrom: day,
    adjustments,
    remarkCodes: fc.array(fc.constantFrom('MA01', 'MA18'), { maxLength: 8 }),
    lines: fc.array(line, { maxLength: 4 }),
  },
  {
    requiredKeys: [
      ...(['patientControlNumber', 'statusCode', 'chargeCents', 'paidCents', 'patientResponsibilityCents'] as const),
      ...(['payerClaimNumber', 'adjustments', 'remarkCodes', 'lines'] as const),
    ],
  },
);

const party = { name: 'EXAMPLE', idQualifier: 'XX', id: '1234567893', references: [] };

property.prop([fc.array(claim, { minLength: 1, maxLength: 5 })])(
  'a claim that is written is read back as it was, whatever its parts',
  (claims) => {
    const text = writeRemittance({
      ...{ controlNumber: '7', senderId: 'A', receiverId: 'B', createdOn: '2026-11-23' as LocalDate },
      payments: [
        {
          ...{ handlingCode: 'I', paymentCents: cents(1), creditDebit: 'C', method: 'CHK', traceNumber: 'T' },
          ...{ payer: party, payee: party, claims, providerAdjustments: [] },
        },
      ],
    });
    const file = Buffer.from(text, 'latin1');
    const { claims: scanned, interchanges } = passOver(file);
    const { delimiters } = interchanges[0] as (typeof interchanges)[0];
    const read = scanned.map(({ byteOffset, byteLength }) => {
      const result = readRemittanceClaim(file.subarray(byteOffset, byteOffset + byteLength), delimiters, byteOffset);
      if (!result.ok) throw new Error(result.failure.kind);
      const { byteOffset: _offset, byteLength: _length, ...stated } = result.value;
      return { ...stated, lines: stated.lines.map(({ serviceTo: _to, ...rest }) => rest) };
    });
    expect(read).toEqual(claims);
  },
);
