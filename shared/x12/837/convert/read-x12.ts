import type { ClaimKind } from '../../../domain/claim/claim.ts';
import { present } from '../../../domain/present.ts';
import type { Delimiters } from '../../envelope.ts';
import type { Fields } from '../../loops/element-rules.ts';
import { type LoopEnded, LoopReader } from '../../loops/read-loops.ts';
import { SegmentCells } from '../../loops/segment-cells.ts';
import { type InterchangePass, openInterchangePass } from '../../read-interchanges.ts';
import type {
  ScannedGroup,
  ScannedInterchange,
  ScannedTransaction,
  TransactionReader,
} from '../../scanned-interchange.ts';
import { type ScanWithin, SegmentScanner, segmentKey } from '../../segment-scanner.ts';
import { type ClaimLevelNodes, type ClaimParties, partiesBelow, partiesOf } from '../all-forms/claim-tree.ts';
import { patientFindings } from '../all-forms/form-of.ts';
import { claimFinding } from '../claim-finding.ts';
import { claimForms } from '../claim-forms.ts';
import { guideFinding } from '../read-file.ts';
import { loopId } from '../scrub/loop-ids.ts';
import type {
  ClaimSink,
  DocumentGroup,
  DocumentInterchange,
  DocumentTransaction,
  TransactionSink,
} from './claim-document.ts';

/** A finding about the file, with its place: the claim, and the loop by the guide's number. Never a value. */
export interface PlacedFinding {
  readonly code: string;
  readonly message: string;
  readonly byteOffset: number;
  readonly loop?: string;
  /** The claim, counted from 1 through the file. */
  readonly claim?: number;
}

const claimKey = segmentKey('CLM');

/** The loop of a billing provider's level, and its depth in the transaction. */
const [billingLevel, billingDepth] = ['billing provider level', 1];

/** Loops that are released when they end. */
const released: ReadonlySet<string> = new Set(['claim', 'dependent', 'subscriber', billingLevel]);

type Remark = (found: PlacedFinding) => void;

/** Reads the claims of transactions, one after the other, and counts them. */
class ClaimReading {
  claims = 0;
  readonly sink: TransactionSink;
  readonly remark: Remark;

  constructor(sink: TransactionSink, remark: Remark) {
    this.sink = sink;
    this.remark = remark;
  }
}

/**
 * Starts reading a file of claims of any form, with any number of interchanges, groups and transactions, claim by claim. It holds one claim
 * and the levels around it, whatever the file.
 */
export function openClaimPass(sink: ClaimSink, remark: Remark): InterchangePass {
  const reading = new ClaimReading(sink, remark);
  return openEnvelopePass(sink, remark, (start) => openClaimReader(start, reading));
}

/** Reads the content of one transaction, whose envelope is known, from the bytes between ST and SE. */
export class TransactionPass {
  readonly #reader: TransactionReader;
  readonly #scanner: SegmentScanner;
  readonly #reading: ClaimReading;

  /** @param place where the bytes begin in the file, and the memory that one pass after the other uses */
  constructor(
    start: ScannedTransaction,
    place: Pick<ScanWithin, 'byteOffset' | 'memory'>,
    sink: TransactionSink,
    remark: Remark,
  ) {
    this.#reading = new ClaimReading(sink, remark);
    const reader = openClaimReader(start, this.#reading);
    this.#reader = reader;
    this.#scanner = new SegmentScanner(
      {
        interchange: () => undefined,
        // What the scanner remarks about the file's bytes, the pass over its envelope has remarked.
        remark: () => undefined,
        window: (limit) => reader.window?.(limit),
        segment: reader.segment,
      },
      { delimiters: start.interchange.delimiters, ...place },
    );
  }

  /** Where to put the next bytes; then call `filled`. */
  space(): Uint8Array {
    return this.#scanner.space();
  }

  filled(count: number): void {
    this.#scanner.filled(count);
  }

  /** @returns the number of claims */
  finish(end: number): number {
    this.#scanner.finish();
    this.#reader.finish(end);
    return this.#reading.claims;
  }
}

/**
 * Starts reading the envelope of a file of claims.
 * @param openReader reads the content of each 837
 */
export function openEnvelopePass(
  sink: Pick<ClaimSink, 'interchange' | 'group'>,
  remark: Remark,
  openReader: (start: ScannedTransaction) => TransactionReader,
): InterchangePass {
  let isInGroup = false;
  return openInterchangePass(
    {
      interchange(interchange) {
        isInGroup = false;
        sink.interchange(interchangeOf(interchange));
      },
      group(group) {
        isInGroup = true;
        sink.group(groupOf(group.elements));
      },
      // A finding says that the group is missing.
      transaction() {
        if (!isInGroup) sink.group(groupOf([]));
        isInGroup = true;
      },
      finding: remark,
      transactionEnd: ({ type, byteOffset, findings }) => {
        if (type !== '837') remark(claimFinding('transaction-not-837', byteOffset));
        for (const found of findings) remark(found);
      },
    },
    new Map([['837', openReader]]),
  );
}

/** The form whose guides have the version. For an unknown version it is the professional form, with a finding. */
function kindOf(version: string): ClaimKind {
  const kinds = Object.keys(claimForms) as ClaimKind[];
  return kinds.find((kind) => !claimForms[kind].otherGuides.test(version)) ?? 'professional';
}

function openClaimReader(start: ScannedTransaction, reading: ClaimReading): TransactionReader {
  const { version, controlNumber, interchange, byteOffset } = start;
  const { sink } = reading;
  const kind = kindOf(version);
  const form = claimForms[kind];
  let isInClaim = false;
  const findings = {
    length: 0,
    push(found: { readonly code: string; readonly message: string; readonly byteOffset: number }): void {
      findings.length += 1;
      const { loop, isInLine } = reader.place;
      const claim = isInClaim ? reading.claims + 1 : undefined;
      reading.remark({ ...found, ...present({ loop: loopId(kind, loop, isInLine), claim }) });
    },
  };
  let begun = false;
  const begin = (header: Fields): void => {
    if (begun) return;
    begun = true;
    const { billingProviders: _levels, ...rest } = header;
    sink.transaction({ kind, controlNumber, guide: version, ...rest } as unknown as DocumentTransaction);
  };
  const parties = new HeldParties();
  const ended: LoopEnded = ({ loop, fields, byteOffset: at }, allAround) => {
    if (loop.name !== 'claim') return;
    const [transaction = {}, billing = {}, subscriber = {}, dependent] = allAround();
    begin(transaction);
    const levels = { billing, subscriber, dependent } as unknown as ClaimLevelNodes;
    const theirs = parties.of(levels, reader.changedBy(billingDepth));
    for (const code of patientFindings(theirs, levels.subscriber.isPatient ?? false)) {
      findings.push(claimFinding(code, at));
    }
    sink.claim(theirs, fields);
    reading.claims += 1;
    isInClaim = false;
  };
  const reader = new LoopReader(form.transactionLoop, byteOffset, { findings, ended, released });
  const cells = new SegmentCells(interchange.delimiters, findings);
  const odd = guideFinding(start, form);
  if (odd !== undefined) findings.push(odd);
  return {
    window: (limit) => cells.window(limit),
    // biome-ignore lint/complexity/useMaxParams: for every segment of a file; an object for its arguments would halve the speed
    segment(key, bytes, from, end, after, base) {
      if (key === claimKey) isInClaim = true;
      cells.mark(key, base + from, base + after);
      cells.split(bytes, from, end);
      reader.take(cells);
      if (key === claimKey && cells.parts(5) === 1 && otherSeparator.test(cells.element(5))) {
        findings.push(claimFinding('component-separator-differs', base + from));
      }
    },
    finish: () => begin(reader.finish()),
    content: () => ({ kind: 'other' }),
    isWhole: () => true,
  };
}

/**
 * CLM05 as one component although it has three (`11>B>1`): the claim uses another component separator than the header
 * says.
 */
const otherSeparator = /^[0-9A-Z]{1,2}([^0-9A-Za-z])[AB]\1[0-9A-Z]$/;

/**
 * The parties of the last claim. Adjacent claims get the same objects, because a sink recognises shared parties by
 * identity.
 */
class HeldParties {
  #at: object | undefined;
  #billing: object | undefined;
  #changedBy = 0;
  #parties: ClaimParties | undefined;

  /** @param changedBy the segment that last changed the billing provider */
  of(levels: ClaimLevelNodes, changedBy: number): ClaimParties {
    const { billing, subscriber, dependent } = levels;
    const at = dependent ?? subscriber;
    const last = this.#parties;
    if (last !== undefined && this.#at === at) return last;
    const isSameBilling = last !== undefined && this.#billing === billing && this.#changedBy === changedBy;
    this.#at = at;
    this.#billing = billing;
    this.#changedBy = changedBy;
    this.#parties = isSameBilling ? partiesBelow(last.billingProvider, levels) : partiesOf(levels);
    return this.#parties;
  }
}

const character = (byte: number): string => String.fromCharCode(byte);

/** Version 4010 has no repetitions; the written file has a separator for them. */
function repetitionOf({ repetition, element, component, segment }: Delimiters): string {
  if (repetition !== -1) return character(repetition);
  return ['^', '!', '|'].find((each) => ![element, component, segment].includes(each.charCodeAt(0))) ?? '^';
}

function interchangeOf({ elements, delimiters, version }: ScannedInterchange): DocumentInterchange {
  const at = (index: number): string => elements[index] ?? '';
  const pair = (first: number) =>
    at(first) === '00' && at(first + 1) === '' ? undefined : { qualifier: at(first), text: at(first + 1) };
  return {
    senderQualifier: at(5),
    senderId: at(6),
    receiverQualifier: at(7),
    receiverId: at(8),
    controlNumber: at(13),
    date: at(9),
    time: at(10),
    version,
    usage: at(15),
    acknowledgmentRequested: at(14) === '1',
    ...present({ authorization: pair(1), security: pair(3) }),
    delimiters: {
      element: character(delimiters.element),
      component: character(delimiters.component),
      repetition: repetitionOf(delimiters),
      segment: character(delimiters.segment),
    },
  };
}

function groupOf(elements: ScannedGroup['elements']): DocumentGroup {
  const at = (index: number): string => elements[index] ?? '';
  return {
    applicationSender: at(2),
    applicationReceiver: at(3),
    date: at(4),
    time: at(5),
    controlNumber: at(6),
    version: at(8),
  };
}
