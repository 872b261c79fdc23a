import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim, ClaimKind } from '../../../../shared/domain/claim/claim.ts';
import type { ClaimFile } from '../../../../shared/domain/claim/common-claim.ts';
import type { ClaimForm } from '../../../../shared/x12/837/claim-form.ts';
import { claimForms } from '../../../../shared/x12/837/claim-forms.ts';
import { professionalForm } from '../../../../shared/x12/837/professional/professional-form.ts';
import { readClaimFile } from '../../../../shared/x12/837/read-file.ts';
import { writeClaimFile } from '../../../../shared/x12/837/write-file.ts';
import { times } from '../../../support/effort.ts';
import { dentalFiles } from './dental-arbitraries.ts';
import { institutionalFiles } from './institutional-arbitraries.ts';
import { professionalFiles } from './professional-arbitraries.ts';
import { fileOf, sampleClaim, sampleEnvelope, write } from './sample-claim.ts';
import { sampleBill, sampleDentalClaim, segmentsWith } from './sample-forms.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('writer and reader', () => {
  it.each(Object.entries({ professional: professionalFiles, institutional: institutionalFiles, dental: dentalFiles }))(
    'agree on any file of %s claims: it is read as the same, without findings, and names no absent value',
    (kind, files) => {
      const form = claimForms[kind as ClaimKind] as ClaimForm<ClaimFile<Claim>>;
      fc.assert(
        fc.property(files as Arbitrary<ClaimFile<Claim>>, fc.boolean(), (file, lineEnds) => {
          const written = writeClaimFile(file, form, { envelope: sampleEnvelope, lineEnds });
          if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
          const read = readClaimFile(bytesOf(written.value), form);
          if (!read.ok) throw new Error(read.failure.kind);
          const [transaction] = read.value.interchanges[0]?.transactions ?? [];
          expect(transaction?.findings).toEqual([]);
          expect(read.value.findings).toEqual([]);
          expect(transaction?.file).toEqual(file);
          const elements = new Set(written.value.split(/[*:~]/));
          for (const absent of ['undefined', 'NaN', 'null', '[object Object]'])
            expect(elements.has(absent)).toBe(false);
        }),
        { numRuns: times(25, 2000) },
      );
    },
  );
});

describe('the reader', () => {
  const sample = write(fileOf(sampleClaim, { ...sampleClaim, patientControlNumber: 'B' }));
  const original = bytesOf(sample.ok ? sample.value : '');

  it('never throws, whatever bytes are in a file', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { maxLength: 20 }), (edits) => {
        const bytes = original.slice();
        for (const [at, byte] of edits) bytes[at] = byte;
        const read = readClaimFile(bytes, professionalForm);
        return read.ok ? read.value.interchanges.length >= 0 : read.failure.message !== '';
      }),
      { numRuns: times(100, 2000) },
    );
  });

  it.each([sampleClaim, sampleBill, sampleDentalClaim])(
    'never throws, whatever segments are in a $kind file in whatever order',
    (claim) => {
      const segments = segmentsWith(claim);
      const odd = [
        'CLM',
        'SV1',
        'HL*1',
        'LX',
        'NM1*82',
        'HI*',
        'REF',
        'DTP*472*D8',
        'PAT',
        'SBR',
        'CAS*CO*1',
        'SVD',
        'FRM',
        ...[
          'HI*BE:A2',
          'HI*BI:74:RD8:2026-2*BH:11:D8:X',
          'HI*:J209*ABK',
          'HI*BBQ:0:D8:20260230',
          'SV2',
          'SV3*AD',
          'TOO*JP',
          'DN1',
        ],
        ...['CL1', 'DTP*435*DT*2026', 'DTP*096*TM*99', 'MIA*X', 'MOA', 'AMT*D', 'NM1*FA', 'CAS*CO**1', 'CAS**45'],
      ];
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...segments, ...odd), { maxLength: 60 }), (shuffled) => {
          const file = bytesOf([...segments.slice(0, 3), ...shuffled, 'SE*1*0007'].join('~'));
          const read = readClaimFile(file, claimForms[claim.kind] as ClaimForm<ClaimFile<Claim>>);
          return read.ok;
        }),
        { numRuns: times(100, 2000) },
      );
    },
  );

  it('never throws on a file that is cut off anywhere', () => {
    for (let length = 0; length < original.length; length += 7) {
      const read = readClaimFile(original.slice(0, length), professionalForm);
      if (!read.ok) expect(read.failure.message).not.toBe('');
    }
  });
});
