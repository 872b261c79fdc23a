import { parseCents } from '../../domain/money/cents.ts';
import type {
  Adjustment,
  PartyIdentity,
  Procedure,
  RemittanceClaim,
  RemittanceLine,
} from '../../domain/remittance/remittance.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Delimiters } from '../envelope.ts';
import { readSegments, type Segment, splitComponents } from '../segments.ts';
import {
  elementFailure,
  optional,
  optionalDate,
  type RemittanceFailure,
  readAmount,
  type SourceBytes,
} from './remittance-failure.ts';

type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

interface OpenLine extends Writable<RemittanceLine> {
  adjustments: Adjustment[];
  remarkCodes: string[];
}

interface OpenClaim extends Writable<RemittanceClaim> {
  adjustments: Adjustment[];
  remarkCodes: string[];
  lines: OpenLine[];
}

/** The elements with remark codes, in MIA (inpatient) and MOA (outpatient). */
const remarkPositions: Readonly<Record<string, readonly number[]>> = {
  MIA: [5, 20, 21, 22, 23],
  MOA: [3, 4, 5, 6, 7],
};

/**
 * Reads one claim of a remittance (835, 005010X221A1 loops 2100 and 2110; 4010 is read in the same way) from its bytes,
 * CLP first, as the streaming pass found them. An absent amount is zero. An unreadable amount of money is a failure
 * that names its element and place. AMT and dates are only information, so unreadable ones are left out. Never throws.
 * @param byteOffset file offset of the slice
 */
export function readRemittanceClaim(
  bytes: Uint8Array,
  delimiters: Delimiters,
  byteOffset: number,
): Result<RemittanceClaim, RemittanceFailure> {
  const source: SourceBytes = { bytes, delimiters, byteOffset };
  let claim: OpenClaim | undefined;
  let end = 0;
  for (const segment of readSegments(bytes, delimiters)) {
    if (claim === undefined) {
      const opened = openClaim(source, segment);
      if (!opened.ok) return opened;
      claim = opened.value;
    } else {
      const failure = addSegment(source, claim, segment);
      if (failure !== undefined) return fail(failure);
    }
    end = segment.byteOffset + segment.byteLength;
  }
  if (claim === undefined) {
    const nothing: Segment = { id: 'CLP', elements: [], byteOffset: 0, byteLength: 0 };
    return fail(elementFailure('segment-missing', source, nothing, 1));
  }
  claim.byteLength = byteOffset + end - claim.byteOffset;
  return ok(claim);
}

function openClaim(source: SourceBytes, segment: Segment): Result<OpenClaim, RemittanceFailure> {
  if (segment.id !== 'CLP') return fail(elementFailure('segment-missing', source, { ...segment, id: 'CLP' }, 0));
  const { elements } = segment;
  const charge = readAmount(source, segment, 3);
  if (!charge.ok) return charge;
  const paid = readAmount(source, segment, 4);
  if (!paid.ok) return paid;
  const patientResponsibility = readAmount(source, segment, 5);
  if (!patientResponsibility.ok) return patientResponsibility;
  return ok({
    patientControlNumber: elements[1] ?? '',
    statusCode: elements[2] ?? '',
    chargeCents: charge.value,
    paidCents: paid.value,
    patientResponsibilityCents: patientResponsibility.value,
    ...optional('filingIndicator', elements[6]),
    payerClaimNumber: elements[7] ?? '',
    ...optional('facilityCode', elements[8]),
    ...optional('frequencyCode', elements[9]),
    ...optional('drgCode', elements[11]),
    adjustments: [],
    remarkCodes: [],
    lines: [],
    byteOffset: source.byteOffset + segment.byteOffset,
    byteLength: 0,
  });
}

/** Adds one segment after CLP to a claim; segments that the claim has no field for are skipped. */
function addSegment(source: SourceBytes, claim: OpenClaim, segment: Segment): RemittanceFailure | undefined {
  const line = claim.lines.at(-1);
  const { elements } = segment;
  switch (segment.id) {
    case 'CLP':
      return elementFailure('segment-misplaced', source, segment, 0);
    case 'SVC': {
      const opened = openLine(source, segment);
      if (!opened.ok) return opened.failure;
      claim.lines.push(opened.value);
      return undefined;
    }
    case 'CAS':
      return addAdjustments(source, segment, (line ?? claim).adjustments);
    case 'NM1':
      addName(claim, elements);
      return undefined;
    case 'MIA':
    case 'MOA':
      addRemarks(claim.remarkCodes, remarkPositions[segment.id]?.map((position) => elements[position]) ?? []);
      return undefined;
    case 'LQ':
      if (elements[1] === 'HE' || elements[1] === 'RX') addRemarks((line ?? claim).remarkCodes, [elements[2]]);
      return undefined;
    case 'DTM':
      if (line === undefined) addClaimDate(claim, elements);
      else addLineDate(line, elements);
      return undefined;
    case 'REF':
      if (line !== undefined && elements[1] === '6R') Object.assign(line, optional('controlNumber', elements[2]));
      return undefined;
    case 'AMT':
      if (line !== undefined && elements[1] === 'B6') addAllowed(line, elements[2]);
      if (line === undefined && elements[1] === 'I') addInterest(claim, elements[2]);
      return undefined;
    default:
      return undefined;
  }
}

function openLine(source: SourceBytes, segment: Segment): Result<OpenLine, RemittanceFailure> {
  const { elements } = segment;
  const charge = readAmount(source, segment, 2);
  if (!charge.ok) return charge;
  const paid = readAmount(source, segment, 3);
  if (!paid.ok) return paid;
  const submitted = readProcedure(source, elements[6]);
  return ok({
    procedure: readProcedure(source, elements[1]) ?? { qualifier: '', code: '', modifiers: [] },
    ...(submitted === undefined ? {} : { submittedProcedure: submitted }),
    ...optional('revenueCode', elements[4]),
    chargeCents: charge.value,
    paidCents: paid.value,
    ...optional('units', elements[5]),
    ...optional('submittedUnits', elements[7]),
    adjustments: [],
    remarkCodes: [],
  });
}

/** Reads a procedure composite: qualifier, code, up to four modifiers, description. */
function readProcedure(source: SourceBytes, element: string | undefined): Procedure | undefined {
  const parts = splitComponents(element, source.delimiters);
  if (parts.length === 0) return undefined;
  const [qualifier = '', code = ''] = parts;
  const modifiers = parts.slice(2, 6).filter((modifier) => modifier !== '');
  return { qualifier, code, modifiers, ...optional('description', parts[6]) };
}

/** Adds the triples of a CAS: from the second element on, reason, amount and quantity repeat. */
function addAdjustments(source: SourceBytes, segment: Segment, into: Adjustment[]): RemittanceFailure | undefined {
  const { elements } = segment;
  for (let position = 2; position < elements.length; position += 3) {
    const carc = elements[position] ?? '';
    if (carc === '' && (elements[position + 1] ?? '') === '') continue;
    const amount = readAmount(source, segment, position + 1);
    if (!amount.ok) return amount.failure;
    const quantity = optional('quantity', elements[position + 2]);
    into.push({ group: elements[1] ?? '', carc, cents: amount.value, ...quantity });
  }
  return undefined;
}

function addName(claim: OpenClaim, elements: readonly string[]): void {
  const [, role, , name = '', , , , , qualifier = '', id = ''] = elements;
  if (role === 'TT') {
    const identity: PartyIdentity = {
      name,
      ...optional('idQualifier', qualifier),
      ...optional('id', id),
      references: [],
    };
    claim.crossoverPayer = identity;
  }
  if (role === '74') claim.correctedInsured = true;
  if (role === '82' && qualifier === 'XX' && id !== '') claim.renderingProviderNpi = id;
}

function addRemarks(into: string[], codes: readonly (string | undefined)[]): void {
  for (const code of codes) if (code !== undefined && code !== '') into.push(code);
}

function addClaimDate(claim: OpenClaim, elements: readonly string[]): void {
  const [, qualifier, date] = elements;
  if (qualifier === '232') Object.assign(claim, optionalDate('statementFrom', date));
  if (qualifier === '233') Object.assign(claim, optionalDate('statementTo', date));
  if (qualifier === '050') Object.assign(claim, optionalDate('receivedOn', date));
}

function addLineDate(line: OpenLine, elements: readonly string[]): void {
  const [, qualifier, date] = elements;
  if (qualifier === '472' || qualifier === '150') Object.assign(line, optionalDate('serviceFrom', date));
  if (qualifier === '472' || qualifier === '151') Object.assign(line, optionalDate('serviceTo', date));
}

function addInterest(claim: OpenClaim, text: string | undefined): void {
  const interest = parseCents(text ?? '');
  if (interest.ok) claim.interestCents = interest.value;
}

function addAllowed(line: OpenLine, text: string | undefined): void {
  const allowed = parseCents(text ?? '');
  if (allowed.ok) line.allowedCents = allowed.value;
}
