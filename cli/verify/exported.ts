import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import * as z from 'zod';

/** The export of a ledger: what `superbill books export` writes and `superbill verify` reads. */
export const exportNames = {
  /** One ledger entry per line. */
  ledger: 'ledger.jsonl',
  /** One payment (ST) per line, with its place in its file. */
  remittances: 'remittances.jsonl',
  totals: 'totals.json',
  /** The payers' raw files, each under its SHA-256. */
  files: 'files',
} as const;

const centsSchema = z.int();

const legSchema = z.object({
  account: z.string(),
  cents: centsSchema,
  payerId: z.string().exactOptional(),
  share: z.int().exactOptional(),
  line: z.int().exactOptional(),
  reason: z.string().exactOptional(),
  reference: z.string().exactOptional(),
});

const noteSchema = z.object({
  meaning: z.string(),
  reason: z.string(),
  cents: centsSchema,
  line: z.int().exactOptional(),
});

const entrySchema = z.object({
  id: z.string(),
  kind: z.string(),
  remittanceId: z.string().exactOptional(),
  reverses: z.array(z.string()).exactOptional(),
  reversesPart: z.string().exactOptional(),
  adjudication: z.object({ payerId: z.string(), share: z.int() }).exactOptional(),
  source: z
    .object({
      fileSha256: z.string().regex(/^[0-9a-f]{64}$/),
      interchangeControlNumber: z.string(),
      groupControlNumber: z.string(),
      transactionControlNumber: z.string(),
      byteOffset: z.int().min(0),
      byteLength: z.int().min(0),
      element: z.string(),
    })
    .exactOptional(),
  notes: z.array(noteSchema).exactOptional(),
  legs: z.array(legSchema),
});

const remittanceSchema = z.object({
  id: z.string(),
  fileSha256: z.string().regex(/^[0-9a-f]{64}$/),
  paymentIndex: z.int().min(0),
  state: z.string(),
});

const totalsSchema = z.object({
  accounts: z.array(z.object({ account: z.string(), balanceCents: centsSchema })),
  totalCents: centsSchema,
});

export type Leg = z.output<typeof legSchema>;
export type Entry = z.output<typeof entrySchema>;
export type Source = NonNullable<Entry['source']>;
export type ExportedRemittance = z.output<typeof remittanceSchema>;
export type Totals = z.output<typeof totalsSchema>;

/** Thrown when the export itself cannot be read: the ledger is then neither proven nor disproved. */
export class ExportUnreadable extends Error {
  override readonly name = 'ExportUnreadable';
}

/** The entries of an export, one by one. @throws ExportUnreadable */
export function readEntries(file: string): AsyncGenerator<Entry, void, undefined> {
  return readLines(file, entrySchema);
}

/** The payments of an export. @throws ExportUnreadable */
export function readRemittances(file: string): AsyncGenerator<ExportedRemittance, void, undefined> {
  return readLines(file, remittanceSchema);
}

/** The account totals of an export. @throws ExportUnreadable */
export function parseTotals(text: string, file: string): Totals {
  return parse(text, totalsSchema, `${file} does not hold account totals`);
}

async function* readLines<Line>(file: string, schema: z.ZodType<Line>): AsyncGenerator<Line, void, undefined> {
  let number = 0;
  try {
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      number += 1;
      if (text !== '') yield parse(text, schema, `line ${number} of ${file} cannot be read`);
    }
  } catch (error) {
    if (error instanceof ExportUnreadable || (error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new ExportUnreadable(`${file} cannot be read`);
  }
}

function parse<Value>(text: string, schema: z.ZodType<Value>, otherwise: string): Value {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new ExportUnreadable(otherwise);
  }
}
