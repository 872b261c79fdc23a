import fc, { type Arbitrary } from 'fast-check';
import type { DentalClaim, OrthodonticTreatment } from '../../../../shared/domain/claim/dental-claim.ts';
import type { DentalService, ReportedTooth } from '../../../../shared/domain/claim/dental-line.ts';
import { sumCents } from '../../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../../shared/domain/time/local-date.ts';
import { decidedCoverages } from './coverage-arbitraries.ts';
import { attachment, contract, diagnosis, note, payerNumbers, repricing } from './detail-arbitraries.ts';
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

const tooth = objects<ReportedTooth>(
  { tooth: code('1', '32', 'A', 'T', '51', 'AS'), surfaces: list(code('B', 'D', 'F', 'I', 'L', 'M', 'O'), 5) },
  ['tooth'],
);

/** A span ends on the day it begins, or later. */
function inOrder<Fields extends { readonly serviceFrom?: LocalDate; readonly serviceTo?: LocalDate }>(found: Fields) {
  const { serviceFrom, serviceTo, ...rest } = found;
  if (serviceFrom === undefined) return rest;
  if (serviceTo === undefined) return { ...rest, serviceFrom };
  const isReversed = serviceTo < serviceFrom;
  return { ...rest, serviceFrom, serviceTo: isReversed ? serviceFrom : serviceTo };
}

/** Lines that point at the first `diagnoses` diagnoses; other payers' decisions are generated separately. */
function line(diagnoses: number): Arbitrary<DentalService> {
  return objects<DentalService, 'adjudications' | 'diagnosisPointers'>(
    {
      procedureKind: code('AD'),
      procedure: text(48),
      modifiers: list(text(2), 4),
      description: text(80),
      chargeCents: amount,
      placeOfService: text(2),
      oralCavity: list(code('00', '10', '20', 'L'), 5),
      prosthesis: code('I', 'R'),
      quantity: decimal,
      teeth: list(tooth, 32),
      serviceFrom: day,
      serviceTo: day,
      priorPlacementOn: day,
      estimatedPriorPlacementOn: day,
      appliancePlacedOn: day,
      replacedOn: day,
      treatmentBeganOn: day,
      treatmentEndedOn: day,
      contract,
      predeterminations: payerNumbers,
      priorAuthorizations: payerNumbers,
      repricedLineNumber: text(50),
      adjustedRepricedLineNumber: text(50),
      controlNumber: text(30),
      referrals: payerNumbers,
      salesTaxCents: amount,
      fileInformation: list(text(80), 10),
      repricing,
      renderingProvider,
      assistantSurgeon: renderingProvider,
      supervisingProvider: provider,
      serviceFacility: lineFacility,
    },
    ['procedureKind', 'procedure', 'chargeCents'],
    ['adjudications', 'diagnosisPointers'],
  ).chain((found) => {
    const needsDate = found.prosthesis === 'R' && found.estimatedPriorPlacementOn === undefined;
    const dated = needsDate ? { priorPlacementOn: '2020-01-01' as LocalDate, ...found } : found;
    const made = { serviceFrom: '2026-10-01' as LocalDate, ...dated };
    if (diagnoses === 0) return fc.constant(inOrder(made));
    return fc
      .option(list(fc.integer({ min: 1, max: diagnoses }), 4))
      .map((pointers) => inOrder(pointers === null ? made : { ...made, diagnosisPointers: pointers }));
  });
}

const braces: Arbitrary<OrthodonticTreatment> = fc.oneof(
  fc.record({ totalMonths: decimal, remainingMonths: decimal }),
  fc.record({ totalMonths: decimal }),
  fc.record({ indicator: code('Y') }),
);

type LeftOut = 'otherCoverages' | 'dependent' | 'diagnoses' | 'serviceLines';

const claimFields = objects<DentalClaim, LeftOut>(
  {
    kind: fc.constant('dental' as const),
    billingProvider,
    subscriber: plainSubscriber,
    payer,
    patientControlNumber: text(20),
    chargeCents: amount,
    placeOfService: text(2),
    frequency: code('1', '7', '8'),
    providerSignatureOnFile: fc.boolean(),
    assignment: code('A', 'B', 'C'),
    benefitsAssignment: code('Y', 'N', 'W'),
    releaseOfInformation: code('Y', 'I'),
    relatedCauses: list(code('AA', 'EM', 'OA'), 3),
    autoAccidentState: text(2, 2),
    autoAccidentCountry: text(3, 2),
    specialProgram: text(3, 2),
    submissionReason: code('PB'),
    delayReason: text(2),
    accidentDate: day,
    appliancePlacedOn: day,
    serviceFrom: day,
    serviceTo: day,
    repricerReceivedDate: day,
    orthodontics: braces,
    toothStatuses: list(fc.record({ tooth: text(2), status: code('E', 'M') }), 35),
    attachments: list(attachment, 10),
    contract,
    patientPaidCents: amount,
    predeterminationNumber: text(50),
    serviceAuthorizationException: text(50),
    payerClaimControlNumber: text(50),
    referralNumber: text(50),
    priorAuthorizationNumber: text(50),
    repricedClaimNumber: text(50),
    adjustedRepricedClaimNumber: text(50),
    clearinghouseTraceNumber: text(50),
    fileInformation: list(text(80), 10),
    notes: list(note('ADD'), 5),
    repricing,
    referringProvider: renderingProvider,
    referringPrimaryCareProvider: renderingProvider,
    renderingProvider,
    serviceFacility: lineFacility,
    assistantSurgeon: renderingProvider,
    supervisingProvider: provider,
  },
  [
    ...(['kind', 'billingProvider', 'subscriber', 'payer', 'patientControlNumber', 'chargeCents'] as const),
    'placeOfService',
    ...(['frequency', 'providerSignatureOnFile', 'assignment', 'benefitsAssignment', 'releaseOfInformation'] as const),
  ],
  ['otherCoverages', 'dependent', 'diagnoses', 'serviceLines'],
);

const claim: Arbitrary<DentalClaim> = fc
  .tuple(claimFields, fc.array(diagnosis, { maxLength: 4 }), fc.option(plainDependent), patientFields)
  .chain(([{ payerClaimControlNumber = 'ICN', ...fields }, diagnoses, patient, self]) =>
    list(line(diagnoses.length), 4).map((serviceLines): DentalClaim => {
      const who = patient === null ? { subscriber: { ...fields.subscriber, ...self } } : { dependent: patient };
      return {
        ...inOrder({ ...fields, ...who }),
        ...{ payerClaimControlNumber, diagnoses, serviceLines },
        chargeCents: sumCents(serviceLines.map(({ chargeCents }) => chargeCents)),
      };
    }),
  )
  .chain(decidedCoverages);

/** Files of dental claims that the writer accepts. Everything in them is made up. */
export const dentalFiles = filesOf(claim);
