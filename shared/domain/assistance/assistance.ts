import type { Decided } from '../adjustment/adjustment.ts';
import type { Cents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** The state of an application for financial assistance. */
export const assistanceStates = {
  open: { meaning: 'Nobody has decided; the account is held meanwhile.' },
  approved: { meaning: 'A part of what is owed for the visits in its window is written off.' },
  denied: { meaning: 'Nothing is given up.' },
  withdrawn: { meaning: 'Who applied does not want it any more.' },
  ended: { meaning: 'It was approved, and ended before its last day; what was given up stays so.' },
} as const;
export type AssistanceState = keyof typeof assistanceStates;

/** Documents that prove the stated facts. */
export const assistanceDocuments = {
  'tax-return': { meaning: 'A tax return.' },
  'pay-stubs': { meaning: 'Pay stubs, or a letter of the employer.' },
  'benefit-letter': { meaning: 'A letter about benefits: unemployment, social security, food assistance.' },
  'bank-statement': { meaning: 'Statements of a bank.' },
  'medicaid-decision': { meaning: 'A decision about Medicaid.' },
  'own-statement': { meaning: 'A signed statement of the household itself.' },
  other: { meaning: 'Something else, which the note says.' },
} as const;
export type AssistanceDocumentKind = keyof typeof assistanceDocuments;

export interface AssistanceDocument {
  readonly kind: AssistanceDocumentKind;
  readonly receivedOn: LocalDate;
  readonly note?: string;
}

/** The stated facts of a household. */
export interface Household {
  /** The number of people who live on the income. */
  readonly size: number;
  /** Per year. */
  readonly incomeCents: Cents;
}

/**
 * An account's application for financial assistance. A person decides; the discount is booked as adjustments, which can
 * be reversed.
 */
export interface AssistanceApplication {
  readonly id: string;
  readonly version: number;
  readonly accountId: string;
  readonly state: AssistanceState;
  readonly appliedOn: LocalDate;
  readonly household: Household;
  readonly documents: readonly AssistanceDocument[];
  readonly entered: { readonly by: string; readonly at: Instant };
  /** Who last changed the facts of the household. */
  readonly amended?: { readonly by: string; readonly at: Instant };
  /** The account's hold during the application. */
  readonly holdNumber: number;
  readonly decision?: Decided & {
    /**
     * Present after approval: the guideline year, the income as a percentage of the guideline, and the write-off rate
     * in hundredths of a percent.
     */
    readonly guidelineYear?: number;
    readonly percent?: number;
    readonly rate?: number;
  };
  /** The dates of service that it covers. */
  readonly from?: LocalDate;
  readonly until?: LocalDate;
  /** The claims that have their discount, with its adjustment. */
  readonly given: readonly { readonly claimId: string; readonly adjustmentId: string; readonly cents: Cents }[];
  readonly ended?: Decided;
}

/** At most this many claims get their discount in one step; apply it again for the others. */
export const mostAssistedAtOnce = 12;
