import type { ReportedDiagnosis, ReportedProcedure, ReportedValue } from '../../../domain/claim/institutional-claim.ts';
import type { Fields, WriteCells } from '../../loops/element-rules.ts';
import { checkedDate, isDecimal } from '../../loops/value-texts.ts';
import { perSegment } from '../all-forms/diagnosis-codes.ts';
import type { HealthFields } from './health-fields.ts';

/* Writing HI of institutional claims: each list in segments of its own. */

/** The component of the present-on-admission indicator. */
const presentComponent = 9;

/** A value to be written: its list and code, and the components after them by number. */
interface Written {
  readonly list: string | undefined;
  readonly code: unknown;
  readonly field: string;
  readonly more?: readonly (readonly [component: number, text: unknown, field: string])[];
  /** A component that cannot be written. */
  readonly wrong?: {
    readonly kind: 'date-invalid' | 'date-range-reversed' | 'decimal-malformed';
    readonly field: string;
  };
}

/** Writes values of one kind into segments of their own; `limit` is how many the guide allows. */
function put(written: readonly Written[], limit: number, name: string, begin: (id: string) => WriteCells): void {
  for (let begun = 0; begun < written.length; begun += perSegment) {
    const cells = begin('HI');
    if (begun === 0 && written.length > limit) cells.remark('too-many', name);
    for (const [index, each] of written.slice(begun, begun + perSegment).entries()) {
      const { list, code, field, more = [], wrong } = each;
      if (list === undefined) {
        cells.remark('code-not-allowed', field.replace(/code$/, 'codeSet'));
        continue;
      }
      cells.put([index + 1, 1], list, field, { max: 3 });
      cells.put([index + 1, 2], code, field, { max: 30 });
      for (const [component, text, place] of more)
        cells.put([index + 1, component], text, place, { max: component === presentComponent ? 1 : 35 });
      if (wrong !== undefined) cells.remark(wrong.kind, wrong.field);
    }
  }
}

/** The code lists of each diagnosis code set: principal, other, admitting, reason for visit, external cause. */
const diagnosisLists = {
  'icd-10-cm': { principal: 'ABK', other: 'ABF', admitting: 'ABJ', reason: 'APR', cause: 'ABN' },
  'icd-9-cm': { principal: 'BK', other: 'BF', admitting: 'BJ', reason: 'PR', cause: 'BN' },
} as const;

type DiagnosisUse = keyof (typeof diagnosisLists)['icd-10-cm'];

function writtenDiagnosis(diagnosis: ReportedDiagnosis, use: DiagnosisUse, field: string): Written {
  const { presentOnAdmission } = diagnosis;
  const more =
    presentOnAdmission === undefined
      ? []
      : [[presentComponent, presentOnAdmission, `${field}/presentOnAdmission`] as const];
  return { list: diagnosisLists[diagnosis.codeSet]?.[use], code: diagnosis.code, field: `${field}/code`, more };
}

const procedureLists = {
  'icd-10-pcs': ['BBR', 'BBQ'],
  'icd-9-cm': ['BR', 'BQ'],
  // Only a principal procedure has a code of this list.
  abc: ['CAH', undefined],
} as const;

function dated(
  list: string | undefined,
  code: string,
  days: Readonly<Record<string, unknown>>,
  field: string,
): Written {
  const names = Object.keys(days);
  const texts = names.map((name) => checkedDate(days[name]));
  const bad = texts.indexOf(undefined);
  if (bad !== -1)
    return { list, code, field: `${field}/code`, wrong: { kind: 'date-invalid', field: `${field}/${names[bad]}` } };
  const [first = '', last = first] = texts as string[];
  if (last < first) {
    return {
      list,
      code,
      field: `${field}/code`,
      wrong: { kind: 'date-range-reversed', field: `${field}/${names[1]}` },
    };
  }
  const more = [
    [3, names.length === 1 ? 'D8' : 'RD8', field],
    [4, texts.join('-'), `${field}/${names[0]}`],
  ] as const;
  return { list, code, field: `${field}/code`, more };
}

function writtenProcedure({ codeSet, code, performedOn }: ReportedProcedure, index: number): Written {
  const list = procedureLists[codeSet]?.[index === 0 ? 0 : 1];
  const field = `procedures/${index}`;
  if (performedOn === undefined) return { list, code, field: `${field}/code` };
  return dated(list, code, { performedOn }, field);
}

function writtenValue({ code, value }: ReportedValue, index: number): Written {
  const field = `values/${index}`;
  if (!isDecimal(value))
    return { list: 'BE', code, field, wrong: { kind: 'decimal-malformed', field: `${field}/value` } };
  return { list: 'BE', code, field: `${field}/code`, more: [[5, value, `${field}/value`]] };
}

/** Writes all HI segments of a claim in the order of the guide. */
export function writeHealthCodes(from: Fields, begin: (id: string) => WriteCells): void {
  const fields = from as HealthFields;
  const {
    diagnoses = [],
    admittingDiagnosis,
    reasonsForVisit = [],
    externalCauses = [],
    drg,
    procedures = [],
  } = fields;
  const { occurrenceSpans = [], occurrences = [], values = [], conditionCodes = [], treatmentCodes = [] } = fields;
  const others = diagnoses.map((each, index) =>
    writtenDiagnosis(each, index === 0 ? 'principal' : 'other', `diagnoses/${index}`),
  );
  put(others.slice(0, 1), 1, 'diagnoses', begin);
  const admitting = admittingDiagnosis && writtenDiagnosis(admittingDiagnosis, 'admitting', 'admittingDiagnosis');
  put(admitting === undefined ? [] : [admitting], 1, 'admittingDiagnosis', begin);
  put(
    reasonsForVisit.map((each, index) => writtenDiagnosis(each, 'reason', `reasonsForVisit/${index}`)),
    3,
    'reasonsForVisit',
    begin,
  );
  put(
    externalCauses.map((each, index) => writtenDiagnosis(each, 'cause', `externalCauses/${index}`)),
    12,
    'externalCauses',
    begin,
  );
  put(drg === undefined ? [] : [{ list: 'DR', code: drg, field: 'drg' }], 1, 'drg', begin);
  put(others.slice(1), 24, 'diagnoses', begin);
  const performed = procedures.map(writtenProcedure);
  put(performed.slice(0, 1), 1, 'procedures', begin);
  put(performed.slice(1), 24, 'procedures', begin);
  const spans = occurrenceSpans.map(({ code, from: first, to }, index) =>
    dated('BI', code, { from: first, to }, `occurrenceSpans/${index}`),
  );
  put(spans, 24, 'occurrenceSpans', begin);
  put(
    occurrences.map(({ code, on }, index) => dated('BH', code, { on }, `occurrences/${index}`)),
    24,
    'occurrences',
    begin,
  );
  put(values.map(writtenValue), 24, 'values', begin);
  const codes = (list: string, all: readonly string[], name: string) =>
    all.map((code, index) => ({ list, code, field: `${name}/${index}` }));
  put(codes('BG', conditionCodes, 'conditionCodes'), 24, 'conditionCodes', begin);
  put(codes('TC', treatmentCodes, 'treatmentCodes'), 24, 'treatmentCodes', begin);
}
