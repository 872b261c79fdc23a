import fc, { type Arbitrary } from 'fast-check';
import type { InstitutionalClaim, ReportedProcedure } from '../../../../shared/domain/claim/institutional-claim.ts';
import type { InstitutionalService } from '../../../../shared/domain/claim/institutional-line.ts';
import { cents, sumCents } from '../../../../shared/domain/money/cents.ts';
import { decidedCoverages } from './coverage-arbitraries.ts';
import { attachment, conditions, contract, diagnosis, drug, note, repricing } from './detail-arbitraries.ts';
import { filesOf } from './file-arbitraries.ts';
import {
  amount,
  billingProvider,
  code,
  day,
  decimal,
  lineFacility,
  list,
  objects,
  patientFields,
  payer,
  plainDependent,
  plainSubscriber,
  provider,
  renderingProvider,
  text,
} from './party-arbitraries.ts';

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
const time = fc.stringMatching(/^([01]\d|2[0-3])[0-5]\d$/);

const procedure = fc.oneof(
  fc.record({ procedureKind: code('HC', 'HP', 'WK'), procedure: text(48) }),
  fc.record({
    ...{ procedureKind: code('HC'), procedure: text(48), modifiers: list(text(2), 4), description: text(80) },
  }),
  fc.constant({}),
);

type OfLine = 'procedureKind' | 'procedure' | 'modifiers' | 'description' | 'unitRate' | 'adjudications';

const line: Arbitrary<InstitutionalService> = fc
  .tuple(
    procedure,
    objects<InstitutionalService, OfLine>(
      {
        revenueCode: digits(4),
        chargeCents: amount,
        unit: code('UN', 'DA'),
        quantity: decimal,
        nonCoveredCents: amount,
        attachments: list(attachment, 10),
        serviceFrom: day,
        serviceTo: day,
        controlNumber: text(30),
        repricedLineNumber: text(50),
        adjustedRepricedLineNumber: text(50),
        serviceTaxCents: amount,
        facilityTaxCents: amount,
        notes: list(note('TPO'), 1),
        repricing,
        drug,
        operatingProvider: provider,
        otherOperatingProvider: provider,
        renderingProvider: provider,
        referringProvider: provider,
      },
      ['revenueCode', 'chargeCents', 'unit', 'quantity'],
      ['procedureKind', 'procedure', 'modifiers', 'description', 'unitRate', 'adjudications'],
    ),
  )
  .map(([coded, { serviceFrom, serviceTo, nonCoveredCents, ...found }]) => {
    const isSpan = serviceFrom !== undefined && serviceTo !== undefined;
    const isReversed = isSpan && serviceTo < serviceFrom;
    return {
      ...found,
      ...coded,
      ...(serviceFrom === undefined ? {} : { serviceFrom }),
      ...(isSpan ? { serviceTo: isReversed ? serviceFrom : serviceTo } : {}),
      ...(nonCoveredCents === undefined
        ? {}
        : { nonCoveredCents: cents(Math.min(nonCoveredCents, found.chargeCents)) }),
    };
  });

const reportedDiagnosis = fc
  .tuple(diagnosis, fc.option(code('Y', 'N', 'U', 'W')))
  .map(([found, present]) => ({ ...found, ...(present === null ? {} : { presentOnAdmission: present }) }));

const reportedProcedure = objects<ReportedProcedure>(
  { codeSet: fc.constantFrom('icd-10-pcs' as const, 'icd-9-cm' as const), code: text(30), performedOn: day },
  ['codeSet', 'code'],
);

const occurrenceSpan = fc
  .record({ code: digits(2), from: day, to: day })
  .map((span) => (span.to < span.from ? { ...span, to: span.from } : span));

type LeftOut =
  | ('otherCoverages' | 'submissionReason' | 'dependent' | 'diagnoses' | 'serviceLines' | 'billingProvider')
  | ('providerSignatureOnFile' | 'explanationOfBenefits');

const claimFields = objects<InstitutionalClaim, LeftOut>(
  {
    kind: fc.constant('institutional' as const),
    subscriber: plainSubscriber,
    payer,
    patientControlNumber: text(20),
    chargeCents: amount,
    facilityType: code('11', '13', '21', '32', '81', '85'),
    frequency: code('1', '2', '3', '4', '5', '7', '8', '9'),
    assignment: code('A', 'B', 'C'),
    benefitsAssignment: code('Y', 'N', 'W'),
    releaseOfInformation: code('Y', 'I'),
    delayReason: text(2),
    statementFrom: day,
    statementTo: day,
    admissionDate: day,
    admissionTime: time,
    dischargeTime: time,
    admissionType: digits(1),
    admissionSource: text(1),
    dischargeStatus: digits(2),
    repricerReceivedDate: day,
    attachments: list(attachment, 10),
    contract,
    estimatedPatientDueCents: amount,
    serviceAuthorizationException: text(50),
    referralNumber: text(50),
    priorAuthorizationNumber: text(50),
    payerClaimControlNumber: text(50),
    repricedClaimNumber: text(50),
    adjustedRepricedClaimNumber: text(50),
    investigationalDeviceExemptions: list(text(50), 5),
    clearinghouseTraceNumber: text(50),
    autoAccidentState: text(50),
    medicalRecordNumber: text(50),
    demonstrationProject: text(50),
    peerReviewNumber: text(50),
    fileInformation: list(text(80), 10),
    notes: list(note('ADD', 'DCP', 'NTR', 'UPI'), 11),
    epsdtConditions: conditions,
    admittingDiagnosis: diagnosis,
    reasonsForVisit: list(diagnosis, 3),
    externalCauses: list(reportedDiagnosis, 12),
    drg: text(30),
    procedures: list(reportedProcedure, 25),
    occurrenceSpans: list(occurrenceSpan, 24),
    occurrences: list(fc.record({ code: digits(2), on: day }), 24),
    values: list(fc.record({ code: text(2, 2), value: decimal }), 24),
    conditionCodes: list(text(2, 2), 24),
    treatmentCodes: list(text(30), 24),
    repricing,
    attendingProvider: renderingProvider,
    operatingProvider: provider,
    otherOperatingProvider: provider,
    renderingProvider: provider,
    serviceFacility: lineFacility,
    referringProvider: provider,
  },
  [
    ...(['kind', 'subscriber', 'payer', 'patientControlNumber', 'chargeCents', 'facilityType'] as const),
    ...(['frequency', 'assignment', 'benefitsAssignment', 'releaseOfInformation'] as const),
  ],
  [
    ...(['otherCoverages', 'submissionReason', 'dependent', 'diagnoses', 'serviceLines', 'billingProvider'] as const),
    ...(['providerSignatureOnFile', 'explanationOfBenefits'] as const),
  ],
);

const hospital = fc
  .tuple(billingProvider, text(60))
  .map(([found, name]) => ({ ...found, name: { kind: 'organization', name } as const }));

const stay = fc
  .record({ begin: day, end: day, admissionType: digits(1), dischargeStatus: digits(2) })
  .map(({ begin, end, ...told }) => {
    const [statementFrom, statementTo] = begin < end ? [begin, end] : [end, begin];
    return { ...told, statementFrom, statementTo, admissionDate: statementFrom };
  });

const claim: Arbitrary<InstitutionalClaim> = fc
  .tuple(
    fc.tuple(claimFields, hospital, stay),
    list(reportedDiagnosis, 25),
    fc.option(plainDependent),
    patientFields,
    list(line, 4),
  )
  .map(
    ([[{ payerClaimControlNumber = 'ICN', ...fields }, billing, period], diagnoses, patient, self, serviceLines]) => {
      const who = patient === null ? { subscriber: { ...fields.subscriber, ...self } } : { dependent: patient };
      return {
        ...{ ...fields, ...period, billingProvider: billing, payerClaimControlNumber, ...who },
        ...{ diagnoses, serviceLines },
        chargeCents: sumCents(serviceLines.map(({ chargeCents }) => chargeCents)),
      };
    },
  )
  .chain(decidedCoverages);

/** Files of institutional claims that the writer accepts. Everything in them is made up. */
export const institutionalFiles = filesOf(claim);
