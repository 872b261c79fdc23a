import type { ProfessionalClaim } from '../../../domain/claim/professional-claim.ts';
import type { Measurement } from '../../../domain/claim/professional-detail.ts';
import { attachmentTexts } from '../claim-people.ts';
import type { BoxTexts } from '../fill-boxes.ts';
import { plain } from '../paper-text.ts';
import { isForMedicare, medicareRemarks } from './fill-medicare.ts';

/** The widths of box 19’s two lines. */
const above = 23;
const below = 48;

/**
 * Box 19: what a payer returns the claim without, then what helps. To Medicare first what its manual asks there (chapter
 * 26, 10.4, item 19), results of blood tests and descriptions of services among it, then notes, and last the numbers of
 * documents, of which the manual says nothing. To others test results, the numbers of documents, and notes with their
 * kind before them (`NTEADD`), as the NUCC’s instructions for item 19 want it. Three spaces between them.
 */
export function remarkBoxes(claim: ProfessionalClaim): BoxTexts {
  const notes = claim.notes ?? [];
  const parts = isForMedicare(claim)
    ? [...medicareRemarks(claim, testTexts(claim)), ...notes.map(({ text }) => plain(text)), ...attachmentTexts(claim)]
    : [...testTexts(claim), ...attachmentTexts(claim), ...notes.map(({ kind, text }) => `NTE${kind}${plain(text)}`)];
  return inTwoLines(parts.join('   '));
}

/** The line below alone if it has room; else the text begins above, at a word if the rest then has room below. */
function inTwoLines(text: string): BoxTexts {
  if (text.length <= below) return { '19': text };
  const atWord = text.lastIndexOf(' ', above);
  const at = atWord > 0 && text.slice(atWord).trimStart().length <= below ? atWord : above;
  return { '19.above': text.slice(0, at).trimEnd(), '19': text.slice(at).trimStart() };
}

/**
 * Results of tests, which Medicare wants on claims of drugs against anemia: `TR/R1/9.0` hemoglobin, `TR/R2/27.0`
 * hematocrit, with one decimal (MLN Matters MM5699).
 */
function testTexts({ serviceLines }: ProfessionalClaim): readonly string[] {
  const measured = serviceLines.flatMap(({ measurements = [] }) => measurements);
  return [...new Set(measured.filter(isTest).map(testText))];
}

const isTest = ({ reference, kind }: Measurement): boolean => reference === 'TR' && kind.startsWith('R');

function testText({ reference, kind, value }: Measurement): string {
  const [whole = '', decimals = ''] = value.split('.');
  return `${reference}/${kind}/${whole === '' ? '0' : whole}.${decimals.slice(0, 1) || '0'}`;
}
