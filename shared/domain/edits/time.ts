import { noticeOf } from '../claim/notice.ts';
import { isVisitRow } from '../code-set/rows.ts';
import { noticeClock, timelyFiling } from '../deadline/clocks.ts';
import type { PayerTerms } from '../deadline/payer-terms.ts';
import { type DraftEncounter, isDraftOf } from '../encounter/encounter.ts';
import { throughDate } from '../encounter/service-days.ts';
import { addDays, daysBetween, type LocalDate, parseLocalDate } from '../time/local-date.ts';
import { addModifier, type CodedLine, codedLines } from './coded-lines.ts';
import { type Edit, type EditContext, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import type { PastService } from './history.ts';
import { notChecked } from './not-checked.ts';
import { firstPayer } from './payer-rules.ts';
import { haveOtherSpecialties } from './specialty.ts';

/** Dates that decide whether a service is paid. */
export const timeRules = {
  'global-period': {
    checks:
      'A service within the global period of an earlier procedure of the same group and specialty says why it is paid separately (24; for a procedure 58, 78, 79).',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'warning',
    override: 'coder',
    source: 'mpfs, global days; Medicare Claims Processing Manual, chapter 12, 30.6.5, 40.1 and 40.2',
  },
  'service-after-death': {
    checks: 'No service is after the patient’s death.',
    severity: 'error',
    override: 'manager',
    source: 'Medicare Claims Processing Manual, chapter 1, 70',
  },
  'timely-filing-near': {
    checks: 'At least fourteen days remain to file the claim.',
    severity: 'warning',
    source:
      'The payer’s `filingDays`; 42 CFR 424.44: one calendar year with Medicare; 42 CFR 447.45(d): twelve months with Medicaid; notices: five days, chapters 10, 40.1, and 11, 20.1.1',
  },
  'timely-filing-passed': {
    checks:
      'The time to file the claim has not passed, or the claim says why it is late. A late notice is taken, and costs days of payment.',
    severity: 'warning',
    source:
      'The payer’s `filingDays`; 42 CFR 424.44: one calendar year with Medicare; 42 CFR 447.45(d): twelve months with Medicaid; notices: five days, chapters 10, 40.1, and 11, 20.1.1',
  },
  'admission-date-missing': {
    checks: 'A service at a place for inpatients states the date of admission.',
    severity: 'error',
    source: '837P, loop 2300, admission date; 837I, loop 2300, admission date',
  },
  'admission-after-service': {
    checks: 'A patient was admitted on the day of an inpatient service, or before.',
    severity: 'error',
    source: '837P, loop 2300, admission date',
  },
} as const satisfies EditRules;

const finding = findingsOf(timeRules);

/** The modifiers with which a service in a global period is paid separately: 24 is for visits alone. */
const paidApart = { visit: ['24', '58', '78', '79'], procedure: ['58', '78', '79'] } as const;

/**
 * Modifiers of the surgery alone (54), of preoperative care alone (56) and of assistants: their payment includes no
 * aftercare.
 */
const withoutAftercare = ['54', '56', '80', '81', '82', 'AS'];

const hasOneOf = (modifiers: readonly string[], some: readonly string[]) =>
  some.some((each) => modifiers.includes(each));

const globalLength: Readonly<Record<string, number>> = { '010': 10, '090': 90 };

/** Whether a global period covers a line: a visit or a procedure, not a test or a drug. */
function isCovered(
  { procedure, serviceOn }: CodedLine,
  { references }: EditContext,
): 'visit' | 'procedure' | undefined {
  const answer = references.mpfs(procedure, undefined, serviceOn);
  if (answer.kind !== 'found') return undefined;
  if (['000', '010', '090'].includes(answer.row.globalDays)) return 'procedure';
  return isVisitRow(answer.row) ? 'visit' : undefined;
}

function globalFinding(line: CodedLine, past: PastService, context: EditContext): Finding | undefined {
  if (past.serviceOn >= line.serviceOn || hasOneOf(past.modifiers, withoutAftercare)) return undefined;
  const answer = context.references.mpfs(past.procedure, undefined, past.serviceOn);
  const length = answer.kind === 'found' ? globalLength[answer.row.globalDays] : undefined;
  if (answer.kind !== 'found' || length === undefined) return undefined;
  const last = addDays(past.serviceOn, length);
  const what = line.serviceOn <= last ? isCovered(line, context) : undefined;
  if (what === undefined || hasOneOf(line.modifiers, paidApart[what])) return undefined;
  const [surgeon, now] = [past, line].map(({ renderingProviderId = '' }) => context.providers.get(renderingProviderId));
  if (haveOtherSpecialties(surgeon, now)) return undefined;
  const values = what === 'visit' ? ['24'] : ['79', '58', '78'];
  const fix = {
    words:
      what === 'visit'
        ? 'add 24 if the visit is unrelated; else do not bill it'
        : 'add 79 (unrelated), 58 (planned) or 78 (return to surgery)',
    changes: [addModifier(line, values)],
  };
  const message = `within the ${length} days after an earlier procedure of the same group, whose payment includes it`;
  return finding('global-period', `${line.pointer}/modifiers`, message, { citation: answer.citation, fix });
}

export const globalPeriodsAreKept: Edit = (encounter, context) => {
  const group = context.history.filter((past) => past.billingProviderId === encounter.billingProviderId);
  if (encounter.kind !== 'professional' || group.length === 0) return [];
  return codedLines(encounter).flatMap((line): Finding[] => {
    if (hasOneOf(line.modifiers, paidApart.procedure)) return [];
    if (context.references.mpfs(line.procedure, undefined, line.serviceOn).kind === 'not-loaded')
      return [notChecked('mpfs')];
    const found = group.map((past) => globalFinding(line, past, context)).find((each) => each !== undefined);
    return found === undefined ? [] : [found];
  });
};

export const patientIsAlive: Edit = ({ lines }, { patient }) => {
  const died = patient?.deathDate;
  if (died === undefined) return [];
  return lines.flatMap(({ serviceOn, serviceTo = serviceOn }, index): Finding[] => {
    if (serviceTo <= died) return [];
    const pointer = `/lines/${index}/${serviceOn > died ? 'serviceOn' : 'serviceTo'}`;
    const fix = { words: 'check the day of service, the patient, and the day of death on record' };
    return [finding('service-after-death', pointer, 'the patient had died before that day', { fix })];
  });
};

/** A claim is urgent this many days before the filing limit. */
const nearDays = 14;

/**
 * The line and the date from which the filing limit counts: a facility's statement as a whole, otherwise the line that
 * expires first.
 */
function filingStart(encounter: DraftEncounter): { readonly index: number; readonly day: LocalDate } | undefined {
  const days = encounter.lines.map((line, index) => ({ index, day: line.serviceOn }));
  const [first] = days.filter(({ day }) => isDay(day)).sort((left, right) => (left.day < right.day ? -1 : 1));
  const through = throughDate(encounter, encounter.lines);
  return first === undefined ? undefined : { ...first, day: isDay(through) ? through : first.day };
}

const isDay = (text: LocalDate | undefined): text is LocalDate => text !== undefined && parseLocalDate(text).ok;

/** Medicare's time limit for a notice of admission, or of an election or its end; undefined for other encounters. */
function noticeLimit(encounter: DraftEncounter, payer: PayerTerms) {
  if (!isDraftOf('institutional', encounter)) return undefined;
  const clock = noticeClock(payer, noticeOf({ ...encounter, through: throughDate(encounter, encounter.lines) }));
  if (clock === undefined || !parseLocalDate(clock.countedFrom.on).ok) return undefined;
  const isEnd = clock.countedFrom.event === 'end-of-care';
  return { ...clock, costs: lateNotice[isEnd ? 'end' : encounter.kind === 'hospice' ? 'hospice' : 'home-health'] };
}

/**
 * What a late notice costs. It is taken all the same, unlike a late claim: 42 CFR 484.205(j) for home health, 42 CFR
 * 418.24(a) for a hospice. Until the end of hospice care is told, other providers’ claims are refused.
 */
const lateNotice = {
  'home-health': 'each day from the admission until the payer has it costs a thirtieth of the period’s payment',
  hospice: 'the days from the election until the payer has it are not paid',
  end: 'until the payer has it, the patient counts as in care, and others’ claims are refused',
} as const;

export const filingIsInTime: Edit = (encounter, context) => {
  const payer = firstPayer(encounter, context);
  const { delayReason } = encounter;
  const first = filingStart(encounter);
  if (payer === undefined || first === undefined) return [];
  const notice = noticeLimit(encounter, payer);
  const { on: last, basis } = notice ?? timelyFiling(payer, first.day);
  // Assumed limits are for the list of deadlines; coders see only known ones.
  if (basis === 'assumed') return [];
  const pointer = `/lines/${first.index}/serviceOn`;
  const remaining = daysBetween(context.today, last);
  if (notice !== undefined && remaining <= nearDays) return [noticeFinding(pointer, remaining, notice)];
  if (remaining < 0) {
    if (delayReason !== undefined) return [];
    const fix = { words: 'say in delayReason why the claim is late, if the payer takes the reason' };
    return [finding('timely-filing-passed', pointer, 'the time to file the claim has passed', { fix })];
  }
  if (remaining > nearDays) return [];
  const fix = { words: 'finalise and send it now' };
  return [finding('timely-filing-near', pointer, `the claim must be filed by ${last}`, { fix })];
};

/** A notice is sent however late it is: no reason for a delay excuses it, and its lateness bars nothing. */
function noticeFinding(
  pointer: string,
  remaining: number,
  { on, costs }: { readonly on: LocalDate; readonly costs: string },
): Finding {
  const exception = 'ask the payer for an exception if the delay was beyond the provider’s control';
  if (remaining >= 0) {
    const fix = { words: 'finalise and send it now' };
    return finding('timely-filing-near', pointer, `the payer must have the notice by ${on}. After that, ${costs}`, {
      fix,
    });
  }
  const fix = { words: `finalise and send it now: it is taken all the same; ${exception}` };
  return finding('timely-filing-passed', pointer, `the days to send the notice have passed: ${costs}`, { fix });
}

/** Places at which a patient is an inpatient: a hospital, a psychiatric one, a rehabilitation facility. */
const inpatientPlaces: ReadonlySet<string> = new Set(['21', '51', '61']);

export const admissionIsDated: Edit = (encounter) => {
  if (isDraftOf('dental', encounter)) return [];
  const isStay = encounter.kind === 'inpatient-facility';
  const inpatient = codedLines(encounter).filter(({ place }) => inpatientPlaces.has(place ?? ''));
  if (!isStay && inpatient.length === 0) return [];
  const { admissionDate } = encounter;
  const pointer = '/admissionDate';
  if (admissionDate === undefined) {
    const fix = { words: 'enter the date of admission' };
    return [finding('admission-date-missing', pointer, 'an inpatient: the date of admission is missing', { fix })];
  }
  if (isStay || inpatient.every(({ serviceOn }) => admissionDate <= serviceOn)) return [];
  const fix = { words: 'correct the date of admission, or the day or place of service' };
  return [finding('admission-after-service', pointer, 'an inpatient service is before the admission', { fix })];
};
