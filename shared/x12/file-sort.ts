import { present } from '../domain/present.ts';
import { documentTypeOf } from '../domain/received-document/received-document.ts';
import { ElementIndex } from './element-index.ts';
import type { InterchangeHeader } from './envelope.ts';
import { SegmentScanner, type SegmentSink, segmentKey } from './segment-scanner.ts';
import { decodeText } from './segments.ts';
import { openUnfolding } from './unfold.ts';

/** The kind of a file, by its content, because payers' names and folders say little. */
export interface FileSort {
  readonly kind: 'remittance' | 'acknowledgement' | 'inquiry-answer' | 'claims' | 'other-transaction' | 'no-x12';
  /** The types of its transactions, each once: `835`, `999`, `277`, `TA1`, … At most 20. */
  readonly transactions: readonly string[];
  /** Whether every interchange has its trailer. Without one, the file may still be being written. */
  readonly isComplete: boolean;
  /** Whether its beginning is readable text: a file that is not X12 may then be a payer's report. */
  readonly isText: boolean;
  /** A fax or a scan, by its first bytes. */
  readonly document?: 'application/pdf' | 'image/tiff';
  /** Whether a PDF lacks its end: it may still be being written. */
  readonly isCutOff?: true;
}

/** Takes a file in pieces and says what kind it is. */
export interface FileSorter {
  push(bytes: Uint8Array): void;
  finish(): FileSort;
}

const transactionKey = segmentKey('ST');
const acknowledgementKey = segmentKey('TA1');
const trailerKey = segmentKey('IEA');
const transactionsListed = 20;
/** How many bytes at the beginning decide whether a file is text. */
const lookedAt = 4096;
/** A PDF ends with its mark in the last 1,024 bytes; readers take it there (ISO 32000-1, annex H). */
const endLookedAt = 1024;

/**
 * The answers to a claim file: TA1 (interchange), 997 and 999 (implementation acknowledgement), 277 (005010X214, the claim
 * acknowledgement). A 277 that answers a status inquiry, or requests documents, says so in ST.
 */
const acknowledgements: ReadonlySet<string> = new Set(['TA1', '997', '999', '277']);

/** Starts to sort a file. Holds little more than one mebibyte. Never throws, whatever the input. */
export function openFileSorter(): FileSorter {
  const transactions = new Set<string>();
  const elements = new ElementIndex();
  let separator = 0;
  let interchanges = 0;
  let trailers = 0;
  /** Whether the file has anything other than answers to inquiries. */
  let hasOthers = false;
  const add = (type: string): void => {
    if (transactions.size < transactionsListed) transactions.add(type);
  };
  const sink: SegmentSink = {
    interchange: (header: InterchangeHeader) => {
      interchanges += 1;
      separator = header.element;
    },
    segment: (key, bytes, start, end) => {
      if (key === trailerKey) trailers += 1;
      else if (key === acknowledgementKey) {
        add('TA1');
        hasOthers = true;
      } else if (key === transactionKey) {
        elements.split(bytes, start, end, separator);
        const text = (at: number) =>
          elements.has(at) ? decodeText(bytes, elements.start(at), elements.end(at)).trim() : '';
        add(text(1).slice(0, 3));
        hasOthers ||= !isInquiryAnswer(text(1), text(3));
      }
    },
    remark: () => undefined,
  };
  const scanner = new SegmentScanner(sink);
  const unfolding = openUnfolding(scanner, () => undefined);
  const beginning = new Uint8Array(lookedAt);
  let seen = 0;
  let end = Buffer.alloc(0);
  return {
    push: (bytes) => {
      end = Buffer.concat([end, bytes.subarray(-endLookedAt)]).subarray(-endLookedAt);
      const part = bytes.subarray(0, lookedAt - seen);
      beginning.set(part, seen);
      seen += part.length;
      unfolding.push(bytes);
    },
    finish: () => {
      unfolding.finish();
      scanner.finish();
      const document = documentTypeOf(beginning.subarray(0, seen));
      const isCutOff = document === 'application/pdf' && !end.includes('%%EOF');
      return {
        kind: transactions.size > 0 && !hasOthers ? 'inquiry-answer' : kindOf(interchanges, transactions),
        transactions: [...transactions],
        isComplete: trailers >= interchanges,
        isText: isReadable(beginning.subarray(0, seen)),
        ...present({ document }),
        ...(isCutOff ? { isCutOff } : {}),
      };
    },
  };
}

/**
 * Whether a transaction answers an inquiry about eligibility, a claim, or a prior authorisation; or requests documents.
 */
function isInquiryAnswer(type: string, guide: string): boolean {
  return type === '271' || type === '278' || (type === '277' && /^(?:005010X21[23]|006020X313)/.test(guide));
}

/**
 * Whether bytes are text: no control characters but white space and page breaks. Compressed or encrypted files and PDFs
 * are not.
 */
function isReadable(bytes: Uint8Array): boolean {
  const isPdf = bytes[0] === 0x25 && bytes[1] === 0x50 && bytes[2] === 0x44 && bytes[3] === 0x46;
  return bytes.length > 0 && !isPdf && bytes.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

function kindOf(interchanges: number, transactions: ReadonlySet<string>): FileSort['kind'] {
  if (interchanges === 0) return 'no-x12';
  // A file with a remittance counts as a remittance file, even if it has other transactions; the import reports these.
  if (transactions.has('835')) return 'remittance';
  const isAnswer = transactions.size > 0 && [...transactions].every((type) => acknowledgements.has(type));
  if (isAnswer) return 'acknowledgement';
  // A file with claims counts as a claim file, even if it has other transactions; these are reported as a finding.
  return transactions.has('837') ? 'claims' : 'other-transaction';
}
