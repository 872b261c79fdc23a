import type { Cents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { CardFace } from './processor.ts';

/** The state of a card on file. */
export const cardStates = {
  waiting: { meaning: 'The processor’s page, on which the card is entered, is open.' },
  active: { meaning: 'It can be charged as the guarantor agreed.' },
  removed: { meaning: 'The guarantor took the consent back, or somebody removed it; the processor has forgotten it.' },
  lapsed: { meaning: 'Nobody entered a card while the page was open.' },
} as const;

/** How the guarantor consented. */
export const consentForms = ['signed', 'online', 'spoken'] as const;
export type ConsentForm = (typeof consentForms)[number];

/** The guarantor's consent. */
export interface CardConsent {
  readonly on: LocalDate;
  readonly form: ConsentForm;
  /** The largest amount of one charge; when absent, the balance is the only limit. */
  readonly mostCents?: Cents;
  /** Who recorded it. */
  readonly recordedBy: string;
  /** The words of the consent, as the page showed them. */
  readonly words: string;
}

/**
 * A card for repeated charges on an account: the processor keeps the card; we know its tokens, brand, last four digits
 * and expiry.
 */
export interface CardOnFile {
  readonly id: string;
  readonly version: number;
  readonly accountId: string;
  readonly connectionId: string;
  readonly state: keyof typeof cardStates;
  readonly consent: CardConsent;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly customerToken: string;
  readonly pageId: string;
  /** The page for entering the card, while it is open. */
  readonly pageUrl?: string;
  readonly cardToken?: string;
  readonly face?: CardFace;
  /** `YYYY-MM`. */
  readonly expires?: string;
  readonly removed?: { readonly by: string; readonly at: Instant; readonly reason: string };
}

/** Whether a card can be charged on a day: it is on file, and not expired. */
export function canCharge({ state, expires }: CardOnFile, on: LocalDate): boolean {
  return state === 'active' && expires !== undefined && on.slice(0, 7) <= expires;
}

const texts = {
  en: (payee: string, days: number, most: string | undefined) =>
    `${payee} keeps this card and may charge it with what you owe${most === undefined ? '' : `, at most ${most} at a time`}. You are told ${days} days before each charge, and can object or end this at any time.`,
  es: (payee: string, days: number, most: string | undefined) =>
    `${payee} conserva esta tarjeta y puede cobrar en ella lo que usted debe${most === undefined ? '' : `, como máximo ${most} cada vez`}. Se le avisa ${days} días antes de cada cobro; puede oponerse o terminar esto en cualquier momento.`,
};

/** The words of the guarantor's consent. */
export function consentWords(
  language: 'en' | 'es',
  { payee, days, most }: { readonly payee: string; readonly days: number; readonly most?: string | undefined },
): string {
  return texts[language](payee, days, most);
}
