import type { Cents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { CardFace, ProcessorDispute } from './processor.ts';

/** How a card is charged. */
export const chargeWays = {
  page: { meaning: 'The guarantor pays on the processor’s page, from a pay link.' },
  present: { meaning: 'A card on file, while the guarantor is there and agrees.' },
  'on-file': { meaning: 'A card on file, by what the guarantor agreed to, after it was announced.' },
} as const;
export type ChargeWay = keyof typeof chargeWays;

/** The state of a charge. */
export const chargeStates = {
  announced: { meaning: 'The guarantor was told; the card is charged on that day unless somebody withdraws it.' },
  started: { meaning: 'The processor is asked, or its page is open.' },
  paid: { meaning: 'It was paid, and is a payment in the books.' },
  declined: { meaning: 'The card was declined, or may not be charged: somebody tries again or gives it up.' },
  withdrawn: {
    meaning: 'The guarantor objected or paid by its link, or somebody gave it up; the card was not charged.',
  },
  lapsed: { meaning: 'Nobody paid on the page while it was open.' },
} as const;
export type ChargeState = keyof typeof chargeStates;

/** Declines by our own rules, in addition to the processor's codes. */
export const ownDeclines = {
  'not-announced': 'Nobody could be told by e-mail or text.',
  'nothing-due': 'Nothing is owed any more, or less than a card can be charged.',
  'may-not-charge': 'The account, or what is owed, may not be charged now.',
  'card-removed': 'The card is not on file any more, or has expired.',
  'plan-ended': 'The payment plan that the instalment belongs to is over.',
  'over-the-limit': 'It is more than the guarantor agreed to for one charge.',
  'less-owed-now':
    'The order had no answer, and less is owed now. Its amount stays for a day, in case the processor has it: retry then.',
  'connection-off': 'The connection to the processor is off, or its secret is missing.',
} as const;
export type OwnDecline = keyof typeof ownDeclines;

/** A dispute of a payment. */
export interface ChargeDispute extends Pick<ProcessorDispute, 'id' | 'cents' | 'state' | 'reason'> {
  /** The office's day until which the processor takes evidence. */
  readonly evidenceBy?: LocalDate;
  /** Whether the dispute is booked: by the product, by a person who reversed the payment before, or not yet. */
  readonly booked: 'yes' | 'by-a-person' | 'no';
  /** The payment by which a won dispute's money is booked again. */
  readonly wonPaymentId?: string;
  /**
   * The part that the office bears because the payment had less left: the amount once booked, and when it came back.
   */
  readonly borne?: {
    readonly by: string;
    readonly at: Instant;
    readonly reason: string;
    readonly cents?: Cents;
    readonly regainedOn?: LocalDate;
  };
}

/** An amount to charge to a card. It contains no card number, only the processor's tokens, a brand and four digits. */
export interface CardCharge {
  readonly id: string;
  /** Rises with every write; a write names the version that it read. */
  readonly version: number;
  readonly connectionId: string;
  readonly entityId: string;
  readonly accountId: string;
  readonly way: ChargeWay;
  readonly state: ChargeState;
  readonly cents: Cents;
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** The claims to be paid first. */
  readonly claimIds: readonly string[];
  /** Whether it also covers the account's charges outside claims. */
  readonly withFees?: true;
  readonly linkId?: string;
  readonly cardId?: string;
  readonly planId?: string;
  /** The announced day of the charge. */
  readonly chargeOn?: LocalDate;
  readonly announced?: { readonly at: Instant; readonly channel: 'email' | 'text'; readonly fileKey: string };
  /** Counts the orders to the processor: a declined card is charged again by a new order. */
  readonly attempt: number;
  /** When this attempt was first sent to the processor: its amount no longer changes. */
  readonly orderedAt?: Instant;
  /** The processor's id of the page. */
  readonly pageId?: string;
  /** The processor's id of the payment. */
  readonly processorPaymentId?: string;
  readonly card?: CardFace;
  /** The payment in the books. */
  readonly paymentId?: string;
  readonly decline?: { readonly code: string; readonly on: LocalDate };
  readonly ended?: { readonly by: string; readonly at: Instant; readonly reason: string };
  readonly disputes?: readonly ChargeDispute[];
  /** Disputes that the office bears and the bank has not shown yet: negative for debits, positive for credits. */
  readonly lossInTransit?: { readonly cents: Cents; readonly on: LocalDate };
}

/** The lists of charges, by the work they need. */
export const chargeLists = ['announced', 'started', 'declined', 'disputed'] as const;
export type ChargeList = (typeof chargeLists)[number];

const openDisputes: readonly ProcessorDispute['state'][] = ['inquiry', 'open'];

/** The work list that a charge is on; undefined when it needs no work. */
export function listOf({ state, disputes = [] }: Pick<CardCharge, 'state' | 'disputes'>): ChargeList | undefined {
  const isDisputed = disputes.some(
    (each) => openDisputes.includes(each.state) || (each.booked === 'no' && each.state === 'lost'),
  );
  if (isDisputed) return 'disputed';
  return chargeLists.find((list) => list === state);
}

/**
 * Whether an order's result is unknown: it was sent and never answered. The order is looked up, not sent again, and its
 * amount stays.
 */
export function isUnanswered({ orderedAt, decline }: Pick<CardCharge, 'orderedAt' | 'decline'>): boolean {
  return orderedAt !== undefined && decline !== undefined && decline.code in ownDeclines;
}

/** The smallest amount that a processor charges. */
export const leastChargeCents = 50 as Cents;

/** The charge that a processor's reference names: the id alone for a page, with the attempt for a card on file. */
export function chargeIdOf(reference: string): string {
  return reference.split('-')[0] as string;
}

/** The idempotency key: this attempt of this charge. */
export function orderKey({ id, attempt }: Pick<CardCharge, 'id' | 'attempt'>): string {
  return `${id}-${attempt}`;
}
