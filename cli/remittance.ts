import { remittanceDocument } from '../shared/document/remittance-document.ts';
import { textPages } from '../shared/document/text-pages.ts';
import { shownRemittance } from '../shared/x12/835/show-remittance.ts';
import { findRemittances, readRange } from './find-remittances.ts';
import { fileProblems, withFile } from './open-file.ts';
import { writeOutput } from './output-file.ts';
import { askedBy, onlyWord, readOptions, UsageProblem } from './read-options.ts';

const usage = 'Usage: superbill remittance FILE --text | --pdf OUT\n';

/** At most this many claims in one document: the whole document is laid out in memory. */
const claimLimit = 20_000;

/**
 * `superbill remittance FILE --text | --pdf OUT`: shows every remittance of a file as a biller reads it, as pages of text on
 * standard output, or as a PDF file.
 * @returns 0 when everything is shown, 1 when the file could not be read to its end, 2 when nothing could be shown
 */
export async function remittance(words: readonly string[]): Promise<number> {
  const asked = askedBy(usage, words, () => readWords(words));
  if (typeof asked === 'number') return asked;
  const { file, out } = asked;
  const read = withFile(file, 'file', readDocument);
  if (!read.ok) return refuse(fileProblems[read.failure.kind]);
  const { document, problem, exitCode } = read.value;
  if (problem !== undefined) process.stderr.write(`superbill remittance: ${problem}\n`);
  if (document === undefined) return exitCode;
  if (out !== undefined) {
    const { pdfPages } = await import('../shared/document/pdf-pages.ts');
    writeOutput(out, await pdfPages(document), file);
  } else process.stdout.write(textPages(document));
  return exitCode;
}

/**
 * `out` is the file for the PDF; without it, the pages are text.
 * @throws UsageProblem when the words ask for something that the command cannot do
 */
function readWords(words: readonly string[]): { readonly file: string; readonly out: string | undefined } {
  const options = { text: { type: 'boolean', default: false }, pdf: { type: 'string' } } as const;
  const { values, positionals } = readOptions({ args: [...words], allowPositionals: true, options });
  if (values.text === (values.pdf !== undefined)) throw new UsageProblem('it takes either --text or --pdf OUT');
  return { file: onlyWord('file', positionals), out: values.pdf };
}

function refuse(reason: string): number {
  process.stderr.write(`superbill remittance: ${reason}\n`);
  return 2;
}

interface Reading {
  readonly document?: ReturnType<typeof remittanceDocument>;
  readonly problem?: string;
  readonly exitCode: 0 | 1 | 2;
}

function readDocument(descriptor: number): Reading {
  const { remittances, stopped } = findRemittances(descriptor);
  if (remittances.length === 0) return { problem: stopped ?? 'the file holds no remittance', exitCode: 2 };
  const claims = remittances.reduce((sum, found) => sum + found.claims, 0);
  if (claims > claimLimit) {
    return {
      problem: `the file holds ${claims} claims; a document takes ${claimLimit}. See superbill explain`,
      exitCode: 2,
    };
  }
  const shown = remittances.map((found) => {
    const bytes = readRange(descriptor, found);
    return shownRemittance(bytes, found.delimiters, found.byteOffset, found.findings);
  });
  const document = remittanceDocument(shown);
  return stopped === undefined
    ? { document, exitCode: 0 }
    : { document, problem: `reading stopped: ${stopped}`, exitCode: 1 };
}
