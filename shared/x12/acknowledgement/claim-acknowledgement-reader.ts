import { present } from '../../domain/present.ts';
import { addFinding, type Finding, type FindingCode, finding } from '../finding.ts';
import type { InterchangeVisitor, ScannedTransaction, TransactionReader } from '../scanned-interchange.ts';
import { decodeElements } from '../segments.ts';
import type {
  ScannedClaimAcknowledgement,
  ScannedClaimStatus,
  StatedBatch,
  StatedLevel,
  StatedLineStatus,
  StatedParty,
  StatedStatus,
} from './claim-acknowledgement.ts';
import { firstComponents, statedCount, statedDay, trimmedElement } from './elements.ts';

/** The guide of the claim acknowledgement. Other transactions have the number 277, too: answers to status requests, requests for documents. */
const guide = /X(?:214|364)/;

type Open<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type OpenLevel = Omit<Open<StatedLevel>, 'statuses'> & { readonly statuses: StatedStatus[] };
type OpenBatch = OpenLevel & { readonly providers: OpenLevel[] };
type OpenLine = Omit<Open<StatedLineStatus>, 'statuses'> & { readonly statuses: StatedStatus[] };
type OpenClaim = Omit<Open<ScannedClaimStatus>, 'statuses' | 'lines'> & {
  readonly statuses: StatedStatus[];
  readonly lines: OpenLine[];
};

type LevelKind = 'source' | 'receiver' | 'provider' | 'claim';

/** The levels by their code. Some senders use the codes of a subscriber or a dependent for the patient. */
const levels: Readonly<Record<string, LevelKind>> = {
  '20': 'source',
  '21': 'receiver',
  '19': 'provider',
  PT: 'claim',
  '22': 'claim',
  '23': 'claim',
};
const above: Readonly<Record<LevelKind, LevelKind | undefined>> = {
  source: undefined,
  receiver: 'source',
  provider: 'receiver',
  claim: 'provider',
};

/** At most this many batches, providers of a batch, and lines and statuses of a claim are kept. */
const kept = 1000;

class ClaimStatusReader {
  readonly #start: ScannedTransaction;
  readonly #findings: Finding[];
  readonly #visitor: InterchangeVisitor;
  readonly #head: Open<Omit<ScannedClaimAcknowledgement, 'batches' | 'claims'>> = {
    kind: 'claim-acknowledgement',
    reference: '',
    source: undefined,
  };
  readonly #batches: OpenBatch[] = [];
  readonly #numbers = new Map<LevelKind, string>();
  #level: LevelKind | undefined;
  #claim: OpenClaim | undefined;
  #claims = 0;
  isWhole = true;

  constructor(start: ScannedTransaction, findings: Finding[], visitor: InterchangeVisitor) {
    this.#start = start;
    this.#findings = findings;
    this.#visitor = visitor;
  }

  take(bytes: Uint8Array, start: number, end: number, at: number): void {
    const { element } = this.#start.interchange.delimiters;
    const elements = decodeElements(bytes, start, end, String.fromCharCode(element));
    const text = (place: number) => trimmedElement(elements, place);
    switch (text(0)) {
      case 'BHT':
        this.#header(text);
        return;
      case 'HL':
        this.#openLevel(text, at);
        return;
      case 'NM1':
        this.#party(partyOf(text));
        return;
      case 'TRN':
        this.#trace(text(2));
        return;
      case 'STC':
        this.#status(elements, at);
        return;
      case 'QTY':
        this.#quantity(text(1), statedCount(text(2)));
        return;
      case 'REF':
        this.#reference(text(1), text(2));
        return;
      case 'DTP':
        this.#date(text(1), text(3));
        return;
      case 'SVC':
        this.#line(firstComponents(elements, 1, this.#start.interchange.delimiters)[1] ?? '');
        return;
      case 'AMT':
      case 'PER':
        return;
      default:
        this.#note('segment-misplaced', at);
    }
  }

  finish(): void {
    this.#closeClaim();
  }

  content(): ScannedClaimAcknowledgement {
    const batches: readonly StatedBatch[] = this.#batches;
    return { ...this.#head, batches, claims: this.#claims };
  }

  #note(code: FindingCode, at: number): void {
    addFinding(this.#findings, finding(code, at));
  }

  #header(text: (place: number) => string): void {
    const [on, time] = [statedDay(text(4)), text(5)];
    this.#head.reference = text(3);
    if (on !== undefined) this.#head.createdOn = on;
    if (time !== '') this.#head.createdTime = time;
  }

  #openLevel(text: (place: number) => string, at: number): void {
    this.#closeClaim();
    const level = levels[text(3)];
    this.#level = level;
    if (level === undefined) {
      this.#note('status-level-misplaced', at);
      return;
    }
    const parent = above[level];
    if (text(2) !== (parent === undefined ? '' : (this.#numbers.get(parent) ?? ''))) {
      this.#note('status-level-misplaced', at);
    }
    this.#numbers.set(level, text(1));
    if (level === 'receiver') this.#add(this.#batches, { ...emptyLevel(), providers: [] });
    // A provider or a claim that comes before any batch gets an empty batch, so that it is not lost.
    if (level !== 'source' && this.#batches.length === 0) this.#add(this.#batches, { ...emptyLevel(), providers: [] });
    if (level === 'provider') this.#add(this.#batches.at(-1)?.providers ?? [], emptyLevel());
    if (level === 'claim') this.#openClaim(at);
  }

  #add<Item>(list: Item[], item: Item): void {
    if (list.length < kept) list.push(item);
    else this.isWhole = false;
  }

  #openClaim(byteOffset: number): void {
    const batch = this.#batches.at(-1);
    const providerId = batch?.providers.at(-1)?.party?.id;
    this.#claim = {
      index: this.#claims,
      patientControlNumber: '',
      batchTrace: batch?.trace ?? '',
      source: this.#head.source,
      ...present({ createdOn: this.#head.createdOn, createdTime: this.#head.createdTime }),
      ...(providerId === undefined ? {} : { providerId }),
      statuses: [],
      lines: [],
      byteOffset,
    };
  }

  #closeClaim(): void {
    const claim = this.#claim;
    if (claim === undefined) return;
    this.#claim = undefined;
    const batch = this.#batches.at(-1);
    const provider = batch?.providers.at(-1);
    if (batch !== undefined) batch.claims += 1;
    if (provider !== undefined) provider.claims += 1;
    if (claim.patientControlNumber === '') this.#note('status-without-claim', claim.byteOffset);
    this.#visitor.claimStatus?.(claim, this.#start);
    this.#claims += 1;
  }

  /** The level above claims that is open: the last provider, or the batch. */
  #openOf(): OpenLevel | undefined {
    const batch = this.#batches.at(-1);
    return this.#level === 'provider' ? batch?.providers.at(-1) : this.#level === 'receiver' ? batch : undefined;
  }

  #party(party: StatedParty): void {
    if (this.#level === 'source') this.#head.source ??= party;
    const level = this.#openOf();
    if (level !== undefined) level.party ??= party;
  }

  #trace(trace: string): void {
    if (this.#level === 'claim') {
      if (this.#claim !== undefined && this.#claim.patientControlNumber === '')
        this.#claim.patientControlNumber = trace;
      return;
    }
    const level = this.#openOf();
    if (level !== undefined && level.trace === '') level.trace = trace;
  }

  /** One segment contains up to three statuses: in its first element, and in its tenth and eleventh. */
  #status(elements: readonly string[], at: number): void {
    const { delimiters } = this.#start.interchange;
    const stated = [1, 10, 11].map((place) => firstComponents(elements, place, delimiters));
    const [first = []] = stated;
    if ((first[0] ?? '') === '' || (first[1] ?? '') === '') this.#note('status-unreadable', at);
    const on = statedDay(trimmedElement(elements, 2));
    const action = actions[trimmedElement(elements, 3)];
    const message = trimmedElement(elements, 12);
    const own = {
      ...(action === undefined ? {} : { action }),
      ...(on === undefined ? {} : { on }),
      ...(message === '' ? {} : { message }),
    };
    const into = this.#claim?.lines.at(-1)?.statuses ?? this.#claim?.statuses ?? this.#openOf()?.statuses;
    for (const [index, [category = '', code = '', entity = '']] of stated.entries()) {
      if (category === '' || code === '') continue;
      const status = { category, code, ...(entity === '' ? {} : { entity }), ...(index === 0 ? own : {}) };
      if (into !== undefined) this.#add(into, status);
      else this.#note('segment-misplaced', at);
    }
  }

  #quantity(kind: string, count: number | undefined): void {
    const level = this.#openOf();
    if (level === undefined || count === undefined) return;
    if (kind === '90' || kind === 'QA') level.acceptedClaims = count;
    if (kind === 'AA' || kind === 'QC') level.rejectedClaims = count;
  }

  #reference(kind: string, value: string): void {
    const claim = this.#claim;
    const line = claim?.lines.at(-1);
    if (claim === undefined || value === '') return;
    if (line !== undefined) {
      if (kind === 'FJ') line.controlNumber = value;
    } else if (kind === '1K') claim.payerClaimNumber = value;
    else if (kind === 'D9') claim.clearinghouseNumber = value;
  }

  #date(kind: string, value: string): void {
    const on = statedDay(value);
    if (this.#level !== 'source' || on === undefined) return;
    if (kind === '050') this.#head.receivedOn = on;
    if (kind === '009') this.#head.processedOn = on;
  }

  #line(procedure: string): void {
    if (this.#claim !== undefined) this.#add(this.#claim.lines, { controlNumber: '', procedure, statuses: [] });
  }
}

const actions: Readonly<Record<string, 'accept' | 'reject' | undefined>> = { WQ: 'accept', U: 'reject' };

function emptyLevel(): OpenLevel {
  return { party: undefined, trace: '', statuses: [], claims: 0 };
}

function partyOf(text: (place: number) => string): StatedParty {
  const [idKind, id] = [text(8), text(9)];
  return {
    role: text(1),
    name: text(3),
    ...(idKind === '' ? {} : { idKind }),
    ...(id === '' ? {} : { id }),
  };
}

/** Reads a 277CA during the pass over its file. Other transactions with the number 277 are not read here. */
export function openClaimAcknowledgementReader(
  start: ScannedTransaction,
  findings: Finding[],
  visitor: InterchangeVisitor,
): TransactionReader {
  if (!guide.test(start.version)) {
    return {
      segment: () => undefined,
      finish: () => undefined,
      isWhole: () => true,
      content: () => ({ kind: 'other' }),
    };
  }
  const reader = new ClaimStatusReader(start, findings, visitor);
  return {
    // biome-ignore lint/complexity/useMaxParams: for every segment of a file; an object for its arguments would halve the speed
    segment: (_key, bytes, begin, end, _after, base) => reader.take(bytes, begin, end, base + begin),
    finish: () => reader.finish(),
    isWhole: () => reader.isWhole,
    content: () => reader.content(),
  };
}
