import type { FormFields } from './form.ts';

/** What a card does when it is charged, by its token. */
export const practiceCards = {
  pm_card_visa: { brand: 'visa', last4: '4242' },
  pm_card_mastercard: { brand: 'mastercard', last4: '4444' },
  pm_card_chargeDeclined: { brand: 'visa', last4: '0002', declines: 'generic_decline' },
  pm_card_chargeDeclinedInsufficientFunds: { brand: 'visa', last4: '9995', declines: 'insufficient_funds' },
  pm_card_authenticationRequired: { brand: 'visa', last4: '3184', asksHolder: true },
} as const satisfies Record<string, PracticeCard>;

export interface PracticeCard {
  readonly brand: string;
  readonly last4: string;
  readonly declines?: string;
  /** The bank requires the cardholder to confirm: without the cardholder, the card is declined. */
  readonly asksHolder?: true;
}

export type PracticeCardName = keyof typeof practiceCards;

export interface Payment {
  readonly id: string;
  readonly chargeId: string;
  readonly cents: number;
  readonly customer?: string | undefined;
  readonly metadata: FormFields;
  status: 'succeeded' | 'requires_payment_method' | 'canceled';
  card?: PracticeCard;
  /** When it was paid, in seconds. */
  paidAt?: number;
  error?: { readonly code: string; readonly declineCode?: string };
  /** Absent until the fee is known. */
  feeCents?: number;
  refundedCents: number;
}

export interface Page {
  readonly id: string;
  readonly mode: 'payment' | 'setup';
  readonly cents: number;
  readonly customer?: string | undefined;
  readonly metadata: FormFields;
  readonly returnTo: string;
  readonly title: string;
  readonly words: string;
  readonly closesAt: number;
  status: 'open' | 'complete' | 'expired';
  paymentId?: string;
  method?: string;
}

export interface Refund {
  readonly id: string;
  readonly paymentId: string;
  readonly cents: number;
  readonly metadata: FormFields;
  status: 'pending' | 'succeeded' | 'failed';
}

export interface Dispute {
  readonly id: string;
  readonly paymentId: string;
  readonly cents: number;
  readonly dueBy: number;
  status: 'warning_needs_response' | 'warning_closed' | 'needs_response' | 'won' | 'lost';
}

/** A card that a customer keeps on file, by its token. */
export interface Method {
  readonly id: string;
  readonly card: PracticeCard;
  customer?: string;
}

/** The request that came with an idempotency key, and its answer. */
export interface Kept {
  readonly order: string;
  readonly answer: ProcessorAnswer;
}

export interface ProcessorAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The processor's state. */
export interface ProcessorState {
  readonly customers: Set<string>;
  readonly payments: Map<string, Payment>;
  readonly pages: Map<string, Page>;
  readonly refunds: Map<string, Refund>;
  readonly disputes: Map<string, Dispute>;
  readonly methods: Map<string, Method>;
  readonly kept: Map<string, Kept>;
  /** Events that were not sent yet, oldest first. */
  readonly events: { readonly type: string; readonly object: object }[];
  count: number;
}

export function emptyState(): ProcessorState {
  return {
    ...{ customers: new Set(), payments: new Map(), pages: new Map(), refunds: new Map() },
    ...{ disputes: new Map(), methods: new Map(), kept: new Map(), events: [], count: 0 },
  };
}

/** The next id of a kind. The same requests in the same order give the same ids. */
export function nextId(state: ProcessorState, prefix: string): string {
  state.count += 1;
  return `${prefix}_practice${String(state.count).padStart(10, '0')}`;
}
