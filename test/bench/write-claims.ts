// Writes synthetic professional claims one by one to the given file, 100,000 or as many as asked. With `--rate` it measures instead how many
// are written in process, per second by the clock and per second of processor time.
import { closeSync, openSync, writeSync } from 'node:fs';
import type { ProfessionalClaim } from '../../shared/domain/claim/professional-claim.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { X12Sink } from '../../shared/x12/837/convert/write-x12.ts';
import { professionalForm } from '../../shared/x12/837/professional/professional-form.ts';
import { writeClaimFile } from '../../shared/x12/837/write-file.ts';

const usualClaims = 100_000;
const perTransaction = 5000;
const day = (text: string) => text as LocalDate;

const billingProvider: ProfessionalClaim['billingProvider'] = {
  name: { kind: 'organization', name: 'EXAMPLE CLINIC' },
  npi: '1234567893',
  taxonomy: '207Q00000X',
  taxId: { kind: 'ein', id: '123456789' },
  address: { line1: '1 MAIN ST', city: 'COLUMBUS', state: 'OH', postalCode: '432150001' },
};

const payer: ProfessionalClaim['payer'] = {
  name: { kind: 'organization', name: 'EXAMPLE HEALTH' },
  idKind: 'PI',
  id: '99999',
};

/** A visit of two services, with its own subscriber. */
function claimOf(index: number): ProfessionalClaim {
  return {
    kind: 'professional',
    billingProvider,
    payer,
    subscriber: {
      name: { kind: 'person', last: `SAMPLE${index % 977}`, first: 'JANE' },
      payerResponsibility: 'P',
      filingIndicator: 'CI',
      idKind: 'MI',
      memberId: `M${100_000 + index}`,
      demographics: { birthDate: day('1980-01-31'), gender: 'F' },
      address: { line1: '2 OAK ST', city: 'COLUMBUS', state: 'OH', postalCode: '43215' },
    },
    patientControlNumber: `PCN${1_000_000 + index}`,
    chargeCents: cents(25_100),
    placeOfService: '11',
    frequency: '1',
    providerSignatureOnFile: true,
    assignment: 'A',
    benefitsAssignment: 'Y',
    releaseOfInformation: 'Y',
    diagnoses: [
      { codeSet: 'icd-10-cm', code: 'J209' },
      { codeSet: 'icd-10-cm', code: 'E119' },
    ],
    renderingProvider: { name: { kind: 'person', last: 'DOCTOR', first: 'ADA' }, npi: '1003000126' },
    serviceLines: ['99213', '99214'].map((procedure, line) => ({
      procedureKind: 'HC',
      procedure,
      modifiers: ['25'],
      chargeCents: cents(12_550),
      unit: 'UN',
      quantity: '1',
      diagnosisPointers: [1, 2],
      serviceFrom: day('2026-10-01'),
      controlNumber: `L${line + 1}`,
    })),
  };
}

const header = {
  reference: 'BATCH7',
  purpose: '00',
  createdOn: day('2026-11-02'),
  createdTime: '0930',
  claimKind: 'CH',
  submitter: {
    name: { kind: 'organization', name: 'EXAMPLE CLINIC' },
    id: 'SENDER',
    contacts: [{ name: 'DESK', numbers: [{ kind: 'TE', value: '6145550100' }] }],
  },
  receiver: { name: { kind: 'organization', name: 'EXAMPLE CLEARINGHOUSE' }, id: 'RECEIVER' },
} as const;

const names = {
  senderQualifier: 'ZZ',
  senderId: 'SENDER',
  receiverQualifier: 'ZZ',
  receiverId: 'RECEIVER',
  usage: 'T',
} as const;
const group = { applicationSender: 'SENDER', applicationReceiver: 'RECEIVER' };

function writeFile(file: string, claims: number): void {
  const descriptor = openSync(file, 'w');
  const sink = new X12Sink((piece) => writeSync(descriptor, piece));
  const delimiters = { element: '*', component: ':', repetition: '^', segment: '~' };
  const clock = { date: '261102', time: '0930' };
  sink.interchange({
    ...names,
    ...clock,
    controlNumber: '000000007',
    version: '00501',
    acknowledgmentRequested: false,
    delimiters,
  });
  sink.group({ ...group, date: '20261102', time: '0930', controlNumber: '7', version: '005010X222A1' });
  for (let index = 0; index < claims; index += 1) {
    if (index % perTransaction === 0) {
      const controlNumber = String(index / perTransaction + 1).padStart(4, '0');
      sink.transaction({ kind: 'professional', guide: '005010X222A1', controlNumber, ...header });
    }
    const { kind: _kind, billingProvider: billing, payer: insurer, subscriber, ...fields } = claimOf(index);
    sink.claim({ billingProvider: billing, payer: insurer, subscriber }, fields as never);
  }
  sink.end();
  closeSync(descriptor);
  if (sink.problems.length > 0) throw new Error(JSON.stringify(sink.problems[0]));
}

/**
 * Claims written per second, with every check of the guide: the best of several times. Processor seconds are those of
 * all threads of the process (user and system, including garbage collector and compiler), which other programs disturb
 * less than the clock.
 */
function ratesInProcess(): { readonly clock: number; readonly processor: number } {
  const file = { ...header, claims: Array.from({ length: perTransaction }, (_, index) => claimOf(index)) };
  const envelope = {
    ...names,
    ...group,
    interchangeControlNumber: '000000007',
    groupControlNumber: '7',
    transactionControlNumber: '0007',
    date: day('2026-11-02'),
    time: '0930',
  };
  let [clock, processor] = [0, 0];
  for (let run = 0; run < 20; run += 1) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    const written = writeClaimFile(file, professionalForm, { envelope });
    const { user, system } = process.cpuUsage(before);
    clock = Math.max(clock, perTransaction / ((performance.now() - start) / 1000));
    processor = Math.max(processor, perTransaction / ((user + system) / 1e6));
    if (!written.ok) throw new Error(JSON.stringify(written.failure.problems[0]));
  }
  return { clock: Math.round(clock), processor: Math.round(processor) };
}

const [, , word = '', count = usualClaims] = process.argv;
if (word === '--rate') process.stdout.write(JSON.stringify(ratesInProcess()));
else writeFile(word, Number(count));
