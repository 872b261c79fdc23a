import type {
  ClaimGrouping,
  DiagnosisGroupSummary,
  ProviderSummary,
} from '../../domain/remittance/remittance-detail.ts';
import type { Delimiters } from '../envelope.ts';
import { readSegments } from '../segments.ts';
import type { SourceBytes } from './remittance-failure.ts';
import { openElements, present, type SegmentElements, unreadSegment } from './segment-elements.ts';

type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

/**
 * Reads the header of a group of claims (LX, with TS3 and TS2): its number, and the payer's sums over a provider's
 * claims. These amounts are only information, so an unreadable one does not fail: it is listed in `unread`. Never
 * throws.
 * @param byteOffset file offset of the slice
 */
export function readClaimGrouping(bytes: Uint8Array, delimiters: Delimiters, byteOffset: number): ClaimGrouping {
  const source: SourceBytes = { bytes, delimiters, byteOffset };
  const unread: ClaimGrouping['unread'][number][] = [];
  const grouping: Writable<ClaimGrouping> = { unread, byteOffset, byteLength: bytes.length };
  for (const segment of readSegments(bytes, delimiters)) {
    const elements = openElements(source, segment);
    if (segment.id === 'LX' && grouping.number === undefined)
      Object.assign(grouping, present('number', elements.text(1)));
    else if (segment.id === 'TS3' && grouping.provider === undefined) grouping.provider = readProviderSummary(elements);
    else if (segment.id === 'TS2' && grouping.diagnosisGroups === undefined)
      grouping.diagnosisGroups = readDiagnosisGroups(elements);
    else {
      unread.push(unreadSegment(source, segment));
      continue;
    }
    unread.push(...elements.unread());
  }
  return grouping;
}

function readProviderSummary(elements: SegmentElements): ProviderSummary {
  return {
    ...present('providerId', elements.text(1)),
    ...present('facilityCode', elements.text(2)),
    ...present('fiscalPeriodEnd', elements.date(3)),
    ...present('claims', elements.text(4)),
    ...present('chargeCents', elements.amount(5)),
    ...present('coveredChargeCents', elements.amount(6)),
    ...present('noncoveredChargeCents', elements.amount(7)),
    ...present('deniedChargeCents', elements.amount(8)),
    ...present('providerPaymentCents', elements.amount(9)),
    ...present('interestCents', elements.amount(10)),
    ...present('contractualCents', elements.amount(11)),
    ...present('deficitReductionCents', elements.amount(12)),
    ...present('otherPrimaryPayerCents', elements.amount(13)),
    ...present('bloodDeductibleCents', elements.amount(14)),
    ...present('nonLaboratoryChargeCents', elements.amount(15)),
    ...present('coinsuranceCents', elements.amount(16)),
    ...present('procedureReportedCents', elements.amount(17)),
    ...present('procedurePayableCents', elements.amount(18)),
    ...present('deductibleCents', elements.amount(19)),
    ...present('professionalComponentCents', elements.amount(20)),
    ...present('otherPayerPatientLiabilityCents', elements.amount(21)),
    ...present('patientReimbursementCents', elements.amount(22)),
    ...present('interimPaymentClaims', elements.text(23)),
    ...present('interimPaymentAdjustmentCents', elements.amount(24)),
  };
}

function readDiagnosisGroups(elements: SegmentElements): DiagnosisGroupSummary {
  return {
    ...present('groupCents', elements.amount(1)),
    ...present('federalSpecificCents', elements.amount(2)),
    ...present('hospitalSpecificCents', elements.amount(3)),
    ...present('disproportionateShareCents', elements.amount(4)),
    ...present('capitalCents', elements.amount(5)),
    ...present('medicalEducationCents', elements.amount(6)),
    ...present('outlierDays', elements.text(7)),
    ...present('dayOutlierCents', elements.amount(8)),
    ...present('costOutlierCents', elements.amount(9)),
    ...present('averageLengthOfStay', elements.text(10)),
    ...present('discharges', elements.text(11)),
    ...present('costReportDays', elements.text(12)),
    ...present('coveredDays', elements.text(13)),
    ...present('noncoveredDays', elements.text(14)),
    ...present('otherPayerPassThroughCents', elements.amount(15)),
    ...present('averageWeight', elements.text(16)),
    ...present('capitalFederalCents', elements.amount(17)),
    ...present('capitalHospitalCents', elements.amount(18)),
    ...present('otherPayerGroupCents', elements.amount(19)),
  };
}
