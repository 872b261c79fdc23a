import type { Cents } from '../money/cents.ts';
import type { Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';

/**
 * A company that charges cards. It is asked for money and told our own ids, never who a patient is or why he pays; it tells tokens, a brand
 * and four digits, never a card's number.
 */
export interface CardProcessor {
  /** Makes who will be charged again known to the processor. @returns its token of him */
  newCustomer(order: Named): Promise<Asked<string>>;
  /** Charges a card that is on file. A declined card is an answer, not a fault. */
  charge(order: ChargeOrder): Promise<Asked<ProcessorPayment>>;
  /** The payment that an earlier order with this reference made for a customer, if one arrived. */
  findPayment(customerToken: string, reference: string): Promise<Asked<ProcessorPayment | undefined>>;
  readPayment(id: string): Promise<Asked<ProcessorPayment>>;
  /** Makes a page of the processor on which a card is entered: to pay, or to be kept. */
  openPage(order: PageOrder): Promise<Asked<ProcessorPage>>;
  readPage(id: string): Promise<Asked<ProcessorPage>>;
  /** Closes a page, so that nobody pays on it any more. What was paid on it meanwhile is in the answer. */
  closePage(id: string): Promise<Asked<ProcessorPage>>;
  refund(order: RefundOrder): Promise<Asked<ProcessorRefund>>;
  readRefund(id: string): Promise<Asked<ProcessorRefund>>;
  /** The refund of a payment that an earlier order with this reference made, if one arrived. */
  findRefund(paymentId: string, reference: string): Promise<Asked<ProcessorRefund | undefined>>;
  readDispute(id: string): Promise<Asked<ProcessorDispute>>;
  /** Forgets a card that was on file. */
  forgetCard(cardToken: string): Promise<Asked<undefined>>;
}

/** Why a processor could not be asked, or did not do it. */
export const processorFaults = {
  unreachable: { meaning: 'The processor did not answer, or asked to be left alone for a while.' },
  'key-refused': { meaning: 'The processor does not accept the office’s key.' },
  unknown: { meaning: 'The processor knows nothing with this id.' },
  foreign: {
    meaning: 'It is in a form that nothing has that was made here: another currency, or no payment.',
  },
  refused: { meaning: 'The processor refused what was asked.' },
  unreadable: { meaning: 'The processor’s answer has another form than its documentation says.' },
  'wrong-mode': {
    meaning: 'The processor answered with test data for a live account, or the other way round.',
  },
} as const;

/** A fault; `code` is the processor's own word, where it gave one. */
export interface ProcessorFault {
  readonly fault: keyof typeof processorFaults;
  readonly code?: string;
}

export type Asked<Value> = Result<Value, ProcessorFault>;

interface Named {
  /** Our own id of what it is about: the processor keeps it, and tells it again. */
  readonly reference: string;
  /** The same key with the same order is one order, however often it is sent. */
  readonly key: string;
}

export interface ChargeOrder extends Named {
  readonly cents: Cents;
  readonly customerToken: string;
  readonly cardToken: string;
  /** Whether the guarantor is there and agrees; otherwise it is charged by what he agreed to before. */
  readonly isPresent: boolean;
}

export interface PageOrder extends Named {
  readonly wants:
    | { readonly kind: 'payment'; readonly cents: Cents }
    | { readonly kind: 'card'; readonly customerToken: string; readonly words: string };
  /** What the page says is paid; without anything about health. */
  readonly title: string;
  readonly language: 'en' | 'es';
  /** Where the browser goes afterwards. */
  readonly returnTo: string;
  /** Seconds since 1970 at which the page closes by itself. */
  readonly closesAt: number;
}

export interface RefundOrder extends Named {
  readonly paymentId: string;
  readonly cents: Cents;
}

/** What may be known of a card. */
export interface CardFace {
  readonly brand: string;
  readonly last4: string;
}

/** A payment as the processor has it now. */
export interface ProcessorPayment {
  readonly id: string;
  /** Our reference; absent when it was not made by us. */
  readonly reference?: string;
  readonly cents: Cents;
  readonly state: 'succeeded' | 'pending' | 'declined' | 'waiting' | 'cancelled';
  /** The processor's word for why it was declined. */
  readonly declineCode?: string;
  readonly card?: CardFace;
  /** What the processor keeps, once it knows. */
  readonly feeCents?: Cents;
}

/** A card that may be charged again. */
export interface KeptCard extends CardFace {
  readonly customerToken: string;
  readonly cardToken: string;
  /** `YYYY-MM`. */
  readonly expires: string;
}

export interface ProcessorPage {
  readonly id: string;
  readonly reference?: string;
  readonly state: 'open' | 'complete' | 'expired';
  /** Where the page is, while it is open. */
  readonly url?: string;
  /** The payment that was made on it, or is being made. */
  readonly paymentId?: string;
  readonly card?: KeptCard;
}

export interface ProcessorRefund {
  readonly id: string;
  readonly reference?: string;
  readonly paymentId: string;
  readonly cents: Cents;
  readonly state: 'pending' | 'succeeded' | 'failed';
  readonly failureCode?: string;
}

/** A card's holder disputes a payment at his bank. */
export interface ProcessorDispute {
  readonly id: string;
  readonly paymentId: string;
  readonly cents: Cents;
  /** `inquiry`: his bank only asks. `closed`: it asked, and left it at that. */
  readonly state: 'inquiry' | 'closed' | 'open' | 'won' | 'lost';
  /** Whether the money was taken from the office. */
  readonly isWithdrawn: boolean;
  /** What the processor charges for it. */
  readonly feeCents: Cents;
  readonly reason: string;
  /** Until when evidence is taken. */
  readonly evidenceBy?: LocalDate;
}

/** What an event is about: the processor is asked how that stands now, so that the order of events does not matter. */
export const eventSubjects = ['payment', 'page', 'refund', 'dispute'] as const;
export type EventSubject = (typeof eventSubjects)[number];

/** An event that the processor sent; without a subject when it is none that concerns us. */
export interface ProcessorEvent {
  readonly id: string;
  readonly isLive: boolean;
  readonly subject?: { readonly kind: EventSubject; readonly id: string };
}
