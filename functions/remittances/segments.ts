import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { nextPage } from '../../shared/runtime/api/list-page.ts';
import type { Files } from '../../shared/store/files.ts';
import { keyOfWireEntryId } from '../../shared/store/keys/ledger.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import {
  type ExplainedSegment,
  explainSegments,
  type RemittancePlace,
  startOfRemittance,
} from '../../shared/x12/835/explain-segment.ts';
import { endsRemittance } from '../../shared/x12/835/read-remittance.ts';
import type { ByteRange } from '../../shared/x12/835/scanned-claim.ts';
import { wholeSegmentsLength } from '../../shared/x12/segments.ts';
import type { RemittancesDeps, RemittancesOperations, RemittancesRequest } from './context.ts';
import { findPayment, type PaymentPlace } from './payment-place.ts';

type SegmentsRequest = RemittancesRequest<'listRemittanceSegments'>;

/** A page is read in small pieces, and in a large one for a segment that does not fit (a segment has at most 1 MiB). */
const pieceBytes = 65_536;
const largePieceBytes = (1 << 20) + 1;
/** A page has at most this many bytes, so that it fits into a Lambda's answer. */
const pageBytes = 256 * 1024;

/** Where a page begins: the range, the byte, and the segments above it. */
interface Position {
  readonly range: number;
  readonly at: number;
  readonly level: RemittancePlace['level'];
}

export const segmentOperations: RemittancesOperations<'listRemittanceSegments'> = {
  listRemittanceSegments: async (request, deps) => {
    const place = await findPayment(request.principal.tenantId, request.params.remittanceId, deps);
    if (place === undefined) return fail({ kind: 'not-found' });
    const ranges = await rangesOf(request, place, deps);
    if (!ranges.ok) return ranges;
    const start = await request.position();
    if (!start.ok) return start;
    const from = (start.value as Position | undefined) ?? beginning(ranges.value, request);
    const page = await readPage(deps.files, place, { ranges: ranges.value, from, limit: request.query.limit });
    return ok({
      body: {
        items: page.items.map(({ elements, ...segment }) => ({ ...segment, elements: [...elements] })),
        ...(await nextPage(request, page.next)),
      },
      writes: [],
      // Reads of patients' data are audited too.
      audit: {
        action: 'remittance-segments-read',
        entityId: place.remittance.id,
        facts: { segments: page.items.length },
      },
    });
  },
};

function beginning(ranges: readonly ByteRange[], request: SegmentsRequest): Position {
  const level = request.query.ledgerEntryId === undefined ? startOfRemittance().level : 'claim';
  return { range: 0, at: ranges[0]?.byteOffset ?? 0, level };
}

/** The requested part: one claim, the payment without its claims, or all of it. */
async function rangesOf(
  request: SegmentsRequest,
  { remittance, payment }: PaymentPlace,
  { table }: RemittancesDeps,
): Promise<Result<readonly ByteRange[], Failure>> {
  const { ledgerEntryId, part } = request.query;
  if (ledgerEntryId !== undefined) {
    const key = keyOfWireEntryId(request.principal.tenantId, ledgerEntryId);
    const item = key === undefined ? undefined : await table.get(key);
    const entry = item === undefined ? undefined : entryOfItem(item);
    const isOurs = entry?.remittanceId === remittance.id && entry.source !== undefined;
    return isOurs && entry.source !== undefined ? ok([entry.source]) : fail({ kind: 'not-found' });
  }
  if (part === undefined) return ok([payment.range]);
  const [first] = payment.providerAdjustments;
  const last = payment.providerAdjustments.at(-1);
  if (first === undefined || last === undefined) return ok([payment.header]);
  const byteLength = last.byteOffset + last.byteLength - first.byteOffset;
  return ok([payment.header, { byteOffset: first.byteOffset, byteLength }]);
}

interface WantedPage {
  readonly ranges: readonly ByteRange[];
  readonly from: Position;
  readonly limit: number;
}

interface Page {
  readonly items: ExplainedSegment[];
  readonly next: Position | undefined;
}

async function readPage(files: Files, payment: PaymentPlace, { ranges, from, limit }: WantedPage): Promise<Page> {
  const { delimiters } = payment.payment;
  const items: ExplainedSegment[] = [];
  const place: RemittancePlace = { level: from.level };
  let at = from.at;
  let shownBytes = 0;
  for (let index = from.range; index < ranges.length; index += 1) {
    const range = ranges[index] as ByteRange;
    const end = range.byteOffset + range.byteLength;
    if (index > from.range) at = range.byteOffset;
    while (at < end) {
      const piece = await readPiece(files, payment, at, end - at);
      if (piece.length === 0) break;
      for (const segment of explainSegments(piece, delimiters, at, place)) {
        const ended = endsRemittance(segment.segment) && !(segment.segment === 'ST' && items.length === 0);
        if (ended && segment.segment !== 'SE') return { items, next: undefined };
        items.push(segment);
        shownBytes += segment.byteLength;
        if (ended) return { items, next: undefined };
        const next = segment.byteOffset + segment.byteLength;
        if (items.length >= limit || shownBytes >= pageBytes) {
          return { items, next: following(ranges, { range: index, at: next, level: place.level }) };
        }
      }
      at += piece.length;
    }
  }
  return { items, next: undefined };
}

/** The position after a segment; undefined when nothing follows. */
function following(ranges: readonly ByteRange[], position: Position): Position | undefined {
  const range = ranges[position.range] as ByteRange;
  if (position.at < range.byteOffset + range.byteLength) return position;
  const later = ranges[position.range + 1];
  return later === undefined ? undefined : { range: position.range + 1, at: later.byteOffset, level: 'payment' };
}

/** Whole segments from a place on; empty when no whole one is left. */
async function readPiece(
  files: Files,
  { objectKey, payment: { delimiters } }: PaymentPlace,
  at: number,
  left: number,
): Promise<Uint8Array> {
  for (const most of [pieceBytes, largePieceBytes]) {
    const bytes = await files.getRange(objectKey, at, Math.min(most, left));
    if (bytes.length >= left) return bytes;
    const length = wholeSegmentsLength(bytes, delimiters);
    if (length > 0) return bytes.subarray(0, length);
  }
  return new Uint8Array();
}
