import type { PtpRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type LocalDate, parseCompactDate } from '../../domain/time/local-date.ts';
import type { CodeSetFault, CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { faultAt } from '../read/fault.ts';
import { type FileLine, linesOf } from '../read/lines.ts';
import { oneRow, rowsOfEach } from '../read/rows.ts';
import { quarterRelease } from './quarters.ts';

/**
 * NCCI procedure-to-procedure edits: `ccipra-v323r0-f1.txt` for practitioners, `ccioph-…` for outpatient hospitals,
 * each in four parts. Tab separated: column 1, column 2, `*` if in existence before 1996, effective day, deletion day
 * or `*`, modifier indicator, rationale. Title lines, and headers over several lines, come first. The two settings have
 * the same layout, so the name distinguishes them.
 */
const headers = /^Column 1(?: Code)?[^\S\n]*\tColumn 2/im;

export const ncciPtpPractitioner = ptpFormat('ncci-ptp-practitioner', /ccipra/i);
export const ncciPtpOutpatient = ptpFormat('ncci-ptp-outpatient', /ccioph/i);

function ptpFormat(kind: 'ncci-ptp-practitioner' | 'ncci-ptp-outpatient', name: RegExp): CodeSetFormat<PtpRow> {
  return {
    kind,
    recognises: (head) => name.test(head.name) && headers.test(head.text),
    stated: ptpRelease,
    parts: { needed: ['f1', 'f2', 'f3', 'f4'], of: (head) => /-(f[1-9])\b/i.exec(head.name)?.[1]?.toLowerCase() },
    read: readPairs,
    tables: [
      {
        name: 'rows',
        columns: {
          column1: 'TEXT',
          column2: 'TEXT',
          from: 'DATE',
          to: 'DATE',
          modifierIndicator: 'TEXT',
          rationale: 'TERM',
          line: 'INTEGER',
        },
        // A pair that was deleted and restored has several rows.
        primaryKey: ['column1', 'column2', 'from', 'line'],
      },
    ],
  };
}

/** The version in the name: 32.3 is the fourth quarter of 2026. */
function ptpRelease(head: FileHead): StatedRelease {
  const version = /-v(\d\d)([0-3])r\d/i.exec(head.name);
  return version === null ? {} : quarterRelease(1994 + Number(version[1]), Number(version[2]) + 1);
}

/** The rationales that CMS publishes. A text that is only the beginning of one was truncated. */
const rationales = [
  'Anesthesia service included in surgical procedure',
  'CPT Manual or CMS manual coding instruction',
  'CPT "separate procedure" definition',
  'Gender-specific (formerly Designation of sex) procedures',
  'HCPCS/CPT procedure code definition',
  'Laboratory panel',
  'Misuse of Column Two code with Column One code',
  'More extensive procedure',
  'Mutually exclusive procedures',
  'Sequential procedure',
  'Standard preparation / monitoring services for anesthesia',
  'Standards of medical / surgical practice',
];

/** Millions of rows share few days and rationales: each text is checked once. */
interface Checked {
  readonly days: Map<string, LocalDate>;
  readonly rationales: Set<string>;
}

async function* readPairs(text: AsyncIterable<string>): AsyncGenerator<Result<readonly PtpRow[], CodeSetFault>> {
  const checked: Checked = { days: new Map(), rationales: new Set() };
  let isBelowHeaders = false;
  let hasRows = false;
  let lastLine = 1;
  const isRead = yield* rowsOfEach(linesOf(text), (line) => {
    lastLine = line.number;
    if (!isBelowHeaders) {
      isBelowHeaders = headers.test(line.text);
      return oneRow<PtpRow>(ok(undefined));
    }
    // The headers continue below their first line, under empty cells.
    if (line.text === '' || (!hasRows && line.text.startsWith('\t\t'))) return oneRow<PtpRow>(ok(undefined));
    hasRows = true;
    return oneRow(readPair(line, checked));
  });
  if (!isRead) return;
  if (!isBelowHeaders) yield faultAt(lastLine, 1, 'No line has the headers Column 1 and Column 2.');
}

const code = /^[0-9A-Z]{5}$/;

function readPair(line: FileLine, checked: Checked): Result<PtpRow, CodeSetFault> {
  const cells = line.text.split('\t');
  while (cells.length > 7 && cells.at(-1)?.trim() === '') cells.pop();
  if (cells.length !== 7) return faultAt(line.number, cells.length, `The line has ${cells.length} cells, not 7.`);
  const [column1, column2, before1996, effective, deletion, indicator, rationale] = cells as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if (!code.test(column1)) return faultAt(line.number, 1, 'This cell must hold a procedure code.');
  if (!code.test(column2)) return faultAt(line.number, 2, 'This cell must hold a procedure code.');
  if (before1996 !== '' && before1996 !== '*' && before1996.trim() !== '') {
    return faultAt(line.number, 3, 'This cell must hold an asterisk or nothing.');
  }
  const from = dayOf(effective, checked);
  if (from === undefined) return faultAt(line.number, 4, 'This cell must hold a day as YYYYMMDD.');
  const isOpen = deletion === '*' || deletion.trim() === '';
  const to = isOpen ? undefined : dayOf(deletion, checked);
  if (!isOpen && to === undefined)
    return faultAt(line.number, 5, 'This cell must hold a day as YYYYMMDD, or an asterisk.');
  if (indicator !== '0' && indicator !== '1' && indicator !== '9') {
    return faultAt(line.number, 6, 'This cell must hold the modifier indicator: 0, 1 or 9.');
  }
  if (!isWhole(rationale, checked))
    return faultAt(line.number, 7, 'This cell must hold a rationale, but it is incomplete or empty.');
  return ok({ line: line.number, column1, column2, from, to, modifierIndicator: indicator, rationale });
}

function dayOf(text: string, { days }: Checked): LocalDate | undefined {
  const known = days.get(text);
  if (known !== undefined) return known;
  const day = parseCompactDate(text.trim());
  if (!day.ok) return undefined;
  days.set(text, day.value);
  return day.value;
}

function isWhole(rationale: string, checked: Checked): boolean {
  if (checked.rationales.has(rationale)) return true;
  if (rationale.trim() === '' || rationales.some((whole) => whole !== rationale && whole.startsWith(rationale)))
    return false;
  checked.rationales.add(rationale);
  return true;
}
