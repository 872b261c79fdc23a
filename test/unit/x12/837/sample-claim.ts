import type { ProfessionalClaim, ProfessionalClaimFile } from '../../../../shared/domain/claim/professional-claim.ts';
import type { ServiceLine } from '../../../../shared/domain/claim/professional-line.ts';
import { cents } from '../../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../../shared/domain/time/local-date.ts';
import { professionalForm } from '../../../../shared/x12/837/professional/professional-form.ts';
import { type WriteClaimFileOptions, writeClaimFile } from '../../../../shared/x12/837/write-file.ts';
import type { InterchangeEnvelope } from '../../../../shared/x12/loops/envelope.ts';

/* Synthetic: no person, provider or payer of these names exists. */

export const day = (text: string) => text as LocalDate;

export const sampleEnvelope: InterchangeEnvelope = {
  senderQualifier: 'ZZ',
  senderId: 'SENDER',
  receiverQualifier: 'ZZ',
  receiverId: 'RECEIVER',
  interchangeControlNumber: '000000007',
  usage: 'T',
  applicationSender: 'SENDAPP',
  applicationReceiver: 'RECVAPP',
  groupControlNumber: '7',
  transactionControlNumber: '0007',
  date: day('2026-11-02'),
  time: '0930',
};

export const sampleLine: ServiceLine = {
  procedureKind: 'HC',
  procedure: '99213',
  modifiers: [],
  chargeCents: cents(12_550),
  unit: 'UN',
  quantity: '1',
  diagnosisPointers: [1],
  serviceFrom: day('2026-10-01'),
};

export const sampleClaim: ProfessionalClaim = {
  kind: 'professional',
  billingProvider: {
    name: { kind: 'organization', name: 'EXAMPLE CLINIC' },
    npi: '1234567893',
    taxId: { kind: 'ein', id: '123456789' },
    address: { line1: '1 MAIN ST', city: 'COLUMBUS', state: 'OH', postalCode: '432150001' },
  },
  subscriber: {
    name: { kind: 'person', last: 'SAMPLE', first: 'JANE' },
    payerResponsibility: 'P',
    filingIndicator: 'CI',
    idKind: 'MI',
    memberId: 'M0001',
    demographics: { birthDate: day('1980-01-31'), gender: 'F' },
    address: { line1: '2 OAK ST', city: 'COLUMBUS', state: 'OH', postalCode: '43215' },
  },
  payer: { name: { kind: 'organization', name: 'EXAMPLE HEALTH' }, idKind: 'PI', id: '99999' },
  patientControlNumber: 'PCN0000000000001',
  chargeCents: cents(12_550),
  placeOfService: '11',
  frequency: '1',
  providerSignatureOnFile: true,
  assignment: 'A',
  benefitsAssignment: 'Y',
  releaseOfInformation: 'Y',
  diagnoses: [{ codeSet: 'icd-10-cm', code: 'J209' }],
  serviceLines: [sampleLine],
};

export const sampleDependent: NonNullable<ProfessionalClaim['dependent']> = {
  name: { kind: 'person', last: 'SAMPLE', first: 'TIM' },
  relationship: '19',
  address: { line1: '2 OAK ST', city: 'COLUMBUS', state: 'OH', postalCode: '43215' },
  demographics: { birthDate: day('2015-06-30'), gender: 'M' },
};

export function fileOf(...claims: readonly ProfessionalClaim[]): ProfessionalClaimFile {
  return {
    reference: 'BATCH7',
    purpose: '00',
    createdOn: day('2026-11-02'),
    createdTime: '0930',
    claimKind: 'CH',
    submitter: {
      name: { kind: 'organization', name: 'EXAMPLE BILLING' },
      id: 'SUB01',
      contacts: [{ name: 'HELP DESK', numbers: [{ kind: 'TE', value: '6145550100' }] }],
    },
    receiver: { name: { kind: 'organization', name: 'EXAMPLE CLEARING' }, id: 'RCV01' },
    claims,
  };
}

export function write(file: ProfessionalClaimFile, options: Partial<WriteClaimFileOptions> = {}) {
  return writeClaimFile(file, professionalForm, { envelope: sampleEnvelope, ...options });
}

/** The segments of a file, which must be writable. */
export function segmentsOf(file: ProfessionalClaimFile, options: Partial<WriteClaimFileOptions> = {}): string[] {
  const written = write(file, options);
  if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
  return written.value.split(options.delimiters?.segment ?? '~').filter((text) => text.trim() !== '');
}

/** `kind place` of every problem of a file, which must be refused. */
export function problemsOf(file: ProfessionalClaimFile, options: Partial<WriteClaimFileOptions> = {}): string[] {
  const written = write(file, options);
  return written.ok ? [] : written.failure.problems.map(({ kind, place }) => `${kind} ${place}`);
}
