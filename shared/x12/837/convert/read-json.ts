import { fail, ok, type Result } from '../../../domain/result.ts';
import type { ClaimParties } from '../all-forms/claim-tree.ts';
import { claimForms } from '../claim-forms.ts';
import type {
  ClaimFields,
  ClaimSink,
  DocumentGroup,
  DocumentInterchange,
  DocumentTransaction,
} from './claim-document.ts';
import { ClaimTextReader, type ReadClaimText } from './claim-text-reader.ts';
import { DocumentSplitter, type SplitFault } from './split-json.ts';

/** Why a document cannot be read at all. */
export interface DocumentFailure {
  readonly kind: 'document-malformed' | 'document-too-large' | 'document-shape';
  readonly message: string;
  /** A JSON pointer, when the text is JSON of another structure. */
  readonly place?: string;
}

/** Reads a document's bytes from the start; may be called several times. */
export type DocumentBytes = () => Iterable<Uint8Array>;

/** The size limit, in bytes, of the document without its claims. */
const skeletonLimit = 1 << 26;

interface Skeleton {
  readonly interchanges: readonly (DocumentInterchange & {
    readonly groups: readonly (DocumentGroup & {
      readonly transactions: readonly (DocumentTransaction & { readonly claims: readonly unknown[] })[];
    })[];
  })[];
}

/** A document was read, or why it cannot be. */
export type ReadDocument = Result<{ readonly claims: number }, DocumentFailure>;

/**
 * Reads a document of claims twice: first the parts around the claims, wherever they are, then claim by claim. It holds
 * one claim, the parts around the claims, and the places of the claims. The sink checks their values.
 */
export function readClaimDocument(bytes: DocumentBytes, sink: ClaimSink): ReadDocument {
  const outer = readOutline(bytes);
  return outer.ok ? readClaims(bytes, outer.value, sink) : outer;
}

/**
 * Reads a document more quickly, if it has each claim on a line of its own, as `convert` writes documents.
 * @returns undefined when the document may have another layout or has a fault. Then {@link readClaimDocument} must read
 * it, into a new sink
 */
export function readLinesOfClaims(bytes: DocumentBytes, sink: ClaimSink): ReadDocument | undefined {
  const outer = readOutline(bytes, true);
  if (!outer.ok) return undefined;
  const read = readClaims(bytes, outer.value, sink);
  return read.ok ? read : undefined;
}

function readClaims(bytes: DocumentBytes, outline: DocumentOutline, sink: ClaimSink): ReadDocument {
  const { headers, starts, ends, lists } = outline;
  let next = 0;
  /** Starts the transactions without claims, and the one whose first claim is next. */
  const begin = (claims: number): void => {
    for (; next < lists.length && (lists[next] as number) <= claims; next += 1) {
      for (const header of headers[next] ?? []) header(sink);
    }
  };
  let claims = 0;
  const reader = new ClaimTextReader();
  for (const text of claimTexts(bytes(), starts, ends)) {
    const claim = reader.read(text);
    if (claim === undefined) {
      const line = lineAt(bytes(), starts[claims] as number);
      return fail({
        kind: 'document-malformed',
        message: `claim ${claims + 1}, on line ${line}, is not a JSON object`,
      });
    }
    begin(claims);
    claims += 1;
    const { parties, fields } = apart(claim);
    sink.claim(parties, fields);
  }
  begin(claims);
  sink.end();
  return ok({ claims });
}

/** A claim, with its parties separate. */
export interface DocumentClaim {
  readonly parties: ClaimParties;
  readonly fields: ClaimFields;
}

/** Separates a claim's parties from its members. */
export function apart({ shared, own }: ReadClaimText): DocumentClaim {
  const { billingProvider = shared.billingProvider ?? {}, subscriber = {}, payer = shared.payer ?? {} } = own;
  const { billingProvider: _billing, subscriber: _subscriber, payer: _payer, dependent, kind: _kind, ...fields } = own;
  const parties = { billingProvider, subscriber, payer, ...(dependent === undefined ? {} : { dependent }) };
  // The writer checks the values.
  return { parties: parties as unknown as ClaimParties, fields };
}

/** The bytes of each claim, valid until the next one. */
function* claimTexts(
  bytes: Iterable<Uint8Array>,
  starts: readonly number[],
  ends: readonly number[],
): Generator<Uint8Array> {
  let base = 0;
  let next = 0;
  let held: Uint8Array[] = [];
  for (const chunk of bytes) {
    const limit = base + chunk.length;
    for (; next < starts.length && (ends[next] as number) <= limit; next += 1) {
      const part = chunk.subarray(Math.max((starts[next] as number) - base, 0), (ends[next] as number) - base);
      yield held.length === 0 ? part : Buffer.concat([...held, part]);
      held = [];
    }
    const start = starts[next] ?? limit;
    // The next piece may be read into the same memory.
    if (start < limit) held.push(new Uint8Array(chunk.subarray(Math.max(start - base, 0))));
    base = limit;
  }
}

function parsed(text: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(Buffer.from(text.buffer, text.byteOffset, text.length).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The parts around the claims, and the places of the claims. */
export interface DocumentOutline {
  /** For each list of claims, the interchange, group and transaction that must be started before its claims. */
  readonly headers: readonly (readonly ((sink: ClaimSink) => void)[])[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** For each list of claims, how many claims are before it. */
  readonly lists: readonly number[];
}

/**
 * @param trustsLines as for {@link DocumentSplitter}: the claims must be checked, and a failure may be due to the
 * layout alone
 */
export function readOutline(bytes: DocumentBytes, trustsLines = false): Result<DocumentOutline, DocumentFailure> {
  const parts: Buffer[] = [];
  const [starts, ends, lists]: [number[], number[], number[]] = [[], [], []];
  let length = 0;
  const splitter = new DocumentSplitter(
    {
      list: () => lists.push(starts.length),
      claim(start, end) {
        starts.push(start);
        ends.push(end);
      },
      skeleton(part) {
        length += part.length;
        if (length <= skeletonLimit) parts.push(Buffer.from(part));
      },
    },
    trustsLines,
  );
  for (const chunk of bytes()) splitter.push(chunk);
  const fault = splitter.finish();
  if (fault !== undefined) {
    const place = `on line ${lineAt(bytes(), fault.byteOffset)}, at byte ${fault.byteOffset}`;
    return fail({ kind: 'document-malformed', message: `${faultWords[fault.kind]} ${place}` });
  }
  if (length > skeletonLimit) {
    return fail({ kind: 'document-too-large', message: 'the document without its claims has more than 64 MiB' });
  }
  const value = parsed(Buffer.concat(parts));
  if (value === undefined) return fail({ kind: 'document-malformed', message: 'this is not JSON' });
  const place = oddPlace(value);
  if (place === undefined) return ok({ headers: flatHeaders(value as unknown as Skeleton), starts, ends, lists });
  return fail({ kind: 'document-shape', message: expectedAt(place), place });
}

const faultWords: Readonly<Record<SplitFault['kind'], string>> = {
  'comma-missing': 'a comma is missing before the claim',
  'comma-extra': 'there is a surplus comma between claims',
  'claim-missing': 'there is no claim',
  'cut-off': 'the JSON ends too early',
};

/** The line, counted from 1, of a byte of a document. */
function lineAt(bytes: Iterable<Uint8Array>, byteOffset: number): number {
  let [line, left] = [1, byteOffset];
  for (const chunk of bytes) {
    const end = Math.min(left, chunk.length);
    for (let at = 0; at < end; at += 1) if (chunk[at] === 0x0a) line += 1;
    left -= end;
    if (left === 0) break;
  }
  return line;
}

/** What a file of claims must have at a place where this document has something else, or nothing. */
function expectedAt(place: string): string {
  const name = place.slice(place.lastIndexOf('/') + 1);
  if (name === 'delimiters') return 'the delimiters are expected here: element, component, repetition and segment';
  if (name === 'kind') return `the kind is expected here: ${Object.keys(claimForms).join(', ')}`;
  if (/^\d+$/.test(name)) return 'an object is expected here';
  if (/^(?:interchanges|groups|transactions)$/.test(name) || /.\/claims$/.test(place)) return 'a list is expected here';
  return 'a file of claims has no such field; it begins with a list of interchanges';
}

/** The first place where a document does not have the structure of a file of claims. */
function oddPlace(value: Readonly<Record<string, unknown>>): string | undefined {
  const known = new Set(['interchanges']);
  const extra = Object.keys(value).find((name) => !known.has(name));
  if (extra !== undefined) return `/${extra}`;
  return oddItems(value, 'interchanges', '', (interchange, at) => {
    if (!isObject(interchange.delimiters)) return `${at}/delimiters`;
    return oddItems(interchange, 'groups', at, (group, below) =>
      oddItems(group, 'transactions', below, (transaction, place) => {
        if (!Object.hasOwn(claimForms, String(transaction.kind))) return `${place}/kind`;
        return Array.isArray(transaction.claims) ? undefined : `${place}/claims`;
      }),
    );
  });
}

function oddItems(
  of: Readonly<Record<string, unknown>>,
  name: string,
  at: string,
  oddIn: (item: Readonly<Record<string, unknown>>, at: string) => string | undefined,
): string | undefined {
  const list = of[name];
  if (!Array.isArray(list)) return `${at}/${name}`;
  for (const [index, item] of list.entries()) {
    const place = `${at}/${name}/${index}`;
    const odd = isObject(item) ? oddIn(item, place) : place;
    if (odd !== undefined) return odd;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function flatHeaders({ interchanges }: Skeleton): readonly (readonly ((sink: ClaimSink) => void)[])[] {
  const all: ((sink: ClaimSink) => void)[][] = [];
  let before: ((sink: ClaimSink) => void)[] = [];
  for (const { groups, ...interchange } of interchanges) {
    before.push((sink) => sink.interchange(interchange));
    for (const { transactions, ...group } of groups) {
      before.push((sink) => sink.group(group));
      for (const { claims: _claims, ...transaction } of transactions) {
        all.push([...before, (sink) => sink.transaction(transaction)]);
        before = [];
      }
    }
  }
  return all;
}
