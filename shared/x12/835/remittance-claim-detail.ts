import type { RemittanceClaim } from '../../domain/remittance/remittance.ts';
import type {
  ClaimDetail,
  InpatientOutcome,
  OutpatientOutcome,
  StatedContact,
  StatedFacts,
  StatedParty,
  UnreadElement,
} from '../../domain/remittance/remittance-detail.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Delimiters } from '../envelope.ts';
import { readSegments, type Segment } from '../segments.ts';
import { readRemittanceClaim } from './remittance-claim.ts';
import type { RemittanceFailure, SourceBytes } from './remittance-failure.ts';
import { openElements, present, type SegmentElements, unreadSegment } from './segment-elements.ts';
import { addFact, noFacts, type OpenFacts, readContact, readParty } from './stated-values.ts';

type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

interface OpenDetail extends Writable<Omit<ClaimDetail, keyof StatedFacts>>, OpenFacts {
  parties: StatedParty[];
  contacts: StatedContact[];
  unread: UnreadElement[];
}

/**
 * Reads one claim like `readRemittanceClaim`, and also everything else that the payer states about the claim and its
 * lines (`detail`). Everything without a typed field is listed in `detail.unread`, so that nothing is lost. Never
 * throws.
 * @param byteOffset file offset of the slice
 */
export function readDetailedClaim(
  bytes: Uint8Array,
  delimiters: Delimiters,
  byteOffset: number,
): Result<RemittanceClaim, RemittanceFailure> {
  const claim = readRemittanceClaim(bytes, delimiters, byteOffset);
  if (!claim.ok) return claim;
  const { detail, lines } = readDetail({ bytes, delimiters, byteOffset });
  const detailed = claim.value.lines.map((line, index) => ({ ...line, ...present('detail', lines[index]) }));
  return ok({ ...claim.value, lines: detailed, detail });
}

function readDetail(source: SourceBytes): { readonly detail: ClaimDetail; readonly lines: readonly StatedFacts[] } {
  const detail: OpenDetail = { ...noFacts(), parties: [], contacts: [], unread: [] };
  const lines: OpenFacts[] = [];
  for (const segment of readSegments(source.bytes, source.delimiters)) {
    const elements = openElements(source, segment);
    const isRead = readSegment(detail, lines, segment, elements);
    if (isRead) detail.unread.push(...elements.unread());
    else detail.unread.push(unreadSegment(source, segment));
  }
  return { detail, lines };
}

/** Reads one segment into the claim or its last line. Returns whether the guide has such a segment here. */
function readSegment(detail: OpenDetail, lines: OpenFacts[], segment: Segment, elements: SegmentElements): boolean {
  if (addFact(lines.at(-1) ?? detail, segment.id, elements)) return true;
  switch (segment.id) {
    case 'CLP':
      // All other segments belong to the claim itself.
      elements.kept(1, 2, 3, 4, 5, 6, 7, 8, 9, 11);
      Object.assign(detail, {
        ...present('patientStatusCode', elements.text(10)),
        ...present('drgWeight', elements.text(12)),
        ...present('dischargeFraction', elements.text(13)),
      });
      return true;
    case 'SVC':
      keepProcedures(elements);
      lines.push(noFacts());
      return true;
    case 'CAS':
      keepAdjustments(segment, elements);
      return true;
    case 'NM1':
      detail.parties.push(readParty(elements));
      return true;
    case 'PER':
      detail.contacts.push(readContact(elements));
      return true;
    case 'MIA':
      if (detail.inpatient !== undefined) return false;
      detail.inpatient = readInpatient(elements);
      return true;
    case 'MOA':
      if (detail.outpatient !== undefined) return false;
      detail.outpatient = readOutpatient(elements);
      return true;
    default:
      return false;
  }
}

/** The claim's reader has already taken a line's procedures (seven components), amounts and units. */
function keepProcedures(elements: SegmentElements): void {
  elements.components(1, 7);
  elements.components(6, 7);
  elements.kept(2, 3, 4, 5, 7);
}

/** The claim's reader has already taken the triples of an adjustment segment, except a quantity without reason and amount. */
function keepAdjustments({ elements: texts }: Segment, elements: SegmentElements): void {
  for (let position = 2; position <= elements.last; position += 3) {
    if ((texts[position] ?? '') === '' && (texts[position + 1] ?? '') === '') continue;
    elements.kept(1, position, position + 1, position + 2);
  }
}

function remarksAt(elements: SegmentElements, positions: readonly number[]): string[] {
  return positions.flatMap((position) => elements.text(position) ?? []);
}

function readInpatient(elements: SegmentElements): InpatientOutcome {
  return {
    ...present('coveredDays', elements.text(1)),
    ...present('operatingOutlierCents', elements.amount(2)),
    ...present('psychiatricDays', elements.text(3)),
    ...present('groupCents', elements.amount(4)),
    ...present('disproportionateShareCents', elements.amount(6)),
    ...present('otherPayerPassThroughCents', elements.amount(7)),
    ...present('capitalCents', elements.amount(8)),
    ...present('capitalFederalCents', elements.amount(9)),
    ...present('capitalHospitalCents', elements.amount(10)),
    ...present('capitalDisproportionateShareCents', elements.amount(11)),
    ...present('oldCapitalCents', elements.amount(12)),
    ...present('capitalMedicalEducationCents', elements.amount(13)),
    ...present('operatingHospitalCents', elements.amount(14)),
    ...present('costReportDays', elements.text(15)),
    ...present('operatingFederalCents', elements.amount(16)),
    ...present('capitalOutlierCents', elements.amount(17)),
    ...present('indirectTeachingCents', elements.amount(18)),
    ...present('professionalComponentCents', elements.amount(19)),
    ...present('capitalExceptionCents', elements.amount(24)),
    remarkCodes: remarksAt(elements, [5, 20, 21, 22, 23]),
  };
}

function readOutpatient(elements: SegmentElements): OutpatientOutcome {
  return {
    ...present('reimbursementRate', elements.text(1)),
    ...present('procedurePayableCents', elements.amount(2)),
    ...present('renalDiseaseCents', elements.amount(8)),
    ...present('professionalComponentCents', elements.amount(9)),
    remarkCodes: remarksAt(elements, [3, 4, 5, 6, 7]),
  };
}
