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

/** How far a charge is. */
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

/** Why our own rules declined it, beside the processor's words. */
export const ownDeclines = {
  'not-announced': 'Nobody could be told by e-mail or text.',
  'nothing-due': 'Nothing is owed any more, or less than a card can be charged.',
  'may-not-charge': 'The account, or what is owed, may not be charged now.',
  'card-removed': 'The card is not on file any more, or has expired.',
  'plan-ended': 'The plan of which it is an instalment is over.',
  'over-the-limit': 'It is more than the guarantor agreed to for one charge.',
  'connection-off': 'The connection to the processor is off, or its secret is missing.',
} as const;
export type OwnDecline = keyof typeof ownDeclines;

/** A dispute of what was paid. */
export interface ChargeDispute extends Pick<ProcessorDispute, 'id' | 'cents' | 'state' | 'reason' | 'evidenceBy'> {
  /** Whether the books have it: by the product, by a person who reversed the payment before, or not yet. */
  readonly booked: 'yes' | 'by-a-person' | 'no';
  /** The payment under which the money is in the books again, when the dispute was won. */
  readonly wonPaymentId?: string;
  /** Somebody decided that the office bears what is not left of the payment: how much that was, once it is booked, and when it came back. */
  readonly borne?: {
    readonly by: string;
    readonly at: Instant;
    readonly reason: string;
    readonly cents?: Cents;
    readonly regainedOn?: LocalDate;
  };
}

/** Money that a card is to be charged with. It has no number of a card, only the processor's tokens, a brand and four digits. */
export interface CardCharge {
  readonly id: string;
  /** Goes up with every write; a write names the version that it read. */
  readonly version: number;
  readonly connectionId: string;
  readonly entityId: string;
  readonly accountId: string;
  readonly way: ChargeWay;
  readonly state: ChargeState;
  readonly cents: Cents;
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** The claims that the money goes to first. */
  readonly claimIds: readonly string[];
  /** Whether it is also of what the account owes beside claims. */
  readonly withFees?: true;
  readonly linkId?: string;
  readonly cardId?: string;
  readonly planId?: string;
  /** The day on which it was announced to happen. */
  readonly chargeOn?: LocalDate;
  readonly announced?: { readonly at: Instant; readonly channel: 'email' | 'text'; readonly fileKey: string };
  /** Counts the orders to the processor: a card that was declined is charged again by a new one. */
  readonly attempt: number;
  /** When the processor was first asked for this attempt: its amount does not change any more. */
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
  /** What the bank is to show of disputes that the office bears: below zero what it takes, above what it brings back. */
  readonly lossInTransit?: { readonly cents: Cents; readonly on: LocalDate };
}

/** Where a charge is listed: by what there is to do. */
export const chargeLists = ['announced', 'started', 'declined', 'disputed'] as const;
export type ChargeList = (typeof chargeLists)[number];

const openDisputes: readonly ProcessorDispute['state'][] = ['inquiry', 'open'];

/** The list of work that a charge is on; undefined when there is nothing to do. */
export function listOf({ state, disputes = [] }: Pick<CardCharge, 'state' | 'disputes'>): ChargeList | undefined {
  const isDisputed = disputes.some(
    (each) => openDisputes.includes(each.state) || (each.booked === 'no' && each.state === 'lost'),
  );
  if (isDisputed) return 'disputed';
  return chargeLists.find((list) => list === state);
}

/** Whether nobody knows what became of the order: it was made and never answered. It is looked for, not made again, and its amount stays. */
export function isUnanswered({ orderedAt, decline }: Pick<CardCharge, 'orderedAt' | 'decline'>): boolean {
  return orderedAt !== undefined && decline !== undefined && decline.code in ownDeclines;
}

/** The smallest amount that a processor charges. */
export const leastChargeCents = 50 as Cents;

/** The charge that a processor's reference names: the id alone for a page, with the attempt for a card on file. */
export function chargeIdOf(reference: string): string {
  return reference.split('-')[0] as string;
}

/** An order with the same key is one order: this attempt of this charge. */
export function orderKey({ id, attempt }: Pick<CardCharge, 'id' | 'attempt'>): string {
  return `${id}-${attempt}`;
}
