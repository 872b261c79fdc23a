import fc, { type Arbitrary } from 'fast-check';
import type {
  Attachment,
  Contract,
  Drug,
  PayerNumber,
  Repricing,
} from '../../../../shared/domain/claim/claim-detail.ts';
import type { ProfessionalClaim, ProfessionalClaimFile } from '../../../../shared/domain/claim/professional-claim.ts';
import type {
  AmbulanceTransport,
  FormAnswer,
  SpinalManipulation,
} from '../../../../shared/domain/claim/professional-detail.ts';
import type { ServiceLine } from '../../../../shared/domain/claim/professional-line.ts';
import { sumCents } from '../../../../shared/domain/money/cents.ts';
import {
  ambulanceLocation,
  amount,
  billingProvider,
  claimFacility,
  code,
  contact,
  day,
  decimal,
  dependent,
  lineFacility,
  list,
  objects,
  orderingProvider,
  partyName,
  patientFields,
  payer,
  provider,
  renderingProvider,
  subscriber,
  text,
} from './party-arbitraries.ts';

const attachment = objects<Attachment>({ reportType: text(2, 2), transmission: text(2), controlNumber: text(80, 2) }, [
  'reportType',
  'transmission',
]);

const contract = objects<Contract>(
  {
    type: text(2, 2),
    amountCents: amount,
    percent: decimal,
    code: text(50),
    discountPercent: decimal,
    version: text(30),
  },
  ['type'],
);

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

const conditions = fc.record({ applies: fc.boolean(), codes: list(text(3), 5) });

const visionConditions = fc.record({ kind: code('E1', 'E2', 'E3'), applies: fc.boolean(), codes: list(text(3), 5) });

const repricing = objects<Repricing>(
  {
    methodology: text(2, 2),
    allowedCents: amount,
    savingsCents: amount,
    repricerId: text(50),
    perDiemRate: decimal,
    approvedGroup: text(50),
    approvedGroupCents: amount,
    approvedProcedureKind: text(2),
    approvedProcedure: text(48),
    approvedUnit: text(2),
    approvedQuantity: decimal,
    rejectReason: text(2),
    policyCompliance: text(2),
    exception: text(2),
  },
  ['methodology', 'allowedCents'],
);

const note = fc.record({ kind: code('ADD', 'DCP', 'CER', 'TPO'), text: text(80) });

const equipment = fc.record({
  procedureKind: code('HC'),
  procedure: text(48),
  days: decimal,
  rentalPriceCents: amount,
  purchasePriceCents: amount,
  rentalUnit: code('1', '4', '6'),
});

const drug = objects<Drug>(
  {
    kind: code('N4'),
    code: text(48),
    quantity: decimal,
    unit: text(2, 2),
    prescriptionNumber: text(50),
    linkNumber: text(50),
  },
  ['kind', 'code'],
);

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

const payerNumbers = list(objects<PayerNumber>({ number: text(50), payerId: text(50) }, ['number']), 5);

const measurement = fc.record({ reference: code('TR', 'OG'), kind: text(3), value: decimal });

/** Lines that point at the first `diagnoses` diagnoses; what other payers decided is left out, for the writer refuses it. */
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
      notes: list(note, 2),
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

const diagnosis = fc.record({
  codeSet: fc.constantFrom('icd-10-cm' as const, 'icd-9-cm' as const),
  code: fc.stringMatching(/^[A-Z0-9]{3,7}$/),
});

/** What the writer refuses is left out, and so are the parties, who come on their own. */
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
    notes: list(note, 1),
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
  );

/** Several claims, some of them of the same provider, subscriber or patient as the one before. */
const claims: Arbitrary<ProfessionalClaim[]> = fc
  .array(fc.tuple(claim, fc.constantFrom('none', 'provider', 'subscriber', 'all')), { minLength: 1, maxLength: 4 })
  .map((made) => {
    const result: ProfessionalClaim[] = [];
    for (const [next, shared] of made) {
      const before = result.at(-1);
      if (before === undefined || shared === 'none') result.push(next);
      else if (shared === 'provider') result.push({ ...next, billingProvider: before.billingProvider });
      else {
        const { billingProvider, subscriber: insured, payer: paying } = before;
        const { dependent: own, ...rest } = next;
        const who = shared === 'all' ? before.dependent : (own ?? before.dependent);
        result.push({ ...rest, billingProvider, subscriber: insured, payer: paying, ...(who && { dependent: who }) });
      }
    }
    return result;
  });

/** Files of professional claims that the writer takes. Everything in them is made up. */
export const claimFiles: Arbitrary<ProfessionalClaimFile> = fc.record({
  reference: text(50),
  purpose: code('00', '18'),
  createdOn: day,
  createdTime: fc.stringMatching(/^([01]\d|2[0-3])[0-5]\d$/),
  claimKind: code('CH', 'RP', '31'),
  submitter: fc.record({ name: partyName, id: text(80, 2), contacts: list(contact, 2) }),
  receiver: fc.record({ name: partyName, id: text(80, 2) }),
  claims,
});
