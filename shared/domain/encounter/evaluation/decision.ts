import type { LocalDate } from '../../time/local-date.ts';

/**
 * Levels of medical decision making and its three elements, by the guidelines for evaluation and management of 2021 (office) and 2023 (everywhere).
 * Two of the three elements must be met or exceeded.
 */
export const decisions = ['straightforward', 'low', 'moderate', 'high'] as const;
export type Decision = (typeof decisions)[number];

/** The day from which the guidelines apply to visits outside the office; some entries below are new in them. */
export const guidelinesOf2023 = '2023-01-01' as LocalDate;

interface Entry {
  readonly meaning: string;
  readonly decision: Decision;
  /** The level when there are two or more of them. */
  readonly several?: Decision;
  /** The first day on which it counts; always when absent. */
  readonly from?: LocalDate;
}

/** Problems that were addressed at the visit. */
export const problemKinds = {
  minor: { meaning: 'Self-limited or minor problem', decision: 'straightforward', several: 'low' },
  'chronic-stable': { meaning: 'Stable chronic illness', decision: 'low', several: 'moderate' },
  'acute-stable': { meaning: 'Stable acute illness', decision: 'low', from: guidelinesOf2023 },
  'acute-uncomplicated': { meaning: 'Acute uncomplicated illness or injury', decision: 'low' },
  'acute-uncomplicated-hospital': {
    meaning: 'Acute uncomplicated illness or injury that needs hospital inpatient or observation care',
    decision: 'low',
    from: guidelinesOf2023,
  },
  'chronic-worse': {
    meaning: 'Chronic illness with exacerbation, progression, or side effects of treatment',
    decision: 'moderate',
  },
  undiagnosed: { meaning: 'Undiagnosed new problem with uncertain prognosis', decision: 'moderate' },
  'acute-systemic': { meaning: 'Acute illness with systemic symptoms', decision: 'moderate' },
  'acute-complicated': { meaning: 'Acute complicated injury', decision: 'moderate' },
  'chronic-severe': {
    meaning: 'Chronic illness with severe exacerbation, progression, or side effects of treatment',
    decision: 'high',
  },
  threatening: {
    meaning: 'Acute or chronic illness or injury that threatens life or bodily function',
    decision: 'high',
  },
} as const satisfies Record<string, Entry>;
export type ProblemKind = keyof typeof problemKinds;

/** Risks of complications of tests, and of treatments that were decided on or considered. */
export const riskFactors = {
  minimal: { meaning: 'Minimal risk', decision: 'straightforward' },
  low: { meaning: 'Low risk', decision: 'low' },
  'prescription-drugs': { meaning: 'Prescription drug management', decision: 'moderate' },
  'minor-surgery-with-risks': {
    meaning: 'Decision on minor surgery with risk factors of the patient or procedure',
    decision: 'moderate',
  },
  'major-surgery': {
    meaning: 'Decision on elective major surgery without identified risk factors',
    decision: 'moderate',
  },
  'social-determinants': {
    meaning: 'Diagnosis or treatment significantly limited by social determinants of health',
    decision: 'moderate',
  },
  'moderate-other': { meaning: 'Another moderate risk', decision: 'moderate' },
  'intensive-monitoring': {
    meaning: 'Drug therapy that needs intensive monitoring for toxicity',
    decision: 'high',
  },
  'major-surgery-with-risks': {
    meaning: 'Decision on elective major surgery with risk factors of the patient or procedure',
    decision: 'high',
  },
  'emergency-surgery': { meaning: 'Decision on emergency major surgery', decision: 'high' },
  hospitalization: { meaning: 'Decision on hospitalisation, or on more of hospital-level care', decision: 'high' },
  'limited-care': {
    meaning: 'Decision not to resuscitate, or for less care, because of a poor prognosis',
    decision: 'high',
  },
  'parenteral-controlled': {
    meaning: 'Parenteral controlled substances',
    decision: 'high',
    from: guidelinesOf2023,
  },
  'high-other': { meaning: 'Another high risk', decision: 'high' },
} as const satisfies Record<string, Entry>;
export type RiskFactor = keyof typeof riskFactors;

/**
 * The data that were reviewed and analysed. An ordered test does not also count as reviewed: the review is part of the
 * order.
 */
export interface ReviewedData {
  /** Earlier notes from outside, each source once. */
  readonly externalNotes?: number;
  /** Results of unique tests that were not ordered at this visit. */
  readonly testsReviewed?: number;
  /** Unique tests that were ordered. */
  readonly testsOrdered?: number;
  readonly independentHistorian?: true;
  /** Interpretation of a test that somebody else performed, which is not billed. */
  readonly independentInterpretation?: true;
  /** Discussion of management or a test with somebody outside, which is not billed. */
  readonly externalDiscussion?: true;
}

/** How many problems of each kind. */
export type Problems = { readonly [Kind in ProblemKind]?: number };

const rankOf = (decision: Decision): number => decisions.indexOf(decision);
const highest = (found: readonly Decision[]): Decision =>
  found.reduce((left, right) => (rankOf(right) > rankOf(left) ? right : left), 'straightforward');

/** The level of the problems addressed. */
export function decisionOfProblems(problems: Problems): Decision {
  const found = (Object.entries(problemKinds) as [ProblemKind, Entry][]).flatMap(([kind, entry]) => {
    const count = problems[kind] ?? 0;
    return count === 0 ? [] : [count >= 2 ? (entry.several ?? entry.decision) : entry.decision];
  });
  return highest(found);
}

/** The level of the data: limited is low, extensive is high. */
export function decisionOfData(data: ReviewedData): Decision {
  const documents = (data.externalNotes ?? 0) + (data.testsReviewed ?? 0) + (data.testsOrdered ?? 0);
  const historian = data.independentHistorian === true ? 1 : 0;
  const categories = [
    documents + historian >= 3,
    data.independentInterpretation === true,
    data.externalDiscussion === true,
  ].filter(Boolean).length;
  if (categories >= 2) return 'high';
  if (categories === 1) return 'moderate';
  return documents >= 2 || historian === 1 ? 'low' : 'straightforward';
}

/** The level of the risk. */
export function decisionOfRisk(factors: readonly RiskFactor[]): Decision {
  return highest(factors.map((factor) => riskFactors[factor].decision));
}

/** The level that two of the three elements meet or exceed. */
export function twoOfThree(elements: readonly [Decision, Decision, Decision]): Decision {
  const [, middle] = [...elements].sort((left, right) => rankOf(right) - rankOf(left));
  return middle as Decision;
}

/** Problems and risks of a worksheet that did not count on a day. */
export function notYetCounted(problems: Problems, factors: readonly RiskFactor[], day: LocalDate): readonly string[] {
  const isEarly = ({ from }: Entry) => from !== undefined && from > day;
  return [
    ...(Object.keys(problems) as ProblemKind[]).filter((kind) => isEarly(problemKinds[kind])),
    ...factors.filter((factor) => isEarly(riskFactors[factor])),
  ];
}

/** Whether one level of decision making is at least another. */
export function isAtLeast(decision: Decision, other: Decision): boolean {
  return rankOf(decision) >= rankOf(other);
}
