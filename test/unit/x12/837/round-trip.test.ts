import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { professionalForm } from '../../../../shared/x12/837/professional/professional-form.ts';
import { readClaimFile } from '../../../../shared/x12/837/read-file.ts';
import { claimFiles } from './claim-arbitraries.ts';
import { code, list, partyName, text } from './party-arbitraries.ts';
import { fileOf, sampleClaim, write } from './sample-claim.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('writer and reader', () => {
  it('agree on any file of claims: it is read to the same, without findings, and names no absent value', () => {
    fc.assert(
      fc.property(claimFiles, fc.boolean(), (file, lineEnds) => {
        const written = write(file, { lineEnds });
        if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
        const read = readClaimFile(bytesOf(written.value), professionalForm);
        if (!read.ok) throw new Error(read.failure.kind);
        const [transaction] = read.value.interchanges[0]?.transactions ?? [];
        expect(transaction?.findings).toEqual([]);
        expect(read.value.findings).toEqual([]);
        expect(transaction?.file).toEqual(file);
        const elements = new Set(written.value.split(/[*:~]/));
        for (const absent of ['undefined', 'NaN', 'null', '[object Object]']) expect(elements.has(absent)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('agree on coverages that are billed later, whatever is told of them', () => {
    const coverage = fc.record(
      {
        relationship: code('18', '01', '19', 'G8'),
        groupNumber: text(50),
        groupName: text(60),
        medicareSecondaryType: code('12', '47'),
        filingIndicator: code('MB', 'MC', 'CI'),
        benefitsAssignment: code('Y', 'N', 'W'),
        releaseOfInformation: code('Y', 'I'),
        subscriber: fc.record({ name: partyName, idKind: code('MI'), memberId: text(80) }),
        payer: fc.record({ name: partyName, idKind: code('PI'), id: text(80) }),
      },
      { requiredKeys: ['benefitsAssignment', 'releaseOfInformation', 'subscriber', 'payer'] },
    );
    fc.assert(
      fc.property(list(coverage, 2), (told) => {
        const places = ['S', 'T'] as const;
        const otherCoverages = told.map((each, index) => ({ payerResponsibility: places[index] ?? 'T', ...each }));
        const file = fileOf({ ...sampleClaim, otherCoverages });
        const written = write(file, {});
        if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
        const read = readClaimFile(bytesOf(written.value), professionalForm);
        const [transaction] = read.ok ? (read.value.interchanges[0]?.transactions ?? []) : [];
        expect(transaction?.findings).toEqual([]);
        expect(transaction?.file?.claims[0]?.otherCoverages).toEqual(otherCoverages);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the reader', () => {
  const sample = write(fileOf(sampleClaim, { ...sampleClaim, patientControlNumber: 'B' }));
  const original = bytesOf(sample.ok ? sample.value : '');

  it('never throws, whatever bytes stand in a file', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { maxLength: 20 }), (edits) => {
        const bytes = original.slice();
        for (const [at, byte] of edits) bytes[at] = byte;
        const read = readClaimFile(bytes, professionalForm);
        return read.ok ? read.value.interchanges.length >= 0 : read.failure.message !== '';
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, whatever segments stand in a file in whatever order', () => {
    const segments = (sample.ok ? sample.value : '').split('~').filter((text) => text !== '');
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
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...segments, ...odd), { maxLength: 60 }), (shuffled) => {
        const read = readClaimFile(
          bytesOf([...segments.slice(0, 3), ...shuffled, 'SE*1*0007'].join('~')),
          professionalForm,
        );
        return read.ok;
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on a file that is cut off anywhere', () => {
    for (let length = 0; length < original.length; length += 7) {
      const read = readClaimFile(original.slice(0, length), professionalForm);
      if (!read.ok) expect(read.failure.message).not.toBe('');
    }
  });
});
