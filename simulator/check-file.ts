import { present } from '../shared/domain/present.ts';
import type { StructureFault, StructureFinding } from '../shared/x12/837/validate/structure-finding.ts';
import { validate837 } from '../shared/x12/837/validate/validate-837.ts';
import type {
  AcknowledgedTransaction,
  FunctionalOutcome,
  SegmentError,
} from '../shared/x12/acknowledgement/functional-acknowledgement.ts';
import type { InterchangeAcknowledgement } from '../shared/x12/acknowledgement/interchange-acknowledgement.ts';
import type { WrittenFunctionalAcknowledgement } from '../shared/x12/acknowledgement/write-functional-acknowledgement.ts';
import {
  claimAround,
  type FileOutline,
  type OutlinedGroup,
  type OutlinedInterchange,
  type OutlinedTransaction,
} from './file-outline.ts';

/** A receiver's verdict on a file before it looks at the claims. */
export interface FileVerdict {
  readonly interchanges: readonly InterchangeAcknowledgement[];
  /** Groups of the accepted interchanges. */
  readonly groups: readonly WrittenFunctionalAcknowledgement[];
  /** The accepted transactions, by the offset of their ST. */
  readonly taken: ReadonlySet<number>;
  /** The claims whose charge is not the sum of their lines’, by the offset of their CLM. */
  readonly unbalanced: ReadonlySet<number>;
}

/** An error of a 999 with the number of its segment in the file. */
export interface PlacedError extends SegmentError {
  readonly number: number;
}

interface CheckOptions {
  /** Why an interchange is rejected as a whole, before its content is checked; undefined when it is not. */
  readonly refusal: (interchange: OutlinedInterchange) => string | undefined;
  /** Additional errors. */
  readonly more: readonly PlacedError[];
  /** Whether a transaction is accepted with its errors. */
  readonly tolerates: boolean;
}

/** Checks a file's envelope and structure by its guides, like a payer's gateway. */
export function checkFile(text: string, outline: FileOutline, options: CheckOptions): FileVerdict {
  const findings = validate837(text);
  const interchanges = outline.interchanges.map((interchange) => {
    const note = options.refusal(interchange) ?? envelopeNote(interchange, findings, outline);
    return { interchange, note };
  });
  const taken = new Set<number>();
  const groups = interchanges
    .filter(({ note }) => note === '000')
    .flatMap(({ interchange }) => interchange.groups)
    .map((group) => checkGroup(group, { outline, findings, options, taken }));
  const unbalanced = findings.filter(({ code }) => code === 'charge-unbalanced');
  return {
    interchanges: interchanges.map(({ interchange, note }) => interchangeAnswer(interchange, note)),
    groups,
    taken,
    unbalanced: new Set(unbalanced.map(({ position }) => outline.segments[position - 1]?.byteOffset ?? 0)),
  };
}

function interchangeAnswer({ elements }: OutlinedInterchange, note: string): InterchangeAcknowledgement {
  const [date = '', time = '', controlNumber = ''] = [elements[9], elements[10], elements[13]];
  return { controlNumber, date, time, outcome: note === '000' ? 'accepted' : 'rejected', note };
}

/** The TA1 notes for each element of ISA. */
const headerNotes: Readonly<Record<string, string>> = {
  ...{ '1': '010', '2': '011', '3': '012', '4': '013', '5': '005', '6': '006', '7': '007', '8': '008' },
  ...{ '9': '014', '10': '015', '11': '022', '12': '017', '13': '018', '14': '019', '15': '020', '16': '027' },
};

function envelopeNote(
  interchange: OutlinedInterchange,
  findings: readonly StructureFinding[],
  { segments, interchanges }: FileOutline,
): string {
  const next = interchanges.find(({ first }) => first > interchange.first)?.first ?? segments.length + 1;
  const own = findings.filter(({ position }) => position >= interchange.first && position < next);
  const header = own.find(({ segment }) => segment === 'ISA');
  if (header !== undefined) return headerNotes[header.element ?? ''] ?? '022';
  if (!interchange.hasTrailer) return '023';
  const trailer = own.find(({ segment }) => segment === 'IEA');
  if (trailer !== undefined) return trailer.code === 'count-wrong' ? '021' : '001';
  return '000';
}

interface Checking {
  readonly outline: FileOutline;
  readonly findings: readonly StructureFinding[];
  readonly options: CheckOptions;
  /** Receives the accepted transactions. */
  readonly taken: Set<number>;
}

function checkGroup(group: OutlinedGroup, checking: Checking): WrittenFunctionalAcknowledgement {
  const codes = groupCodes(group, checking);
  const transactions = group.transactions.map((transaction) => checkTransaction(transaction, checking));
  const isTaken = ({ outcome }: AcknowledgedTransaction) => outcome !== 'rejected';
  const accepted = codes.length > 0 ? 0 : transactions.filter(isTaken).length;
  if (codes.length === 0) {
    for (const [index, { byteOffset }] of group.transactions.entries()) {
      if (isTaken(transactions[index] as AcknowledgedTransaction)) checking.taken.add(byteOffset);
    }
  }
  return {
    guide: group.guide,
    groupCode: group.code,
    groupControlNumber: group.controlNumber,
    outcome: outcomeOfGroup(transactions, accepted),
    codes,
    included: group.included,
    received: transactions.length,
    accepted,
    transactions,
  };
}

function outcomeOfGroup(transactions: readonly AcknowledgedTransaction[], accepted: number): FunctionalOutcome {
  if (accepted === 0) return 'rejected';
  if (accepted < transactions.length) return 'partly-accepted';
  return transactions.some(({ outcome }) => outcome === 'accepted-with-errors') ? 'accepted-with-errors' : 'accepted';
}

/** The faults of the group itself. */
function groupCodes({ first, transactions }: OutlinedGroup, { findings, outline }: Checking): string[] {
  const last = transactions.at(-1)?.last ?? first;
  const trailer = outline.segments[last];
  if (trailer?.elements[0] !== 'GE') return ['3'];
  const own = findings.filter(({ position }) => position === first || position === last + 1);
  const codes = own.map(({ segment, element, code }) => {
    if (segment === 'GE') return code === 'count-wrong' ? '5' : '4';
    return element === '1' ? '1' : element === '8' ? '2' : '6';
  });
  return [...new Set(codes)];
}

/** Faults that make the transaction as a whole unusable, with their code of IK502. */
function transactionCode({ code, segment }: StructureFinding): string | undefined {
  if (code === 'guide-unknown') return 'I6';
  if (segment !== 'SE') return undefined;
  return code === 'count-wrong' ? '4' : code === 'control-number-differs' ? '3' : '2';
}

function checkTransaction(
  transaction: OutlinedTransaction,
  { outline, findings, options }: Checking,
): AcknowledgedTransaction {
  const { type, controlNumber, first, last } = transaction;
  // A wrong sum is reported with the claim, in the 277CA.
  const own = findings.filter(
    ({ position, code }) => position >= first && position <= last && code !== 'charge-unbalanced',
  );
  const whole = own.flatMap((found) => transactionCode(found) ?? []);
  const planted = options.more.filter(({ number }) => number >= first && number <= last);
  const found = own.filter((each) => transactionCode(each) === undefined).map((each) => errorOf(each, outline));
  const errors = [...grouped(found), ...planted].map(({ number, ...error }): SegmentError => {
    const patientControlNumber = claimAround(outline, number);
    return { ...error, position: number - first + 1, ...present({ patientControlNumber }) };
  });
  const isWrong = whole.length > 0 || errors.length > 0;
  const isRejected = whole.length > 0 || (errors.length > 0 && !options.tolerates);
  return {
    type,
    controlNumber,
    outcome: isRejected ? 'rejected' : isWrong ? 'accepted-with-errors' : 'accepted',
    codes: [...new Set([...whole, ...(errors.length > 0 ? ['5'] : [])])].slice(0, 5),
    errors,
  };
}

/** The IK304 codes for faults of a segment. */
const segmentCodes: Partial<Record<StructureFault, string>> = {
  'segment-unknown': '2',
  'segment-out-of-order': '7',
  'segment-repeated': '5',
  'segment-missing': '3',
  'loop-missing': 'I7',
};

/** The IK403 codes for faults of an element. */
const elementCodes: Partial<Record<StructureFault, string>> = {
  'element-missing': '1',
  'element-too-short': '4',
  'element-too-long': '5',
  'element-malformed': '6',
  'code-unknown': '7',
  'element-trailing': '3',
  'element-not-used': 'I10',
};

function errorOf({ code, loop, segment, element, position }: StructureFinding, outline: FileOutline): PlacedError {
  const error = {
    number: position,
    position,
    segment,
    ...(loop === '' || loop === 'ST' ? {} : { loop }),
    code: segmentCodes[code] ?? '8',
  };
  const [at, component] = (element ?? '').split('-').map(Number);
  if (element === undefined || at === undefined) return { ...error, elements: [] };
  const { elements = [] } = outline.segments[position - 1] ?? {};
  const text = elements[at] ?? '';
  const value = component === undefined ? text : (text.split(outline.component)[component - 1] ?? '');
  const isDate = code === 'element-malformed' && (segment === 'DTP' || segment === 'DMG');
  return {
    ...error,
    elements: [
      {
        element: at,
        ...present({ component }),
        code: isDate ? '8' : (elementCodes[code] ?? '7'),
        ...(value === '' ? {} : { value: value.slice(0, 99) }),
      },
    ],
  };
}

/** Groups errors in elements of one segment. */
function grouped(errors: readonly PlacedError[]): PlacedError[] {
  const all: PlacedError[] = [];
  for (const error of errors) {
    const last = all.at(-1);
    const isSame = last?.number === error.number && last.code === '8' && error.code === '8';
    if (isSame && error.elements.length > 0)
      all[all.length - 1] = { ...last, elements: [...last.elements, ...error.elements] };
    else all.push(error);
  }
  return all;
}
