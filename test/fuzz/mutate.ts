import type { Chance } from '../../simulator/chance.ts';

/** Changes the bytes of a file. Bytes of other files may be spliced in. */
type Mutation = (bytes: Buffer, chance: Chance, others: readonly Buffer[]) => Buffer;

/** Amounts that have broken readers: too large, too precise, not decimal, or not a number. */
const amounts = [
  '9007199254740991',
  '90071992547409.91',
  '90071992547409.92',
  '-90071992547409.91',
  '99999999999999999999.99',
  '0.001',
  '-0',
  '.',
  '-',
  '+5',
  '1e3',
  'NaN',
  '0x10',
  '1,000.00',
  '٣',
  '',
  '-0.01',
  '1'.repeat(400),
] as const;

const elements = [
  ...amounts,
  'CLP',
  'ISA',
  '22',
  '25',
  '1',
  'H',
  'D',
  '__proto__',
  'constructor',
  '{}',
  '\u0000',
  'Ä',
  ':',
  '^',
];

const at = (chance: Chance, bytes: Buffer): number => chance.below(Math.max(1, bytes.length));

function spliced(bytes: Buffer, start: number, length: number, middle: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, start), middle, bytes.subarray(start + length)]);
}

function segmentsOf(bytes: Buffer): string[] {
  return bytes.toString('latin1').split('~');
}

function joined(segments: readonly string[]): Buffer {
  return Buffer.from(segments.join('~'), 'latin1');
}

/** Changes one element of one segment. */
function withElement(bytes: Buffer, chance: Chance, change: (element: string, all: string[]) => string): Buffer {
  const segments = segmentsOf(bytes);
  const index = chance.below(segments.length);
  const parts = (segments[index] ?? '').split('*');
  const position = chance.below(parts.length);
  parts[position] = change(parts[position] ?? '', parts);
  segments[index] = parts.join('*');
  return joined(segments);
}

/** Changes one element that is a number. */
function withNumber(bytes: Buffer, chance: Chance, change: (number: string) => string): Buffer {
  const text = bytes.toString('latin1');
  const found = [...text.matchAll(/(?<=\*)-?\d+(?:\.\d+)?(?=[*~])/g)];
  if (found.length === 0) return bytes;
  const match = found[chance.below(found.length)] as RegExpExecArray;
  return Buffer.from(
    `${text.slice(0, match.index)}${change(match[0])}${text.slice(match.index + match[0].length)}`,
    'latin1',
  );
}

function replaced(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');
}

/** Moves, doubles, drops or replaces one segment. */
const segmentMutation: Mutation = (bytes, chance) => {
  const segments = segmentsOf(bytes);
  const [from, to] = [chance.below(segments.length), chance.below(segments.length)];
  const segment = segments[from] ?? '';
  switch (chance.below(4)) {
    case 0:
      return joined(segments.toSpliced(from, 1));
    case 1:
      return joined(segments.toSpliced(to, 0, segment));
    case 2:
      return joined(segments.toSpliced(from, 1).toSpliced(to, 0, segment));
    default:
      return joined(segments.with(to, segment));
  }
};

const mutations: readonly Mutation[] = [
  // Bytes.
  (bytes, chance) => {
    const changed = Buffer.from(bytes);
    for (let count = 1 + chance.below(6); count > 0 && changed.length > 0; count -= 1)
      changed[at(chance, bytes)] = chance.below(256);
    return changed;
  },
  (bytes, chance) =>
    spliced(
      bytes,
      at(chance, bytes),
      0,
      Buffer.from(Array.from({ length: 1 + chance.below(9) }, () => chance.below(256))),
    ),
  (bytes, chance) => spliced(bytes, at(chance, bytes), 1 + chance.below(30), Buffer.alloc(0)),
  // Segments.
  segmentMutation,
  segmentMutation,
  // Elements.
  (bytes, chance) => withElement(bytes, chance, () => elements[chance.below(elements.length)] as string),
  (bytes, chance) => withElement(bytes, chance, (element) => `${element}*${element}`),
  (bytes, chance) => withElement(bytes, chance, (element, all) => all[chance.below(all.length)] ?? element),
  (bytes, chance) => withElement(bytes, chance, (element) => element.repeat(1 + chance.below(40))),
  // Numbers.
  (bytes, chance) => withNumber(bytes, chance, () => amounts[chance.below(amounts.length)] as string),
  (bytes, chance) => withNumber(bytes, chance, (number) => (number.startsWith('-') ? number.slice(1) : `-${number}`)),
  (bytes, chance) => withNumber(bytes, chance, (number) => String(Number(number) + chance.below(21) - 10)),
  (bytes, chance) => withNumber(bytes, chance, () => '0'),
  // Delimiters: other ones, the same one twice, a letter or a digit, one that occurs in texts.
  (bytes, chance) => replaced(bytes, '*', chance.pick(['|', '^', ':', '~', 'A', '1', ' ', '\u0080'])),
  (bytes, chance) => replaced(bytes, '~', chance.pick(['\n', '\r\n', '*', 'S', '0', '\u001d', '~~', '~\u0000'])),
  (bytes, chance) => replaced(bytes, ':', chance.pick(['>', '*', '~', '9', ''])),
  // The file is cut off, doubled or spliced, or an interchange is put inside another one's data.
  (bytes, chance) => bytes.subarray(0, at(chance, bytes)),
  (bytes, chance) => bytes.subarray(at(chance, bytes)),
  (bytes) => Buffer.concat([bytes, bytes]),
  (bytes, chance, others) => spliced(bytes, at(chance, bytes), 0, others[chance.below(others.length)] ?? bytes),
  (bytes, chance, others) => Buffer.concat([bytes, others[chance.below(others.length)] ?? bytes]),
  (bytes, chance) => spliced(bytes, at(chance, bytes), 0, bytes.subarray(0, 106)),
  // Other encodings.
  (bytes, chance) => {
    const wide = Buffer.from(bytes.toString('latin1'), 'utf16le');
    return chance.percent(50) ? wide : wide.swap16();
  },
  (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
];

/**
 * Changes a file in one to five ways. One time in three the payment is then made to add up again, so that faults inside
 * it reach posting.
 */
export function mutated(source: Buffer, chance: Chance, others: readonly Buffer[]): Buffer {
  let bytes = source;
  for (let count = 1 + chance.below(5); count > 0; count -= 1) {
    const mutation = mutations[chance.below(mutations.length)] as Mutation;
    bytes = mutation(bytes, chance, others);
    // A file that was doubled again and again gives no new cases.
    if (bytes.length > 60_000) bytes = bytes.subarray(0, 60_000);
  }
  return chance.percent(35) ? balancedAgain(bytes) : bytes;
}

/**
 * Sets BPR02 to the sum of the claims and provider-level adjustments, if these can be read and there is only one
 * payment.
 */
function balancedAgain(bytes: Buffer): Buffer {
  const segments = segmentsOf(bytes);
  const cents = (text: string | undefined) => Math.round(Number(text ?? '') * 100);
  let sum = 0;
  for (const segment of segments) {
    const parts = segment.trim().split('*');
    if (parts[0] === 'CLP') sum += cents(parts[4]);
    if (parts[0] === 'PLB') for (let index = 4; index < parts.length; index += 2) sum -= cents(parts[index]);
  }
  const payments = segments.filter((segment) => segment.trim().startsWith('BPR*'));
  if (!Number.isSafeInteger(sum) || sum < 0 || payments.length !== 1) return bytes;
  return joined(
    segments.map((segment) =>
      segment.replace(/^(\s*BPR\*[^*]*\*)[^*]*/, (_, head: string) => `${head}${(sum / 100).toFixed(2)}`),
    ),
  );
}
