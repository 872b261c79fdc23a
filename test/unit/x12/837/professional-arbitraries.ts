import fc, { type Arbitrary } from 'fast-check';
import type { ProfessionalClaim } from '../../../../shared/domain/claim/professional-claim.ts';
import type {
  AmbulanceTransport,
  FormAnswer,
  SpinalManipulation,
} from '../../../../shared/domain/claim/professional-detail.ts';
import type { ServiceLine } from '../../../../shared/domain/claim/professional-line.ts';
import { sumCents } from '../../../../shared/domain/money/cents.ts';
import { decidedCoverages } from './coverage-arbitraries.ts';
import {
  attachment,
  conditions,
  contract,
  diagnosis,
  drug,
  note,
  payerNumbers,
  repricing,
} from './detail-arbitraries.ts';
import { filesOf } from './file-arbitraries.ts';
import {
  ambulanceLocation,
  amount,
  billingProvider,
  claimFacility,
  code,
  day,
  decimal,
  dependent,
  lineFacility,
  list,
  objects,
  orderingProvider,
  patientFields,
  payer,
  provider,
  renderingProvider,
  subscriber,
  text,
} from './party-arbitraries.ts';

const transport = objects<AmbulanceTransport>(
  {
    patientWeightPounds: decimal,
    transportCode: text(1),
    reason: text(1),
    miles: decimal,
    roundTripPurpose: text(80),
    stretcherPurpose: text(80),
  },
  ['reason', 'miles'],
);

const manipulation = objects<SpinalManipulation>(
  { condition: text(1), description: text(80), furtherDescription: text(80) },
  ['condition'],
);

const visionConditions = fc.record({ kind: code('E1', 'E2', 'E3'), applies: fc.boolean(), codes: list(text(3), 5) });

const notes = (most: number) => list(note('ADD', 'DCP', 'CER', 'TPO'), most);

const equipment = fc.record({
  procedureKind: code('HC'),
  procedure: text(48),
  days: decimal,
  rentalPriceCents: amount,
  purchasePriceCents: amount,
  rentalUnit: code('1', '4', '6'),
});

const answer = objects<FormAnswer>(
  {
    question: text(20),
    yesNo: code('Y', 'N', 'W'),
    text: text(50),
    date: day,
    percent: decimal.filter((value) => value.length < 7),
  },
  ['question'],
);

const measurement = fc.record({ reference: code('TR', 'OG'), kind: text(3), value: decimal });

/** Lines that point at the first `diagnoses` diagnoses; other payers' decisions are generated separately. */
function line(diagnoses: number): Arbitrary<ServiceLine> {
  return objects<ServiceLine, 'adjudications'>(
    {
      procedureKind: code('HC', 'ER', 'IV', 'WK'),
      procedure: text(48),
      modifiers: fc.array(text(2), { maxLength: 4 }),
      description: text(80),
      chargeCents: amount,
      unit: code('UN', 'MJ'),
      quantity: decimal,
      placeOfService: text(2),
      diagnosisPointers: list(fc.integer({ min: 1, max: diagnoses }), 4),
      emergency: fc.boolean(),
      epsdt: fc.boolean(),
      familyPlanning: fc.boolean(),
      copayExempt: fc.constant(true as const),
      equipment,
      attachments: list(attachment, 10),
      ambulanceTransport: transport,
      equipmentCertification: fc.record({ kind: code('I', 'R', 'S'), months: decimal }),
      ambulanceConditions: list(conditions, 3),
      hospiceConditions: conditions,
      equipmentConditions: list(conditions, 2),
      serviceFrom: day,
      serviceTo: day,
      prescriptionDate: day,
      certificationRevisionDate: day,
      therapyBeginDate: day,
      lastCertificationDate: day,
      lastSeenDate: day,
      hemoglobinTestDate: day,
      creatinineTestDate: day,
      shippedDate: day,
      lastXrayDate: day,
      initialTreatmentDate: day,
      ambulancePatientCount: decimal,
      obstetricAdditionalUnits: decimal,
      measurements: list(measurement, 5),
      contract,
      repricedLineNumber: text(50),
      adjustedRepricedLineNumber: text(50),
      priorAuthorizations: payerNumbers,
      controlNumber: text(30),
      mammographyCertification: text(50),
      cliaNumber: text(50),
      referringCliaNumber: text(50),
      immunizationBatchNumber: text(50),
      referrals: payerNumbers,
      salesTaxCents: amount,
      postageCents: amount,
      approvedCents: amount,
      fileInformation: list(text(80), 10),
      notes: notes(2),
      purchasedService: fc.record({ providerId: text(50), chargeCents: amount }),
      repricing,
      drug,
      renderingProvider,
      purchasedServiceProvider: provider,
      serviceFacility: lineFacility,
      supervisingProvider: provider,
      orderingProvider,
      referringProvider: provider,
      referringPrimaryCareProvider: provider,
      ambulancePickUp: ambulanceLocation,
      ambulanceDropOff: ambulanceLocation,
      forms: list(fc.record({ list: code('UT', 'AS'), form: text(30), answers: list(answer, 5) }), 2),
    },
    ['procedureKind', 'procedure', 'modifiers', 'chargeCents', 'unit', 'quantity', 'diagnosisPointers'],
    ['adjudications'],
  ).map((found) => {
    const serviceFrom = found.serviceFrom ?? ('2026-10-01' as NonNullable<ServiceLine['serviceFrom']>);
    const isReversed = found.serviceTo !== undefined && found.serviceTo < serviceFrom;
    return { ...found, serviceFrom, ...(isReversed ? { serviceTo: serviceFrom } : {}) };
  });
}

/** Without what the writer refuses, and without the parts that are generated separately. */
type LeftOut = 'otherCoverages' | 'submissionReason' | 'dependent' | 'diagnoses' | 'serviceLines';

const claimFields = objects<ProfessionalClaim, LeftOut>(
  {
    kind: fc.constant('professional' as const),
    billingProvider,
    subscriber,
    payer,
    patientControlNumber: text(20),
    chargeCents: amount,
    placeOfService: text(2),
    frequency: code('1', '7', '8'),
    providerSignatureOnFile: fc.boolean(),
    assignment: code('A', 'B', 'C'),
    benefitsAssignment: code('Y', 'N', 'W'),
    releaseOfInformation: code('Y', 'I'),
    patientSignatureSource: code('P'),
    relatedCauses: list(code('AA', 'EM', 'OA'), 3),
    autoAccidentState: text(2, 2),
    autoAccidentCountry: text(3, 2),
    specialProgram: text(3, 2),
    delayReason: text(2),
    onsetDate: day,
    initialTreatmentDate: day,
    lastSeenDate: day,
    acuteManifestationDate: day,
    accidentDate: day,
    lastMenstrualPeriodDate: day,
    lastXrayDate: day,
    hearingVisionPrescriptionDate: day,
    disabilityBegin: day,
    disabilityEnd: day,
    lastWorkedDate: day,
    returnToWorkDate: day,
    admissionDate: day,
    dischargeDate: day,
    assumedCareDate: day,
    relinquishedCareDate: day,
    firstContactDate: day,
    repricerReceivedDate: day,
    attachments: list(attachment, 10),
    contract,
    patientPaidCents: amount,
    serviceAuthorizationException: text(50),
    medicareSection4081: text(50),
    mammographyCertification: text(50),
    referralNumber: text(50),
    priorAuthorizationNumber: text(50),
    payerClaimControlNumber: text(50),
    cliaNumber: text(50),
    repricedClaimNumber: text(50),
    adjustedRepricedClaimNumber: text(50),
    investigationalDeviceExemption: text(50),
    clearinghouseTraceNumber: text(50),
    medicalRecordNumber: text(50),
    demonstrationProject: text(50),
    carePlanOversight: text(50),
    fileInformation: list(text(80), 10),
    notes: notes(1),
    ambulanceTransport: transport,
    spinalManipulation: manipulation,
    ambulanceConditions: list(conditions, 3),
    visionConditions: list(visionConditions, 3),
    homeboundConditions: conditions,
    epsdtConditions: conditions,
    anesthesiaProcedures: list(text(30), 2),
    conditionCodes: list(text(30), 24),
    repricing,
    referringProvider: provider,
    referringPrimaryCareProvider: provider,
    renderingProvider,
    serviceFacility: claimFacility,
    supervisingProvider: provider,
    ambulancePickUp: ambulanceLocation,
    ambulanceDropOff: ambulanceLocation,
  },
  [
    ...(['kind', 'billingProvider', 'subscriber', 'payer', 'patientControlNumber', 'chargeCents'] as const),
    'placeOfService',
    ...(['frequency', 'providerSignatureOnFile', 'assignment', 'benefitsAssignment', 'releaseOfInformation'] as const),
  ],
  ['otherCoverages', 'submissionReason', 'dependent', 'diagnoses', 'serviceLines'],
);

const claim: Arbitrary<ProfessionalClaim> = fc
  .tuple(claimFields, list(diagnosis, 12), fc.option(dependent), patientFields)
  .chain(([fields, diagnoses, patient, self]) =>
    list(line(diagnoses.length), 4).map((serviceLines) => {
      const { disabilityBegin, disabilityEnd } = fields;
      const isReversed =
        disabilityBegin !== undefined && disabilityEnd !== undefined && disabilityEnd < disabilityBegin;
      return {
        ...fields,
        ...(patient === null ? { subscriber: { ...fields.subscriber, ...self } } : { dependent: patient }),
        ...(isReversed ? { disabilityEnd: disabilityBegin } : {}),
        payerClaimControlNumber: fields.payerClaimControlNumber ?? 'ICN',
        diagnoses,
        serviceLines,
        chargeCents: sumCents(serviceLines.map(({ chargeCents }) => chargeCents)),
      };
    }),
  )
  .chain(decidedCoverages);

/** Files of professional claims that the writer accepts. Everything in them is made up. */
export const professionalFiles = filesOf(claim);
