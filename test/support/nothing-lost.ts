import type { UnreadElement } from '../../shared/domain/remittance/remittance-detail.ts';
import { type ReadRemittance, readRemittance } from '../../shared/x12/835/read-remittance.ts';
import { readSegments } from '../../shared/x12/segments.ts';
import { passOver } from './x12-pass.ts';

/** What happened to the elements of a file's remittances. */
export interface ElementWalk {
  /** How many elements change the typed data when they change. */
  carried: number;
  /** How many elements are in claims or payments that cannot be read at all. */
  unreadable: number;
  /** Elements that have no place in typed data, and are listed as unread. */
  readonly listed: string[];
  /** Elements that are neither in typed data nor among the unread ones, and so are lost. */
  readonly lost: string[];
}

/** Typed data, without the lists of what it does not contain. */
function typed(remittance: ReadRemittance): string {
  return JSON.stringify(remittance, (key, value) => (key === 'unread' ? undefined : value));
}

function unreadOf({ payment, groupings, claims, unread }: ReadRemittance): readonly UnreadElement[] {
  return [
    ...(payment.ok ? (payment.value.detail?.unread ?? []) : []),
    ...groupings.flatMap((grouping) => grouping.unread),
    ...claims.flatMap(({ claim }) => (claim.ok ? (claim.value.detail?.unread ?? []) : [])),
    ...unread,
  ];
}

const replacements = ['1', '2', '3', 'Q', 'X'];

/**
 * Changes every element of every remittance of a file, one at a time, and checks whether the data that is read changes
 * too. If it does not, the element is not in typed data.
 */
export function walkElements(file: Uint8Array): ElementWalk {
  const walk: ElementWalk = { carried: 0, unreadable: 0, listed: [], lost: [] };
  for (const { content, byteOffset, byteLength, interchange } of passOver(file).transactions) {
    if (content.kind !== 'remittance') continue;
    const { delimiters } = interchange;
    const bytes = Buffer.from(file.subarray(byteOffset, byteOffset + byteLength));
    const read = readRemittance(bytes, delimiters, 0);
    const before = typed(read);
    const unread = unreadOf(read);
    const spans = [...read.claims.entries()].map(([index, { claim }]) => ({ index, ok: claim.ok }));
    let claim = -1;
    for (const segment of readSegments(bytes, delimiters)) {
      if (segment.id === 'SE') break;
      if (segment.id === 'CLP') claim += 1;
      const isReadable = inPayment(segment.id, claim) ? read.payment.ok : (spans[claim]?.ok ?? read.payment.ok);
      const listed = unread.filter((each) => each.byteOffset === segment.byteOffset);
      for (const part of partsOf(bytes, segment.byteOffset, segment.byteOffset + segment.byteLength, delimiters)) {
        const name = `${segment.id}${String(part.position).padStart(2, '0')}`;
        if (!isReadable) walk.unreadable += 1;
        else if (replacements.some((text) => isCarried(bytes, part, text, before, delimiters))) walk.carried += 1;
        else if (listed.some(({ position }) => position === 0 || position === part.position)) walk.listed.push(name);
        else walk.lost.push(name);
      }
    }
  }
  return walk;
}

const inPayment = (id: string, claim: number): boolean => claim === -1 || id === 'PLB';

interface Part {
  readonly position: number;
  readonly end: number;
}

type Delimiters = Parameters<typeof readRemittance>[1];

/** The non-empty elements and components of a segment. */
function* partsOf(bytes: Buffer, start: number, end: number, delimiters: Delimiters): Iterable<Part> {
  let position = 0;
  let from = start;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at];
    const isEnd = byte === delimiters.segment || byte === delimiters.element || byte === 0x0d;
    if (!isEnd && byte !== delimiters.component) continue;
    if (position > 0 && at > from) yield { position, end: at };
    if (byte === delimiters.segment || byte === 0x0d) return;
    if (byte === delimiters.element) position += 1;
    from = at + 1;
  }
}

/** Whether changing the last character of a part changes the typed data. The bytes are restored afterwards. */
function isCarried(bytes: Buffer, part: Part, text: string, before: string, delimiters: Delimiters): boolean {
  const at = part.end - 1;
  const was = bytes[at] as number;
  bytes[at] = text.charCodeAt(0);
  const isOther = bytes[at] !== was && typed(readRemittance(bytes, delimiters, 0)) !== before;
  bytes[at] = was;
  return isOther;
}
