import { cents } from '../shared/domain/money/cents.ts';
import { present } from '../shared/domain/present.ts';
import type { LocalDate } from '../shared/domain/time/local-date.ts';
import { eligibilityAnswerGuide, eligibilityInquiryGuide } from '../shared/x12/270/eligibility-loops.ts';
import type {
  AnsweredMember,
  AnsweredReceiver,
  AnsweredSubscriber,
  EligibilityAnswer,
  EligibilityBenefit,
  EligibilityInquiry,
  InquiredDependent,
  InquiredSubscriber,
} from '../shared/x12/270/eligibility-parts.ts';
import type { InquiryTrace } from '../shared/x12/inquiry/inquiry-parts.ts';
import { chanceOf } from './chance.ts';
import { answerFile } from './inquiry-envelope.ts';
import { isProviderKnown, memberOf, rejectedFor, rejection } from './members.ts';
import type { Benefits, Knows, Member } from './scenario-checks.ts';

interface Asked {
  readonly seed: string;
  readonly knows: Knows;
}

/**
 * Answers a file of 270s with 271s, for the members that the payer knows; benefits that are not set are drawn at
 * random. Undefined when the file cannot be answered.
 */
export function answerEligibility(bytes: Uint8Array, asked: Asked): string | undefined {
  return answerFile(bytes, [eligibilityInquiryGuide, eligibilityAnswerGuide], (inquiry) => answerTo(inquiry, asked));
}

function answerTo(inquiry: EligibilityInquiry, asked: Asked): EligibilityAnswer {
  const { createdOn, reference, sources = [] } = inquiry;
  return {
    purpose: '11',
    createdOn,
    createdTime: '0900',
    ...present({ reference }),
    sources: sources.map(({ receivers = [], ...source }) => ({
      ...source,
      receivers: receivers.map(({ subscribers = [], ...receiver }): AnsweredReceiver => {
        const isKnown = isProviderKnown(asked.knows, receiver);
        // A provider that is not on file gets no information about patients.
        return {
          ...receiver,
          ...(isKnown ? {} : { rejections: [rejection('51')] }),
          subscribers: subscribers.map((each) => subscriberAnswer(each, { ...asked, on: createdOn, isKnown })),
        };
      }),
    })),
  };
}

interface About extends Asked {
  readonly on: LocalDate;
  readonly isKnown: boolean;
}

function subscriberAnswer(inquired: InquiredSubscriber, about: About): AnsweredSubscriber {
  const { questions = [], dependents, ...subscriber } = inquired;
  const { id, name, demographics } = subscriber;
  const found = memberOf(about.knows, id, { name, demographics });
  const member = found.kind === 'member' ? found.member : undefined;
  const reason = rejectedFor(found);
  const isTold = about.isKnown && reason === undefined;
  const told = (patient: InquiredSubscriber | InquiredDependent) =>
    isTold ? coverageOf(patient, { ...about, member, memberId: id ?? '' }) : {};
  return {
    ...subscriber,
    ...returned(subscriber.traces),
    ...(about.isKnown && reason !== undefined ? { rejections: [rejection(reason)] } : {}),
    ...(dependents === undefined || questions.length > 0 ? told(inquired) : {}),
    ...(dependents === undefined
      ? {}
      : {
          dependents: dependents.map((each): AnsweredMember => {
            const { questions: _, ...dependent } = each;
            return { ...dependent, ...returned(dependent.traces), ...told(each) };
          }),
        }),
  };
}

/** The traces of the inquiry, as returned in an answer. */
function returned(traces: readonly InquiryTrace[] | undefined) {
  return present({ traces: traces?.map((trace) => ({ ...trace, kind: '2' })) });
}

interface Covered extends About {
  readonly member: Member | undefined;
  readonly memberId: string;
}

/** Whether a patient is covered on the requested day, and what the plan pays. */
function coverageOf(
  { questions = [], dates = [] }: InquiredSubscriber | InquiredDependent,
  { member, memberId, seed, on }: Covered,
): Pick<AnsweredMember, 'benefits' | 'dates'> {
  const day = dates.find(({ on: stated }) => stated !== undefined)?.on ?? on;
  const benefits = { ...drawnBenefits(seed, memberId), ...member?.benefits };
  const types = [...new Set(['30', ...questions.flatMap(({ serviceTypes = [] }) => serviceTypes)])];
  const isActive = (member?.from ?? '') <= day && day <= (member?.until ?? '9999-12-31');
  // A random member's plan runs for the calendar year, not from the day of the question.
  const from = (member?.from ?? (isActive ? `${day.slice(0, 4)}-01-01` : undefined)) as LocalDate | undefined;
  const until = member?.until as LocalDate | undefined;
  return {
    dates: [
      ...(from === undefined ? [] : [{ kind: '346', on: from }]),
      ...(until === undefined ? [] : [{ kind: '347', on: until }]),
    ],
    benefits: isActive
      ? activeBenefits(types, benefits)
      : [{ information: '6', coverageLevel: 'IND', serviceTypes: ['30'], plan: benefits.plan }],
  };
}

type Plan = Required<Omit<Benefits, 'deductibleLeft'>> & Pick<Benefits, 'deductibleLeft'>;

/** A plan drawn from the seed and the member's id: the same member has the same plan. */
function drawnBenefits(seed: string, memberId: string): Plan {
  const chance = chanceOf(seed, 'plan', memberId);
  const deductible = chance.pick([50_000, 100_000, 200_000]);
  return {
    plan: chance.pick(['GOLD PPO (SYNTHETIC)', 'SILVER PPO (SYNTHETIC)', 'BRONZE HMO (SYNTHETIC)']),
    copay: chance.pick([1_500, 2_000, 2_500, 4_000]),
    coinsurance: chance.pick([10, 20, 30]),
    deductible,
    deductibleLeft: chance.below(deductible / 100) * 100,
  };
}

function activeBenefits(serviceTypes: readonly string[], plan: Plan): EligibilityBenefit[] {
  const { copay, coinsurance, deductible, deductibleLeft = deductible } = plan;
  const whole = { coverageLevel: 'IND', serviceTypes: ['30'], inNetwork: 'Y' };
  return [
    { information: '1', coverageLevel: 'IND', serviceTypes, plan: plan.plan },
    { information: 'C', ...whole, period: '23', amountCents: cents(deductible) },
    { information: 'C', ...whole, period: '29', amountCents: cents(Math.min(deductible, deductibleLeft)) },
    { information: 'A', ...whole, period: '27', percent: partOf(coinsurance) },
    { information: 'B', ...whole, serviceTypes: ['98'], period: '27', amountCents: cents(copay) },
  ];
}

/** `20` becomes `.2`: X12 states percentages as fractions. */
function partOf(percent: number): string {
  return String(percent / 100).replace(/^0(?=\.)/, '');
}
