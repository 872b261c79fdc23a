import type {
  EligibilityResult,
  NamedParty,
  Network,
  PlainBenefit,
  Rejection,
} from '../../domain/eligibility/benefits.ts';
import { contradictionsOf } from '../../domain/eligibility/contradictions.ts';
import { benefitKindOf, followUpWord, rejectionWord } from '../../domain/eligibility/eligibility-codes.ts';
import { isOfPlan } from '../../domain/eligibility/in-force.ts';
import { summariesOf } from '../../domain/eligibility/summary.ts';
import { present } from '../../domain/present.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { InquiryParty, InquiryRejection } from '../inquiry/inquiry-parts.ts';
import type { LoopFinding } from '../loops/loop-finding.ts';
import { readByGuide } from '../loops/read-guide.ts';
import { benefitDaysOf, planDaysOf } from './days-told.ts';
import { eligibilityAnswerGuide } from './eligibility-loops.ts';
import type {
  AnsweredMember,
  AnsweredSubscriber,
  AnsweringSource,
  BenefitEntity,
  EligibilityAnswer,
  EligibilityBenefit,
} from './eligibility-parts.ts';

/** A 271's answer about one patient: the subscriber, or a dependent. */
export interface PatientAnswer {
  /** The returned traces of the inquiry, by which an answer finds its question. */
  readonly traces: readonly string[];
  readonly memberId?: string;
  /**
   * A single day for the plan (291) or for eligibility (307), when the payer states neither a first day nor a span.
   * Some payers return the day that they were asked about, although the guide wants the plan's own day (X12 RFI 1557).
   * So compare it with the day of the question.
   */
  readonly planDay?: LocalDate;
  readonly result: EligibilityResult;
}

export interface PlainAnswers {
  /** The returned reference of the inquiry. */
  readonly references: readonly string[];
  readonly patients: readonly PatientAnswer[];
  readonly findings: readonly LoopFinding[];
}

/** Reads 271s into plain terms, one answer per patient. A file without a 271 has no patients, and a finding. */
export function readEligibilityAnswers(bytes: Uint8Array): PlainAnswers {
  const raw = new Map<object, string>();
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const read = readByGuide(bytes, eligibilityAnswerGuide, ({ loop, fields, byteOffset: begin, byteEnd: end }) => {
    if (loop.name === 'benefit') raw.set(fields, text.toString('latin1', begin, end).trim());
  });
  if (!read.ok) {
    const { kind, message, byteOffset } = read.failure;
    return { references: [], patients: [], findings: [{ code: kind, message, byteOffset }] };
  }
  const transactions = read.value.interchanges.flatMap((interchange) => interchange.transactions);
  const contents = transactions.flatMap(({ content }) => (content === undefined ? [] : [content]));
  return {
    references: contents.flatMap(({ reference }) => (reference === undefined ? [] : [reference])),
    patients: contents.flatMap((content) => patientsOf(content, raw)),
    findings: [...read.value.findings, ...transactions.flatMap(({ findings }) => findings)],
  };
}

function patientsOf({ sources = [] }: EligibilityAnswer, raw: ReadonlyMap<object, string>): PatientAnswer[] {
  return sources.flatMap((source) => {
    const ofSource = rejected('payer', source.systemRejections, source.rejections);
    const receivers = source.receivers ?? [];
    return receivers
      .flatMap((receiver) => {
        const above = [...ofSource, ...rejected('provider', receiver.rejections)];
        const subscribers = receiver.subscribers ?? [];
        // A rejection before any patient concerns all patients of the inquiry.
        if (subscribers.length === 0) return above.length === 0 ? [] : [{ traces: [], result: resultOf([], above) }];
        return subscribers.flatMap((subscriber) => answersOf(subscriber, { source, above, raw }));
      })
      .concat(receivers.length === 0 && ofSource.length > 0 ? [{ traces: [], result: resultOf([], ofSource) }] : []);
  });
}

interface Around {
  readonly source: AnsweringSource;
  readonly above: readonly Rejection[];
  readonly raw: ReadonlyMap<object, string>;
}

function answersOf(subscriber: AnsweredSubscriber, around: Around): PatientAnswer[] {
  const own = rejected('subscriber', subscriber.rejections);
  const dependents = subscriber.dependents ?? [];
  const answers = dependents.map((dependent) =>
    answerOf(dependent, subscriber, {
      ...around,
      above: [...around.above, ...own, ...rejected('patient', dependent.rejections)],
    }),
  );
  const isAnswered = dependents.length === 0 || subscriber.benefits !== undefined;
  return isAnswered
    ? [answerOf(subscriber, subscriber, { ...around, above: [...around.above, ...own] }), ...answers]
    : answers;
}

function answerOf(member: AnsweredMember, subscriber: AnsweredSubscriber, around: Around): PatientAnswer {
  const traces = [...(member.traces ?? []), ...(member === subscriber ? [] : (subscriber.traces ?? []))];
  const told = member.benefits ?? [];
  const above = [...around.above, ...told.flatMap(({ rejections }) => rejected('service', rejections))];
  const benefits = told.map((benefit) => plainBenefit(benefit, around.raw.get(benefit) ?? ''));
  const days = planDaysOf(member.dates, member === subscriber ? undefined : subscriber.dates);
  const references = [...(member.references ?? []), ...(subscriber.references ?? [])];
  const plan = references.find(({ kind }) => kind === '18');
  const basic = resultOf(benefits, above);
  return {
    traces: traces.map(({ number }) => number),
    ...present({
      memberId: member.id ?? subscriber.id,
      planDay: days.from === undefined ? days.day : undefined,
    }),
    result: {
      ...basic,
      ...present({
        memberId: member.id ?? subscriber.id,
        groupNumber: references.find(({ kind }) => kind === '6P')?.id,
        plan:
          benefits.find(({ kind, plan: name }) => coverageKinds.has(kind) && name !== undefined)?.plan ??
          plan?.description,
        planFrom: days.from,
        planUntil: days.until,
      }),
      otherPayers: payersIn(benefits, around.source, 'other-payer'),
      managedCare: payersIn(benefits, around.source, 'managed-care'),
    },
  };
}

/** Kinds of benefits about the coverage itself. */
const coverageKinds: ReadonlySet<PlainBenefit['kind']> = new Set(['active', 'inactive'] as const);

function resultOf(benefits: readonly PlainBenefit[], rejections: readonly Rejection[]): EligibilityResult {
  const contradictions = contradictionsOf(benefits);
  return {
    status: statusOf(benefits, rejections),
    rejections,
    benefits,
    services: summariesOf(benefits, contradictions),
    otherPayers: [],
    managedCare: [],
    contradictions,
  };
}

/**
 * The status of the plan as a whole: from benefits of service type 30 or without a service type; if there are none,
 * from any benefits.
 */
function statusOf(benefits: readonly PlainBenefit[], rejections: readonly Rejection[]): EligibilityResult['status'] {
  const general = benefits.filter(isOfPlan);
  const says = (list: readonly PlainBenefit[], kind: PlainBenefit['kind']) => list.some((each) => each.kind === kind);
  const list = says(general, 'active') || says(general, 'inactive') ? general : benefits;
  const [isActive, isInactive] = [says(list, 'active'), says(list, 'inactive')];
  if (isActive !== isInactive) return isActive ? 'active' : 'inactive';
  return benefits.length === 0 && rejections.length > 0 ? 'rejected' : 'unclear';
}

function rejected(
  about: Rejection['about'],
  ...lists: readonly (readonly InquiryRejection[] | undefined)[]
): Rejection[] {
  return lists
    .flatMap((list) => list ?? [])
    .map(({ reason, followUp }) => ({
      about,
      words: rejectionWord(reason),
      ...present({ code: reason, followUp: followUpWord(followUp) }),
    }));
}

function plainBenefit(benefit: EligibilityBenefit, raw: string): PlainBenefit {
  const { information, serviceTypes = [], procedure, inNetwork, amountCents, percent, authorizationRequired } = benefit;
  const days = benefitDaysOf(benefit.dates);
  const isManaged = benefit.entities?.some(isPlan) === true && managedTypes.has(benefit.insuranceType ?? '');
  return {
    kind: isManaged ? 'managed-care' : benefitKindOf(information),
    code: information,
    serviceTypes,
    network: networkOf(inNetwork),
    ...present({
      procedure: procedure && [procedure.code, ...(procedure.modifiers ?? [])].join('-'),
      coverageLevel: benefit.coverageLevel,
      insuranceType: benefit.insuranceType,
      plan: benefit.plan,
      period: benefit.period,
      amountCents,
      percent: percent && inPercent(percent),
      quantity: benefit.quantity ?? benefit.deliveries?.[0]?.quantity,
      quantityKind: benefit.quantityKind ?? benefit.deliveries?.[0]?.quantityKind,
      authorizationRequired: authorizationRequired === 'Y' ? true : authorizationRequired === 'N' ? false : undefined,
      from: days.from ?? days.day,
      until: days.until,
    }),
    messages: benefit.messages ?? [],
    circumstances: (benefit.circumstances ?? []).map(({ codeList = '', code = '', text = '' }) =>
      [codeList, code, text].filter((part) => part !== '').join(' '),
    ),
    parties: (benefit.entities ?? []).map(namedParty),
    raw,
  };
}

function networkOf(code: string | undefined): Network {
  return code === 'Y' ? 'in' : code === 'N' ? 'out' : code === 'W' ? 'both' : 'unknown';
}

/** `.2` as `20`, `.125` as `12.5`, `1` as `100`: by moving the point, never through floating point. */
export function inPercent(part: string): string {
  const [whole = '', fraction = ''] = part.split('.');
  const digits = `${whole}${fraction.padEnd(2, '0')}`;
  const point = digits.length - Math.max(fraction.length - 2, 0);
  const left = digits.slice(0, point).replace(/^(-?)0+(?=\d)/, '$1') || '0';
  const right = digits.slice(point).replace(/0+$/, '');
  return right === '' ? left : `${left}.${right}`;
}

/** Managed care plans: HMO, PPO, point of service, Medicare Advantage and similar ones. */
const managedTypes = new Set(['HM', 'HN', 'IN', 'PR', 'PS', 'PE', 'EP', '12', 'SP']);
const planRoles = new Set(['PR', 'PRP', 'SEP', 'TTP', 'P5', 'GP', 'VN', 'X3', '1I']);

function isPlan({ role }: InquiryParty): boolean {
  return planRoles.has(role);
}

function namedParty(entity: BenefitEntity): NamedParty {
  const { role, name, idKind, id } = entity;
  const numbers = (entity.contacts ?? []).flatMap((contact) => contact.numbers);
  return {
    role,
    ...present({
      name: name && (name.kind === 'organization' ? name.name : [name.first, name.last].filter(Boolean).join(' ')),
      idKind,
      id,
      phone: numbers.find(({ kind }) => kind === 'TE')?.value,
    }),
  };
}

/** Distinct payers in benefits of a kind, other than the answering payer. */
function payersIn(
  benefits: readonly PlainBenefit[],
  source: AnsweringSource,
  kind: PlainBenefit['kind'],
): NamedParty[] {
  const own = namedParty(source).name;
  const found = benefits
    .filter((benefit) => benefit.kind === kind)
    .flatMap(({ parties, plan }) => {
      const named = parties.filter(({ role, name }) => planRoles.has(role) && name !== own);
      return named.length > 0 || plan === undefined || kind === 'managed-care' ? named : [{ role: 'PR', name: plan }];
    });
  const known: NamedParty[] = [];
  for (const party of found) {
    const index = known.findIndex((one) => isSameParty(one, party));
    if (index === -1) known.push(party);
    else known[index] = { ...party, ...known[index] };
  }
  return known;
}

/** Whether two parties are the same: by id, or by name when one of them has no id. */
function isSameParty(left: NamedParty, right: NamedParty): boolean {
  if (left.id !== undefined && right.id !== undefined) return left.id === right.id && left.idKind === right.idKind;
  const nameOf = ({ name = '' }: NamedParty) =>
    name
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, ' ')
      .trim();
  return nameOf(left) === nameOf(right);
}
