import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { convert } from '../../../cli/convert.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { fileOf, sampleClaim, write } from '../x12/837/sample-claim.ts';

/* Synthetic files. */

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'superbill-pages-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Converts a text. Returns the exit code, the messages, and the PDF. */
async function toPages(text: string, out = 'claims.pdf') {
  const [from, to] = [join(folder, 'claims.837'), join(folder, out)];
  writeFileSync(from, text);
  const said: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((words) => said.push(String(words)) > 0);
  try {
    const exitCode = await convert([from, '--to', 'pdf', '--out', to]);
    const pdf = readdirSync(folder).includes(out) ? readFileSync(to) : undefined;
    return { exitCode, said: said.join(''), pdf };
  } finally {
    spy.mockRestore();
  }
}

function sample(...claims: readonly (typeof sampleClaim)[]): string {
  const written = write(fileOf(...claims));
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  return written.value;
}

const [line] = sampleClaim.serviceLines;
/** Seven services, so two pages. */
const long = {
  ...sampleClaim,
  chargeCents: cents(7 * Number(line?.chargeCents)),
  patientControlNumber: 'B',
  serviceLines: Array.from({ length: 7 }, (_, index) => ({
    ...(line as NonNullable<typeof line>),
    controlNumber: `L${index}`,
  })),
};

describe('claims of a file as pages', () => {
  it('are one form after the other, the same bytes for the same file', async () => {
    const text = sample({ ...sampleClaim, patientControlNumber: 'A' }, long);
    const { pdf, exitCode } = await toPages(text);
    expect(exitCode).toBeLessThan(2);
    expect((await PDFDocument.load(pdf ?? new Uint8Array())).getPageCount()).toBe(3);
    expect((await toPages(text, 'again.pdf')).pdf).toEqual(pdf);
  });

  it('report by claim, page and box what the form could not show', async () => {
    const name = { kind: 'organization', name: 'A PLACE WITH A NAME THAT IS LONGER THAN THE BOX OF IT' } as const;
    const billingProvider = { ...sampleClaim.billingProvider, name };
    const { exitCode, said } = await toPages(sample({ ...sampleClaim, billingProvider }));
    expect(exitCode).toBe(1);
    expect(said).toContain('claim 1: page 1, box 33.name: 24 characters cut off [text-cut]');
    expect(said).not.toContain('A PLACE');
  });

  it('are not made from values that no claim file could carry', async () => {
    const json = {
      interchanges: [{ groups: [{ transactions: [{ kind: 'professional', claims: [{ kind: 'professional' }] }] }] }],
    };
    const { exitCode, pdf } = await toPages(JSON.stringify(json));
    expect([exitCode, pdf]).toEqual([2, undefined]);
  });
});

describe('the overview of a file', () => {
  it('goes where --out says, and is what inspect prints', async () => {
    const [from, to] = [join(folder, 'claims.837'), join(folder, 'claims.txt')];
    writeFileSync(from, sample({ ...sampleClaim, patientControlNumber: 'A' }));
    const said: string[] = [];
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((words) => said.push(String(words)) > 0);
    try {
      const exitCode = await convert([from, '--to', 'text', '--out', to]);
      expect(said).toEqual([]);
      expect(await convert([from, '--to', 'text'])).toBe(exitCode);
    } finally {
      spy.mockRestore();
    }
    expect(said.join('')).toContain('1 claim');
    expect(readFileSync(to, 'utf8')).toBe(said.join(''));
  });

  it('is not written when the file cannot be read, or has no place', async () => {
    const [from, to] = [join(folder, 'claims.837'), join(folder, 'none', 'claims.txt')];
    writeFileSync(from, 'no claims');
    const said: string[] = [];
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation((words) => said.push(String(words)) > 0);
    try {
      expect(await convert([from, '--to', 'text', '--out', join(folder, 'claims.txt')])).toBe(2);
      writeFileSync(from, sample(sampleClaim));
      await expect(convert([from, '--to', 'text', '--out', to])).rejects.toThrow(
        'the folder of the output does not exist',
      );
    } finally {
      spy.mockRestore();
    }
    expect(said.join('')).toContain('not readable');
    expect(readdirSync(folder)).toEqual(['claims.837']);
  });

  it('is that of an 837: for JSON it says how to get one', async () => {
    const from = join(folder, 'claims.json');
    writeFileSync(from, '{"interchanges":[]}');
    const said: string[] = [];
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation((words) => said.push(String(words)) > 0);
    try {
      expect(await convert([from, '--to', 'text'])).toBe(2);
    } finally {
      spy.mockRestore();
    }
    expect(said.join('')).toContain('write one from the JSON first, with --to x12');
  });
});
