import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Attributes = Readonly<Record<string, AttributeValue>>;

/** The attributes of an item in each of the two indexes (keys only). */
const projections = [
  ['pk', 'sk', 'g1pk', 'g1sk'],
  ['pk', 'sk', 'g2pk', 'g2sk'],
] as const;

const kilobyte = 1024;

/**
 * The size of an item by DynamoDB's published rules ("Item sizes and formats"): the UTF-8 bytes of each attribute's
 * name and value. A number takes about one byte per two significant digits, and one more. True, false and null take one
 * byte. A list or map takes three bytes, and one more per element, besides its elements.
 */
export function itemSize(item: Attributes): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.L !== undefined) return value.L.reduce((sum, each) => sum + 1 + valueSize(each), 3);
  if (value.M !== undefined) {
    return Object.entries(value.M).reduce(
      (sum, [name, each]) => sum + 1 + Buffer.byteLength(name) + valueSize(each),
      3,
    );
  }
  return 1;
}

function numberSize(text: string): number {
  if (text.length === 1) return text === '0' ? 1 : 2;
  const digits = text
    .replace(/e.*$/i, '')
    .replace(/\D/g, '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

/** Write units of an item: one per kilobyte of the larger of its two versions. In a transaction they count twice. */
export function writeUnits(before: Attributes | undefined, after: Attributes | undefined): number {
  const size = Math.max(before === undefined ? 0 : itemSize(before), after === undefined ? 0 : itemSize(after));
  return Math.max(1, Math.ceil(size / kilobyte));
}

/**
 * Write units for the rows of an item in the keys-only indexes. In each index it takes one to add a row and one to
 * remove it, so two when its key changes, and none when nothing changes there. Indexes are written after the
 * transaction, at the usual price.
 */
export function indexUnits(before: Attributes | undefined, after: Attributes | undefined): number {
  return projections.reduce((sum, projected) => {
    const [left, right] = [rowOf(before, projected), rowOf(after, projected)];
    return left?.text === right?.text ? sum : sum + (left?.units ?? 0) + (right?.units ?? 0);
  }, 0);
}

function rowOf(
  item: Attributes | undefined,
  projected: (typeof projections)[number],
): { readonly text: string; readonly units: number } | undefined {
  const [, , partition, sort] = projected;
  if (item?.[partition] === undefined || item[sort] === undefined) return undefined;
  const row = Object.fromEntries(projected.map((name) => [name, item[name] as AttributeValue]));
  return { text: JSON.stringify(row), units: Math.max(1, Math.ceil(itemSize(row) / kilobyte)) };
}

/**
 * Read units: one per four kilobytes for a consistent read, otherwise half of that. Reading a missing item costs one
 * read too.
 */
export function readUnits(bytes: number, isConsistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / (4 * kilobyte))) * (isConsistent ? 1 : 0.5);
}
