import type { Cents } from '../money/cents.ts';
import type { Result } from '../result.ts';
import type { Instant } from '../time/local-date.ts';

/**
 * A company that charges cards. It receives amounts and our own ids, never who a patient is or the reason for the
 * payment; it returns tokens, a brand and four digits, never a card number.
 */
export interface CardProcessor {
  /** Registers a customer for repeated charges. @returns the processor's customer token */
  newCustomer(order: Named): Promise<Asked<string>>;
  /** Charges a card that is on file. A declined card is an answer, not a fault. */
  charge(order: ChargeOrder): Promise<Asked<ProcessorPayment>>;
  /** The payment of an earlier order with this reference for a customer, if the order arrived. */
  findPayment(customerToken: string, reference: string): Promise<Asked<ProcessorPayment | undefined>>;
  readPayment(id: string): Promise<Asked<ProcessorPayment>>;
  /** Makes a page of the processor on which a card is entered: to pay, or to be kept. */
  openPage(order: PageOrder): Promise<Asked<ProcessorPage>>;
  readPage(id: string): Promise<Asked<ProcessorPage>>;
  /** Closes a page, so that nobody can pay on it. The answer includes a payment made meanwhile. */
  closePage(id: string): Promise<Asked<ProcessorPage>>;
  refund(order: RefundOrder): Promise<Asked<ProcessorRefund>>;
  readRefund(id: string): Promise<Asked<ProcessorRefund>>;
  /** The refund of an earlier order with this reference, if the order arrived. */
  findRefund(paymentId: string, reference: string): Promise<Asked<ProcessorRefund | undefined>>;
  readDispute(id: string): Promise<Asked<ProcessorDispute>>;
  /** Deletes a card on file. */
  forgetCard(cardToken: string): Promise<Asked<undefined>>;
}

/** Why a processor could not be reached, or refused. */
export const processorFaults = {
  unreachable: { meaning: 'The processor did not answer, or asked to be tried again later.' },
  'key-refused': { meaning: 'The processor does not accept the office’s key.' },
  unknown: { meaning: 'The processor knows nothing with this id.' },
  foreign: {
    meaning: 'It is in a form that nothing has that was made here: another currency, or no payment.',
  },
  refused: { meaning: 'The processor refused what was asked.' },
  unreadable: { meaning: 'The processor’s answer has another form than its documentation says.' },
  'wrong-mode': {
    meaning: 'The processor answered with test data for a live account, or with live data for a test account.',
  },
} as const;

/** A fault; `code` is the processor's own, where it gave one. */
export interface ProcessorFault {
  readonly fault: keyof typeof processorFaults;
  readonly code?: string;
}

export type Asked<Value> = Result<Value, ProcessorFault>;

interface Named {
  /** Our id of the subject: the processor stores and returns it. */
  readonly reference: string;
  /** Idempotency key: the same key with the same order is one order, however often it is sent. */
  readonly key: string;
}

export interface ChargeOrder extends Named {
  readonly cents: Cents;
  readonly customerToken: string;
  readonly cardToken: string;
  /** Whether the guarantor is present and agrees; otherwise the charge relies on an earlier consent. */
  readonly isPresent: boolean;
}

export interface PageOrder extends Named {
  readonly wants:
    | { readonly kind: 'payment'; readonly cents: Cents }
    | { readonly kind: 'card'; readonly customerToken: string; readonly words: string };
  /** The page's description of the payment; without any health information. */
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

/** The known facts of a card. */
export interface CardFace {
  readonly brand: string;
  readonly last4: string;
}

/** The current state of a payment at the processor. */
export interface ProcessorPayment {
  readonly id: string;
  /** Our reference; absent when we did not make the payment. */
  readonly reference?: string;
  readonly cents: Cents;
  readonly state: 'succeeded' | 'pending' | 'declined' | 'waiting' | 'cancelled';
  /** The processor's reason code for a decline. */
  readonly declineCode?: string;
  readonly card?: CardFace;
  /** The processor's fee, once known. */
  readonly feeCents?: Cents;
  /** When the card was charged. */
  readonly paidAt?: Instant;
}

/** A card for repeated charges. */
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
  /** The page's address, while it is open. */
  readonly url?: string;
  /** The payment that was made or is being made on the page. */
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

/** A cardholder disputes a payment through the bank. */
export interface ProcessorDispute {
  readonly id: string;
  readonly paymentId: string;
  readonly cents: Cents;
  /** `inquiry`: the bank only asks. `closed`: an inquiry that ended without a dispute. */
  readonly state: 'inquiry' | 'closed' | 'open' | 'won' | 'lost';
  /** Whether the money was taken from the office. */
  readonly isWithdrawn: boolean;
  /** The processor's fee for the dispute. */
  readonly feeCents: Cents;
  readonly reason: string;
  /** The deadline for evidence. */
  readonly evidenceUntil?: Instant;
}

/** The subject of an event: its current state is read from the processor, so the order of events does not matter. */
export const eventSubjects = ['payment', 'page', 'refund', 'dispute'] as const;
export type EventSubject = (typeof eventSubjects)[number];

/** An event from the processor; without a subject when it does not concern us. */
export interface ProcessorEvent {
  readonly id: string;
  readonly isLive: boolean;
  readonly subject?: { readonly kind: EventSubject; readonly id: string };
}
