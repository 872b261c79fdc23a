import type { Claim } from '../../../../shared/domain/claim/claim.ts';
import type { ClaimFile } from '../../../../shared/domain/claim/common-claim.ts';
import type { DentalClaim } from '../../../../shared/domain/claim/dental-claim.ts';
import type { DentalService } from '../../../../shared/domain/claim/dental-line.ts';
import type { InstitutionalClaim } from '../../../../shared/domain/claim/institutional-claim.ts';
import type { InstitutionalService } from '../../../../shared/domain/claim/institutional-line.ts';
import { cents } from '../../../../shared/domain/money/cents.ts';
import type { ClaimForm } from '../../../../shared/x12/837/claim-form.ts';
import { claimForms } from '../../../../shared/x12/837/claim-forms.ts';
import { readClaimFile } from '../../../../shared/x12/837/read-file.ts';
import { writeClaimFile } from '../../../../shared/x12/837/write-file.ts';
import { day, fileOf, sampleClaim, sampleEnvelope } from './sample-claim.ts';

/* Synthetic claims of a facility and of a dentist, and their files. */

const { billingProvider, subscriber, payer } = sampleClaim;
const common = {
  ...{ billingProvider, subscriber, payer, patientControlNumber: 'PCN0000000000001', chargeCents: cents(12_550) },
  ...{ frequency: '1', assignment: 'A', benefitsAssignment: 'Y', releaseOfInformation: 'Y' },
};

export const sampleService: InstitutionalService = {
  ...{ revenueCode: '0510', procedureKind: 'HC', procedure: '99213', chargeCents: cents(12_550) },
  ...{ unit: 'UN', quantity: '1', serviceFrom: day('2026-10-01') },
};

export const sampleBill: InstitutionalClaim = {
  kind: 'institutional',
  ...common,
  facilityType: '13',
  statementFrom: day('2026-10-01'),
  statementTo: day('2026-10-01'),
  dischargeStatus: '01',
  diagnoses: [{ codeSet: 'icd-10-cm', code: 'J209' }],
  attendingProvider: { name: { kind: 'person', last: 'ROE', first: 'ANN' }, npi: '1234567893' },
  serviceLines: [sampleService],
};

export const sampleTreatment: DentalService = {
  ...{ procedureKind: 'AD', procedure: 'D9003', chargeCents: cents(12_550), serviceFrom: day('2026-10-01') },
};

export const sampleDentalClaim: DentalClaim = {
  kind: 'dental',
  ...common,
  placeOfService: '11',
  providerSignatureOnFile: true,
  diagnoses: [],
  serviceLines: [sampleTreatment],
};

const formOf = ({ kind }: Claim) => claimForms[kind] as ClaimForm<ClaimFile<Claim>>;

/** A file of one claim of any form. */
const fileWith = (claim: Claim): ClaimFile<Claim> => ({ ...fileOf(), claims: [claim] });

/** The segments of a claim, which must be writable. */
export function segmentsWith(claim: Claim): string[] {
  const written = writeClaimFile(fileWith(claim), formOf(claim), { envelope: sampleEnvelope });
  if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
  return written.value.split('~').filter((text) => text !== '');
}

/** `kind place` of every problem of a claim. */
export function problemsWith(claim: Claim, strict = true): string[] {
  const written = writeClaimFile(fileWith(claim), formOf(claim), { envelope: sampleEnvelope, strict });
  return written.ok ? [] : written.failure.problems.map(({ kind, place }) => `${kind} ${place}`);
}

/** A claim as it is read back from its file, without findings. */
export function readBack(claim: Claim): Claim | undefined {
  const read = readClaimFile(new TextEncoder().encode(`${segmentsWith(claim).join('~')}~`), formOf(claim));
  if (!read.ok) throw new Error(read.failure.kind);
  const transaction = read.value.interchanges[0]?.transactions[0];
  if (transaction?.findings.length !== 0) throw new Error(JSON.stringify(transaction?.findings));
  return transaction.file?.claims[0];
}
