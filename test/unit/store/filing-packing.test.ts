import { describe, expect, it } from 'vitest';
import type { FilingDocument } from '../../../shared/domain/claim/filing-document.ts';
import type { TenantId } from '../../../shared/domain/identity/ids.ts';
import { packedFiling, unpackedFiling } from '../../../shared/store/filing-packing.ts';
import { filingDocumentItem } from '../../../shared/store/filings.ts';

const address = {
  line1: '4200 Example Boulevard',
  line2: 'Suite 310',
  city: 'Columbus',
  state: 'OH',
  postalCode: '43215',
};

/** Synthetic lines that have little in common. */
const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    procedureKind: 'HC',
    procedure: `X${9000 + ((index * 37) % 997)}`,
    modifiers: index % 3 === 0 ? ['25'] : [],
    chargeCents: 5_000 + ((index * 7_919) % 40_000),
    unit: 'UN',
    quantity: String(1 + (index % 4)),
    diagnosisPointers: [1 + (index % 4)],
    serviceFrom: `2026-11-${String(1 + (index % 28)).padStart(2, '0')}`,
    controlNumber: `L${index + 1}`,
  }));

const document = (count: number) =>
  ({
    claim: {
      kind: 'professional',
      billingProvider: {
        name: { kind: 'organization', name: 'Example Family Practice Associates' },
        npi: '1234567893',
        taxonomy: '207Q00000X',
        address,
        taxId: { kind: 'ein', id: '123456789' },
      },
      subscriber: {
        name: { kind: 'person', last: 'Canaryname', first: 'Zoë' },
        payerResponsibility: 'P',
        filingIndicator: 'CI',
        idKind: 'MI',
        memberId: 'W123456789',
        address,
        demographics: { birthDate: '1980-01-31', gender: 'F' },
      },
      payer: { name: { kind: 'organization', name: 'Example Health' }, idKind: 'PI', id: '99999' },
      patientControlNumber: 'S0123456789ABCD9',
      diagnoses: ['J209', 'I10', 'E119', 'Z0000'].map((code) => ({ codeSet: 'icd-10-cm', code })),
      serviceLines: lines(count),
    },
    submitter: { id: 'EXSUBMIT', name: { kind: 'organization', name: 'Example Family Practice' }, contacts: [] },
    receiver: { id: 'EXCLEAR', name: { kind: 'organization', name: 'Example Clearinghouse' } },
    lane: 'HSnHVhVStXdt6m5vkvaJ4s7xUPRibhhMbjcC3iz5qJw',
    claimId: 'S0123456789ABCD9',
    number: 1,
    serviceFrom: '2026-11-01',
    assembledAt: '2026-11-23T14:05:06.789Z',
    assembledFrom: [
      { entity: 'PATIENT', id: 'pat_06H0HEC9CQZSYKPY6P7E2DPHVG', version: 3, coverageRevision: 2 },
      {
        entity: 'PATIENT',
        id: 'pat_06H0HEC9CQZSYKPY6P7E2DPHVH',
        version: 3,
        coverageRevision: 0,
        authorizationRevision: 4,
      },
      { entity: 'PATIENT', id: 'pat_06H0HEC9CQZSYKPY6P7E2DPHVJ', version: 1, authorizationRevision: 1 },
      { entity: 'PROVIDER', id: 'prv_06H0HEC9CNX63PYEFD163MBK1C', version: 1 },
    ],
  }) as unknown as FilingDocument;

describe('the stored form of a filing’s document', () => {
  it.each([0, 1, 12, 50])('returns a document of %i lines unchanged', (count) => {
    expect(unpackedFiling(packedFiling(document(count)))).toEqual(document(count));
  });

  it('leaves space within a kilobyte for the keys of a claim with twenty lines', () => {
    const { packed, ...others } = filingDocumentItem('example-office' as TenantId, document(20));
    expect(JSON.stringify(document(20)).length).toBeGreaterThan(4_000);
    expect((packed as Uint8Array).length + JSON.stringify(others).length).toBeLessThan(1024);
  });
});
