import type { EncounterKind } from '../../shared/domain/encounter/kinds.ts';
import { address, type Office } from './office.ts';

/** An encounter of each kind with every field that it can have, as a coder might enter it. All of it is synthetic. */
export function encountersOfKinds(office: Office): Readonly<Record<EncounterKind, Record<string, unknown>>> {
  const { patientId, billingProviderId, renderingProviderId, facilityId, coverageId } = office;
  const common = {
    patientId,
    billingProviderId,
    facilityId,
    coverageIds: [coverageId],
    priorAuthorizationNumber: 'AUTH-1',
    referralNumber: 'REF-1',
    medicalRecordNumber: 'MRN-1',
    delayReason: '1',
    attachments: [{ reportType: 'OZ', transmission: 'FX', controlNumber: 'CTRL-1' }],
    patientPaidCents: 1000,
  };
  const drug = { ndc: '00003049420', quantity: '2.5', unit: 'ML', prescriptionNumber: 'RX-1' };
  const dates = { serviceOn: '2026-11-20', serviceTo: '2026-11-21' };
  const professionalLine = {
    procedure: 'X9003',
    modifiers: ['25', '59', '76', 'KX'],
    diagnosisPointers: [2, 1],
    units: '1.5',
    chargeCents: 10_050,
    ...dates,
    description: 'COMPOUNDED CREAM',
    unit: 'UN',
    placeOfService: '12',
    emergency: true,
    epsdt: true,
    familyPlanning: true,
    copayExempt: true,
    cliaNumber: '36D0000001',
    priorAuthorizationNumber: 'AUTH-L',
    drug,
    renderingProviderId,
    referringProviderId: renderingProviderId,
    orderingProviderId: renderingProviderId,
    supervisingProviderId: renderingProviderId,
    note: 'LINE NOTE',
  };
  const professional = {
    ...common,
    kind: 'professional',
    claimNote: 'CLAIM NOTE',
    renderingProviderId,
    referringProviderId: renderingProviderId,
    orderingProviderId: renderingProviderId,
    supervisingProviderId: renderingProviderId,
    placeOfService: '21',
    diagnoses: ['J209', 'I10'],
    lines: [professionalLine],
    accident: { causes: ['AA', 'EM'], date: '2026-11-01', state: 'OH' },
    onsetDate: '2026-11-02',
    initialTreatmentDate: '2026-11-03',
    lastSeenDate: '2026-11-04',
    acuteManifestationDate: '2026-11-05',
    lastMenstrualPeriodDate: '2026-10-01',
    lastXrayDate: '2026-11-06',
    hearingVisionPrescriptionDate: '2026-11-07',
    disabilityBegin: '2026-11-08',
    disabilityEnd: '2026-11-30',
    lastWorkedDate: '2026-11-07',
    returnToWorkDate: '2026-12-01',
    admissionDate: '2026-11-19',
    dischargeDate: '2026-11-22',
    assumedCareDate: '2026-11-09',
    relinquishedCareDate: '2026-11-10',
    conditionCodes: ['17'],
    anesthesiaProcedures: ['X9004'],
    cliaNumber: '36D0000002',
    homebound: true,
    epsdtReferrals: ['ST', 'S2'],
  };
  const plainLine = {
    procedure: 'X9003',
    modifiers: [],
    diagnosisPointers: [1],
    units: '1',
    chargeCents: 20_000,
    ...dates,
  };
  const transport = {
    reason: 'A',
    miles: '12.4',
    patientWeightPounds: '155',
    roundTripPurpose: 'RETURN TO HOME',
    stretcherPurpose: 'CANNOT SIT',
    conditions: ['01', '04', '09'],
    pickUp: { address },
    dropOff: { name: 'EXAMPLE HOSPITAL', address: { ...address, line1: '9 Example Blvd' } },
    patientCount: 2,
  };
  const visit = { ...common, placeOfService: '41', diagnoses: ['J209'], lines: [plainLine] };
  const equipment = {
    rent: { days: 30, rentalPriceCents: 5000, purchasePriceCents: 45_000, every: 'month' },
    certification: {
      kind: 'renewal',
      months: 12,
      therapyBeganOn: '2026-01-02',
      revisedOn: '2026-06-01',
      lastCertifiedOn: '2026-05-31',
    },
    shippedOn: '2026-11-19',
  };
  const institutional = institutionalEncounter(common, office);
  const stay = { ...institutional, typeOfBill: '0111' };
  return {
    professional,
    ambulance: { ...visit, kind: 'ambulance', transport },
    'equipment-order': {
      ...visit,
      kind: 'equipment-order',
      placeOfService: '12',
      orderingProviderId: renderingProviderId,
      lines: [{ ...plainLine, equipment }],
    },
    'outpatient-facility': { ...institutional, kind: 'outpatient-facility', typeOfBill: '0131' },
    'inpatient-facility': { ...stay, kind: 'inpatient-facility' },
    'home-health': { ...stay, kind: 'home-health', typeOfBill: '0329' },
    'nursing-facility': { ...stay, kind: 'nursing-facility', typeOfBill: '0211' },
    hospice: { ...stay, kind: 'hospice', typeOfBill: '0811' },
    dental: dentalEncounter(common, office),
  };
}

function institutionalEncounter(common: object, { renderingProviderId }: Office) {
  return {
    ...common,
    attendingProviderId: renderingProviderId,
    operatingProviderId: renderingProviderId,
    otherOperatingProviderId: renderingProviderId,
    renderingProviderId,
    referringProviderId: renderingProviderId,
    statementFrom: '2026-11-18',
    statementTo: '2026-11-21',
    admissionDate: '2026-11-18',
    admissionTime: '1430',
    admissionType: '1',
    admissionSource: '1',
    dischargeDate: '2026-11-21',
    dischargeTime: '10',
    dischargeStatus: '01',
    diagnoses: [
      { code: 'J209', presentOnAdmission: 'Y' },
      { code: 'I10', presentOnAdmission: 'N' },
    ],
    admittingDiagnosis: 'J209',
    reasonsForVisit: ['I10'],
    externalCauses: [{ code: 'W19XXXA', presentOnAdmission: 'Y' }],
    procedures: [{ code: '0DTJ4ZZ', performedOn: '2026-11-19' }],
    drg: { code: '470', grouper: 'EXAMPLE GROUPER 44' },
    conditionCodes: ['17'],
    occurrenceCodes: [{ code: '11', on: '2026-11-01' }],
    occurrenceSpans: [{ code: '74', from: '2026-11-01', to: '2026-11-03' }],
    valueCodes: [
      { code: '01', amountCents: 50_000 },
      { code: '80', number: '3' },
    ],
    accidentState: 'OH',
    lines: [
      { revenueCode: '0120', modifiers: [], units: '3', unit: 'DA', chargeCents: 300_000, serviceOn: '2026-11-18' },
      {
        revenueCode: '0450',
        procedure: 'X9003',
        procedureKind: 'HC',
        modifiers: ['25'],
        units: '1',
        unit: 'UN',
        chargeCents: 20_000,
        nonCoveredCents: 500,
        serviceOn: '2026-11-18',
        description: 'EMERGENCY ROOM',
        drug: { ndc: '00003049420', quantity: '1', unit: 'UN' },
        operatingProviderId: renderingProviderId,
        otherOperatingProviderId: renderingProviderId,
        renderingProviderId,
        referringProviderId: renderingProviderId,
      },
    ],
  };
}

function dentalEncounter(common: object, { renderingProviderId }: Office) {
  return {
    ...common,
    kind: 'dental',
    renderingProviderId,
    referringProviderId: renderingProviderId,
    supervisingProviderId: renderingProviderId,
    assistantProviderId: renderingProviderId,
    placeOfService: '11',
    diagnoses: ['J209'],
    accident: { causes: ['OA'], date: '2026-11-01' },
    toothStatus: [{ tooth: '2', status: 'missing' }],
    orthodontics: { totalMonths: 24, remainingMonths: 20, appliancePlacedOn: '2026-07-01' },
    lines: [
      {
        procedure: 'X9003',
        modifiers: [],
        diagnosisPointers: [1],
        units: '1',
        chargeCents: 15_000,
        serviceOn: '2026-11-20',
        placeOfService: '11',
        oralCavity: ['10'],
        teeth: [{ tooth: '14', surfaces: ['M', 'O'] }],
        prosthesis: { kind: 'replacement', priorPlacementOn: '2016-05-01' },
        renderingProviderId,
        supervisingProviderId: renderingProviderId,
        assistantProviderId: renderingProviderId,
        note: 'LINE NOTE',
      },
    ],
  };
}
