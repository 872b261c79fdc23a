import type { Diagnosis } from '../../../domain/claim/claim-detail.ts';
import type { ReportedDiagnosis, ReportedProcedure } from '../../../domain/claim/institutional-claim.ts';
import { type LocalDate, parseCompactDate } from '../../../domain/time/local-date.ts';
import type { Fields, ReadCells } from '../../loops/element-rules.ts';
import { isDecimal } from '../../loops/value-texts.ts';
import { perSegment } from '../all-forms/diagnosis-codes.ts';
import type { HealthFields } from './health-fields.ts';

/* Reading HI of institutional claims: coded values of many lists. */

/** One coded value: its list, and its other components as in the segment. */
interface Coded {
  readonly list: string;
  readonly code: string;
  /** Date form, date, amount: the third, fourth and fifth component. */
  readonly dateForm: string;
  readonly date: string;
  readonly amount: string;
  /** Present on admission: the ninth component. */
  readonly present: string;
}

const diagnosisSets: Readonly<Record<string, Diagnosis['codeSet']>> = {
  ...{ ABK: 'icd-10-cm', ABF: 'icd-10-cm', ABJ: 'icd-10-cm', APR: 'icd-10-cm', ABN: 'icd-10-cm' },
  ...{ BK: 'icd-9-cm', BF: 'icd-9-cm', BJ: 'icd-9-cm', PR: 'icd-9-cm', BN: 'icd-9-cm', ZZ: 'icd-9-cm' },
};

const procedureSets: Readonly<Record<string, ReportedProcedure['codeSet']>> = {
  ...{ BBR: 'icd-10-pcs', BBQ: 'icd-10-pcs', BR: 'icd-9-cm', BQ: 'icd-9-cm', CAH: 'abc' },
};

/** A day, or undefined with a remark. */
function dayOf(cells: ReadCells, at: number, { dateForm, date }: Coded): LocalDate | undefined {
  const parsed = parseCompactDate(date);
  if (parsed.ok && dateForm === 'D8') return parsed.value;
  cells.remark('element-unreadable', `${at}-4`);
  return undefined;
}

function diagnosisOf(codeSet: Diagnosis['codeSet'], { code, present }: Coded): ReportedDiagnosis {
  return { codeSet, code, ...(present === '' ? {} : { presentOnAdmission: present }) };
}

type Reader = (into: HealthFields, coded: Coded, cells: ReadCells, at: number) => void;

/** The fields that each code list fills. */
const readers: Readonly<Record<string, Reader>> = {
  ...entries(['ABK', 'BK'], (into, coded) => {
    into.diagnoses = [diagnosisOf(setOf(coded), coded), ...(into.diagnoses ?? [])];
  }),
  ...entries(['ABF', 'BF'], (into, coded) => {
    into.diagnoses = [...(into.diagnoses ?? []), diagnosisOf(setOf(coded), coded)];
  }),
  ...entries(['ABJ', 'BJ'], (into, coded) => {
    into.admittingDiagnosis = { codeSet: setOf(coded), code: coded.code };
  }),
  ...entries(['APR', 'PR', 'ZZ'], (into, coded) => {
    into.reasonsForVisit = [...(into.reasonsForVisit ?? []), { codeSet: setOf(coded), code: coded.code }];
  }),
  ...entries(['ABN', 'BN'], (into, coded) => {
    into.externalCauses = [...(into.externalCauses ?? []), diagnosisOf(setOf(coded), coded)];
  }),
  DR: (into, { code }) => {
    into.drg = code;
  },
  ...entries(['BBR', 'BR', 'CAH', 'BBQ', 'BQ'], (into, coded, cells, at) => {
    const performedOn = coded.date === '' ? undefined : dayOf(cells, at, coded);
    const codeSet = procedureSets[coded.list] ?? 'icd-10-pcs';
    const made = { codeSet, code: coded.code, ...(performedOn === undefined ? {} : { performedOn }) };
    const isPrincipal = coded.list === 'BBR' || coded.list === 'BR' || coded.list === 'CAH';
    into.procedures = isPrincipal ? [made, ...(into.procedures ?? [])] : [...(into.procedures ?? []), made];
  }),
  BI: (into, coded, cells, at) => {
    const [from = '', to = ''] = coded.date.split('-');
    const [begin, end] = [parseCompactDate(from), parseCompactDate(to)];
    if (!begin.ok || !end.ok) return cells.remark('element-unreadable', `${at}-4`);
    into.occurrenceSpans = [...(into.occurrenceSpans ?? []), { code: coded.code, from: begin.value, to: end.value }];
  },
  BH: (into, coded, cells, at) => {
    const on = dayOf(cells, at, coded);
    if (on !== undefined) into.occurrences = [...(into.occurrences ?? []), { code: coded.code, on }];
  },
  BE: (into, { code, amount }, cells, at) => {
    if (!isDecimal(amount)) return cells.remark('element-unreadable', `${at}-5`);
    into.values = [...(into.values ?? []), { code, value: amount }];
  },
  BG: (into, { code }) => {
    into.conditionCodes = [...(into.conditionCodes ?? []), code];
  },
  TC: (into, { code }) => {
    into.treatmentCodes = [...(into.treatmentCodes ?? []), code];
  },
};

/** The components that each list may have, besides list and code. */
const componentsOf = (list: string): readonly number[] => {
  if (['ABK', 'BK', 'ABF', 'BF', 'ABN', 'BN'].includes(list)) return [9];
  if (list === 'BE') return [5];
  return list in procedureSets || list === 'BI' || list === 'BH' ? [3, 4] : [];
};

function entries(lists: readonly string[], reader: Reader): Record<string, Reader> {
  return Object.fromEntries(lists.map((list) => [list, reader]));
}

const setOf = ({ list }: Coded): Diagnosis['codeSet'] => diagnosisSets[list] ?? 'icd-10-cm';

/** Reads one segment. A list that is not in the guide is a finding. */
export function readHealthCodes(cells: ReadCells, fields: Fields): void {
  for (let at = 1; at <= perSegment; at += 1) {
    const parts = cells.components(at);
    const [list = '', code = '', dateForm = '', date = '', amount = ''] = parts;
    if (list === '' && code === '') continue;
    const reader = readers[list];
    if (code === '') cells.remark('element-required', `${at}-2`);
    else if (reader === undefined) cells.remark('code-list-unknown', String(at));
    else {
      reader(fields as HealthFields, { list, code, dateForm, date, amount, present: parts[8] ?? '' }, cells, at);
      const known = componentsOf(list);
      const extra = parts.findIndex((text, index) => index > 1 && text !== '' && !known.includes(index + 1));
      if (extra !== -1) cells.remark('element-unknown', `${at}-${extra + 1}`);
    }
  }
  if (cells.element(perSegment + 1) !== '') cells.remark('element-unknown', String(perSegment + 1));
}
