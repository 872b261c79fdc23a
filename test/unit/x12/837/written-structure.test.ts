import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim, ClaimKind } from '../../../../shared/domain/claim/claim.ts';
import type { ClaimFile } from '../../../../shared/domain/claim/common-claim.ts';
import type { ClaimForm } from '../../../../shared/x12/837/claim-form.ts';
import { claimForms } from '../../../../shared/x12/837/claim-forms.ts';
import { readClaimFile } from '../../../../shared/x12/837/read-file.ts';
import type { StructureFinding } from '../../../../shared/x12/837/validate/structure-finding.ts';
import { validate837 } from '../../../../shared/x12/837/validate/validate-837.ts';
import { writeClaimFile } from '../../../../shared/x12/837/write-file.ts';
import { times } from '../../../support/effort.ts';
import { dentalFiles } from './dental-arbitraries.ts';
import { asTheGuideHasIt } from './guide-claims.ts';
import { institutionalFiles } from './institutional-arbitraries.ts';
import { professionalFiles } from './professional-arbitraries.ts';
import { sampleEnvelope } from './sample-claim.ts';

const files = { professional: professionalFiles, institutional: institutionalFiles, dental: dentalFiles };

const told = ({ code, loop, segment, element }: StructureFinding) => [code, loop, segment, element].join(' ').trim();

describe('any file of claims that is written', () => {
  it.each(Object.entries(files))('has the structure of its guide, and is read as the same: %s', (kind, arbitrary) => {
    const form = claimForms[kind as ClaimKind] as ClaimForm<ClaimFile<Claim>>;
    let claims = 0;
    fc.assert(
      fc.property((arbitrary as Arbitrary<ClaimFile<Claim>>).map(asTheGuideHasIt), (file) => {
        const written = writeClaimFile(file, form, { envelope: sampleEnvelope });
        if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
        expect(validate837(written.value).map(told)).toEqual([]);
        const read = readClaimFile(new TextEncoder().encode(written.value), form);
        expect(read.ok && read.value.interchanges[0]?.transactions[0]?.file).toEqual(file);
        claims += file.claims.length;
      }),
      { numRuns: times(25, 1000) },
    );
    expect(claims).toBeGreaterThan(times(25, 2000));
  });
});
