import { isVisitRow } from '../code-set/rows.ts';
import { addDays } from '../time/local-date.ts';
import { addModifier, type CodedLine, codedLines } from './coded-lines.ts';
import { type Edit, type EditContext, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import type { PastService } from './history.ts';
import { notChecked } from './not-checked.ts';
import { haveOtherSpecialties } from './specialty.ts';

/** Visits that a major surgery includes, because they are on its day or the day before. */
export const decisionRules = {
  'decision-for-surgery': {
    checks:
      'A visit of the same group and specialty on the day of a major surgery (global period of 90 days), or on the day before, has modifier 57 (the surgery was decided on there), 24 or, on the day of the surgery, 25 (the visit is paid separately).',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'warning',
    override: 'coder',
    source: 'mpfs, global days; Medicare Claims Processing Manual, chapter 12, 30.6.6 C, 40.1 and 40.2 A',
  },
  'decision-billed-without-57': {
    checks:
      'A visit of the same group and specialty that another encounter billed on the day of a major surgery, or on the day before, has modifier 57 (the surgery was decided on there).',
    severity: 'warning',
    source: 'mpfs, global days; Medicare Claims Processing Manual, chapter 12, 30.6.6 C, 40.1 and 40.2 A',
  },
} as const satisfies EditRules;

const finding = findingsOf(decisionRules);

/**
 * Modifiers of postoperative care alone (55), a return to the operating room (78) and assistants: their payment
 * includes no visit before the surgery.
 */
const withoutVisitsBefore = ['55', '78', '80', '81', '82', 'AS'];

/** The modifiers with which a visit is paid apart from the surgery: on its day, and on the day before. */
const apart = { same: ['57', '24', '25'], before: ['57', '24'] } as const;

/** A service of this encounter, or of one that was billed before. */
type Service = Pick<PastService, 'procedure' | 'modifiers' | 'serviceOn'> & {
  readonly renderingProviderId?: string | undefined;
};

const rowOf = ({ procedure, serviceOn }: Service, { references }: EditContext) =>
  references.mpfs(procedure, undefined, serviceOn);

function isMajorSurgery(service: Service, context: EditContext): boolean {
  const answer = rowOf(service, context);
  const isWhole = !service.modifiers.some((modifier) => withoutVisitsBefore.includes(modifier));
  return answer.kind === 'found' && answer.row.globalDays === '090' && isWhole;
}

function isVisit(service: Service, context: EditContext): boolean {
  const answer = rowOf(service, context);
  return answer.kind === 'found' && isVisitRow(answer.row);
}

/** Whether a surgery's payment includes a visit: it is on that day or the day before, and no modifier sets it apart. */
function includes(surgery: Service, visit: Service, { providers }: EditContext): boolean {
  const isSame = visit.serviceOn === surgery.serviceOn;
  if (!isSame && addDays(visit.serviceOn, 1) !== surgery.serviceOn) return false;
  const says: readonly string[] = isSame ? apart.same : apart.before;
  if (visit.modifiers.some((modifier) => says.includes(modifier))) return false;
  const [surgeon, visitor] = [surgery, visit].map(({ renderingProviderId = '' }) => providers.get(renderingProviderId));
  return !haveOtherSpecialties(surgeon, visitor);
}

/** Whether NCCI's edits cover a pair of lines: then they report it, and this edit does not. */
function isJudgedAsPair(surgery: CodedLine, visit: CodedLine, { references }: EditContext): boolean {
  if (surgery.serviceOn !== visit.serviceOn) return false;
  const answer = references.ptp('practitioner', [surgery.procedure, visit.procedure], surgery.serviceOn);
  return answer.kind === 'found';
}

export const decisionsForSurgeryAreSaid: Edit = (encounter, context) => {
  if (encounter.kind !== 'professional') return [];
  const lines = codedLines(encounter);
  const group = context.history.filter((past) => past.billingProviderId === encounter.billingProviderId);
  if (lines.length + group.length < 2) return [];
  const unknown = lines.find((line) => rowOf(line, context).kind === 'not-loaded');
  if (unknown !== undefined) return [notChecked('mpfs')];
  const visits = lines.filter((line) => isVisit(line, context));
  const surgeries = lines.filter((line) => isMajorSurgery(line, context));
  const pastSurgeries = group.filter((past) => isMajorSurgery(past, context));
  return [
    ...visits.flatMap((visit): Finding[] => {
      const own = surgeries.find((each) => includes(each, visit, context) && !isJudgedAsPair(each, visit, context));
      const surgery: Service | undefined = own ?? pastSurgeries.find((each) => includes(each, visit, context));
      return surgery === undefined ? [] : [visitFinding(visit, surgery, own?.pointer, context)];
    }),
    ...surgeries.flatMap((surgery): Finding[] => {
      const visit = group.find((past) => isVisit(past, context) && includes(surgery, past, context));
      return visit === undefined ? [] : [surgeryFinding(surgery, visit, context)];
    }),
  ];
};

function visitFinding(visit: CodedLine, surgery: Service, related: string | undefined, context: EditContext): Finding {
  const answer = rowOf(surgery, context);
  const fix = {
    words: 'add 57 if the surgery was decided on at the visit; otherwise do not bill the visit',
    changes: [addModifier(visit, ['57'])],
  };
  const when = visit.serviceOn === surgery.serviceOn ? 'on the day of' : 'on the day before';
  const message = `a visit ${when} a major surgery of the same group, whose payment includes it`;
  const place = related === undefined ? {} : { related: [related] };
  const cited = answer.kind === 'found' ? { citation: answer.citation } : {};
  return finding('decision-for-surgery', `${visit.pointer}/modifiers`, message, { ...place, ...cited, fix });
}

function surgeryFinding(surgery: CodedLine, visit: PastService, context: EditContext): Finding {
  const answer = rowOf(surgery, context);
  const fix = {
    words:
      'correct the other encounter: add 57 if the surgery was decided on at the visit; otherwise take the visit out there',
  };
  const message = `another encounter has a visit of ${visit.serviceOn} that the payment of this surgery includes`;
  const cited = answer.kind === 'found' ? { citation: answer.citation } : {};
  return finding('decision-billed-without-57', `${surgery.pointer}/procedure`, message, { ...cited, fix });
}
