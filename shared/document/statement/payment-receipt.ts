import { formatAmount } from '../../domain/money/cents.ts';
import type { PatientPayment, PaymentReversal } from '../../domain/patient-payment/payment.ts';
import type { Addressee, StatementContent, StatementLanguage } from '../../domain/statement/statement.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { dayText } from '../day-text.ts';
import type { Block, Document, Fact } from '../document.ts';
import { partyFacts, phoneText } from '../party-facts.ts';
import { dollars } from './statement-document.ts';
import { statementWords } from './statement-words.ts';

interface ReceiptWords {
  readonly receipt: string;
  readonly received: string;
  readonly number: string;
  readonly payment: string;
  readonly noPayment: string;
  readonly reversed: Readonly<Record<PaymentReversal, string>>;
  readonly whereItStands: string;
  readonly for: string;
  readonly withTheAccount: string;
  readonly visitOf: string;
  readonly claim: string;
}

/** The words that receipts need and statements do not have. */
const receiptWords: Readonly<Record<StatementLanguage, ReceiptWords>> = {
  en: {
    receipt: 'Receipt',
    received: 'Received',
    number: 'Number',
    payment: 'Payment',
    noPayment: 'No longer a payment:',
    reversed: {
      voided: 'it was entered by mistake, and no money came.',
      returned: 'the bank returned the check or the debit.',
      'charged-back': 'the cardholder disputed it, and the card’s bank took it back.',
    },
    whereItStands: 'Where it stands',
    for: 'For',
    withTheAccount: 'With the account',
    visitOf: 'Visit of',
    claim: 'claim',
  },
  es: {
    receipt: 'Recibo',
    received: 'Recibido',
    number: 'Número',
    payment: 'Pago',
    noPayment: 'Ya no es un pago:',
    reversed: {
      voided: 'se registró por error y no llegó dinero.',
      returned: 'el banco devolvió el cheque o el débito.',
      'charged-back': 'el titular de la tarjeta lo hizo devolver.',
    },
    whereItStands: 'A qué se aplicó',
    for: 'Por',
    withTheAccount: 'En la cuenta',
    visitOf: 'Visita del',
    claim: 'reclamación',
  },
};

/** The recipient and sender of a receipt, its language, and the dates of its visits by claim. */
export interface ReceiptParties {
  readonly language: StatementLanguage;
  readonly addressee: Addressee;
  readonly sender: StatementContent['sender'];
  readonly visitOn: ReadonlyMap<string, LocalDate>;
}

/** Lays out the receipt of a payment, with the visits that it was applied to. A returned payment says so. */
export function paymentReceipt(
  { id, accountId, method, cents, receivedOn, reference, allocations, unappliedCents, reversed }: PatientPayment,
  { language, addressee, sender, visitOn }: ReceiptParties,
): Document {
  const words = statementWords[language];
  const own = receiptWords[language];
  const phone = sender.phone === undefined ? [] : [{ label: words.questions, value: phoneText(sender.phone) }];
  const facts: readonly Fact[] = [
    { label: own.received, value: dollars(cents), tone: 'strong' },
    { label: words.date, value: dayText(receivedOn, language), tone: 'strong' },
    { label: words.method, value: words.methods[method] ?? method },
    ...(reference === undefined ? [] : [{ label: own.number, value: reference }]),
    { label: words.account, value: accountId },
    { label: own.payment, value: id },
    ...phone,
  ];
  const warning: readonly Block[] =
    reversed === undefined
      ? []
      : [{ kind: 'text', text: `${own.noPayment} ${own.reversed[reversed.as]}`, tone: 'warning' }];
  const visitText = (claimId: string): string => {
    const on = visitOn.get(claimId);
    const claim = `${own.claim} ${claimId}`;
    if (on !== undefined) return `${own.visitOf} ${dayText(on, language)}, ${claim}`;
    return `${claim.charAt(0).toUpperCase()}${claim.slice(1)}`;
  };
  return {
    name: `${own.receipt} ${id}. ${words.synthetic}`,
    language,
    blocks: [
      { kind: 'title', text: own.receipt, right: dollars(cents) },
      {
        kind: 'facts',
        columns: [
          [...partyFacts(words.from, sender), { label: '', value: ' ' }, ...partyFacts(words.to, addressee)],
          facts,
        ],
      },
      ...warning,
      { kind: 'heading', text: own.whereItStands },
      {
        kind: 'table',
        columns: [
          { label: own.for, width: 70, align: 'left' },
          { label: words.amount, width: 18, align: 'right' },
        ],
        rows: [
          ...allocations.map(({ claimId, cents: part }) => ({ cells: [visitText(claimId), formatAmount(part)] })),
          ...(unappliedCents === 0 ? [] : [{ cells: [own.withTheAccount, formatAmount(unappliedCents)] }]),
        ],
      },
    ],
  };
}
