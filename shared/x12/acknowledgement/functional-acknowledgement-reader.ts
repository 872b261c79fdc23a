import { addFinding, type Finding, type FindingCode, finding } from '../finding.ts';
import type { ScannedTransaction, TransactionReader } from '../scanned-interchange.ts';
import { decodeElements } from '../segments.ts';
import { firstComponents, statedCount, trimmedElement } from './elements.ts';
import type {
  ElementError,
  FunctionalAcknowledgement,
  FunctionalOutcome,
  SegmentError,
} from './functional-acknowledgement.ts';

/** A value that is being read. */
type Open<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type OpenError = Omit<Open<SegmentError>, 'elements'> & { readonly elements: ElementError[] };
interface OpenTransaction {
  readonly type: string;
  readonly controlNumber: string;
  outcome: FunctionalOutcome | undefined;
  isEnded: boolean;
  codes: readonly string[];
  readonly errors: OpenError[];
}

/** At most this many errors, and transactions, of one acknowledgement are kept. */
const kept = 10_000;

const outcomes: Readonly<Record<string, FunctionalOutcome>> = {
  A: 'accepted',
  E: 'accepted-with-errors',
  P: 'partly-accepted',
  R: 'rejected',
  // Refused because its signature, its encryption or its decryption failed.
  M: 'rejected',
  W: 'rejected',
  X: 'rejected',
};

/** Follows one 997 or 999. The two differ in the names of their segments (AK3 to AK5, IK3 to IK5) only. */
class FunctionalReader {
  readonly #findings: Finding[];
  readonly #delimiters: ScannedTransaction['interchange']['delimiters'];
  readonly #start: number;
  #group = { code: '', controlNumber: '' };
  #end: Pick<FunctionalAcknowledgement, 'outcome' | 'codes' | 'included' | 'received' | 'accepted'> | undefined;
  readonly #transactions: OpenTransaction[] = [];
  #errors = 0;
  isWhole = true;

  constructor(start: ScannedTransaction, findings: Finding[]) {
    this.#findings = findings;
    this.#delimiters = start.interchange.delimiters;
    this.#start = start.byteOffset;
  }

  take(bytes: Uint8Array, start: number, end: number, at: number): void {
    const elements = decodeElements(bytes, start, end, String.fromCharCode(this.#delimiters.element));
    const text = (place: number) => trimmedElement(elements, place);
    switch (text(0)) {
      case 'AK1':
        this.#group = { code: text(1), controlNumber: text(2) };
        return;
      case 'AK2':
        this.#open(text(1), text(2), at);
        return;
      case 'AK3':
      case 'IK3':
        this.#segmentError(text, at);
        return;
      case 'AK4':
      case 'IK4':
        this.#elementError(elements, at);
        return;
      case 'CTX':
        this.#context(elements);
        return;
      case 'AK5':
      case 'IK5':
        this.#endTransaction(text, at);
        return;
      case 'AK9':
        this.#end = {
          outcome: this.#outcome(text(1), at),
          codes: codesFrom(text, 5, 9),
          included: statedCount(text(2)),
          received: statedCount(text(3)),
          accepted: statedCount(text(4)),
        };
        return;
      default:
        this.#note('segment-misplaced', at);
    }
  }

  content(): FunctionalAcknowledgement {
    const transactions = this.#transactions;
    if (this.#group.controlNumber === '') this.#note('acknowledged-group-missing', this.#start);
    if (this.#end === undefined || transactions.some(({ isEnded }) => !isEnded)) {
      this.#note('acknowledged-outcome-missing', this.#start);
    }
    const received = this.#end?.received;
    if (received !== undefined && transactions.length > 0 && received !== transactions.length) {
      this.#note('acknowledged-count-differs', this.#start);
    }
    const empty = { outcome: undefined, codes: [], included: undefined, received: undefined, accepted: undefined };
    return {
      kind: 'functional-acknowledgement',
      groupCode: this.#group.code,
      groupControlNumber: this.#group.controlNumber,
      ...(this.#end ?? empty),
      transactions: transactions.map(({ isEnded: _isEnded, ...transaction }) => transaction),
    };
  }

  #note(code: FindingCode, at: number): void {
    addFinding(this.#findings, finding(code, at));
  }

  #outcome(code: string, at: number): FunctionalOutcome | undefined {
    const outcome = outcomes[code];
    if (outcome === undefined)
      this.#note(code === '' ? 'acknowledged-outcome-missing' : 'acknowledged-code-unknown', at);
    return outcome;
  }

  #open(type: string, controlNumber: string, at: number): void {
    if (!this.#hasRoom(at)) return;
    this.#transactions.push({ type, controlNumber, outcome: undefined, isEnded: false, codes: [], errors: [] });
  }

  #hasRoom(at: number): boolean {
    this.#errors += 1;
    if (this.#errors <= kept) return true;
    if (this.isWhole) this.#note('acknowledged-too-much', at);
    this.isWhole = false;
    return false;
  }

  #segmentError(text: (place: number) => string, at: number): void {
    const transaction = this.#transactions.at(-1);
    if (transaction === undefined) {
      this.#note('segment-misplaced', at);
      return;
    }
    if (!this.#hasRoom(at)) return;
    const [loop, code] = [text(3), text(4)];
    transaction.errors.push({
      segment: text(1),
      position: statedCount(text(2)) ?? 0,
      ...(loop === '' ? {} : { loop }),
      ...(code === '' ? {} : { code }),
      elements: [],
    });
  }

  #elementError(elements: readonly string[], at: number): void {
    const error = this.#transactions.at(-1)?.errors.at(-1);
    if (error === undefined) {
      this.#note('segment-misplaced', at);
      return;
    }
    if (!this.#hasRoom(at)) return;
    const [element, component, repetition] = firstComponents(elements, 1, this.#delimiters).map(statedCount);
    const reference = trimmedElement(elements, 2);
    const value = trimmedElement(elements, 4);
    error.elements.push({
      element: element ?? 0,
      ...(component === undefined ? {} : { component }),
      ...(repetition === undefined ? {} : { repetition }),
      ...(reference === '' ? {} : { reference }),
      code: trimmedElement(elements, 3),
      ...(value === '' ? {} : { value }),
    });
  }

  /**
   * The context that names a claim: a business unit (`CLM01:number`). Other contexts, such as the reason why a rule
   * applies, name no claim.
   */
  #context(elements: readonly string[]): void {
    const error = this.#transactions.at(-1)?.errors.at(-1);
    const [name = '', value = ''] = firstComponents(elements, 1, this.#delimiters);
    if (error !== undefined && name === 'CLM01' && value !== '') error.patientControlNumber = value;
  }

  #endTransaction(text: (place: number) => string, at: number): void {
    const transaction = this.#transactions.at(-1);
    if (transaction === undefined) {
      this.#note('segment-misplaced', at);
      return;
    }
    transaction.outcome = this.#outcome(text(1), at);
    transaction.isEnded = true;
    transaction.codes = codesFrom(text, 2, 6);
  }
}

function codesFrom(text: (place: number) => string, first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => text(first + index)).filter((code) => code !== '');
}

/** Reads a 997 or 999 during the pass over its file. */
export function openFunctionalAcknowledgementReader(start: ScannedTransaction, findings: Finding[]): TransactionReader {
  const reader = new FunctionalReader(start, findings);
  return {
    // biome-ignore lint/complexity/useMaxParams: for every segment of a file; an object for its arguments would halve the speed
    segment: (_key, bytes, begin, end, _after, base) => reader.take(bytes, begin, end, base + begin),
    finish: () => undefined,
    isWhole: () => reader.isWhole,
    content: () => reader.content(),
  };
}
