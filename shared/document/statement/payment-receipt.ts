import { formatAmount } from '../../domain/money/cents.ts';
import { type PatientPayment, paymentReversals } from '../../domain/patient-payment/payment.ts';
import type { Addressee, StatementContent } from '../../domain/statement/statement.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { dayText } from '../day-text.ts';
import type { Block, Document, Fact } from '../document.ts';
import { partyFacts, phoneText } from '../party-facts.ts';
import { dollars } from './statement-document.ts';
import { statementWords } from './statement-words.ts';

/** The recipient and sender of a receipt, and the dates of its visits by claim. */
export interface ReceiptParties {
  readonly addressee: Addressee;
  readonly sender: StatementContent['sender'];
  readonly visitOn: ReadonlyMap<string, LocalDate>;
}

/** Lays out the receipt of a payment, with the visits that it was applied to. A returned payment says so. */
export function paymentReceipt(
  { id, accountId, method, cents, receivedOn, reference, allocations, unappliedCents, reversed }: PatientPayment,
  { addressee, sender, visitOn }: ReceiptParties,
): Document {
  const phone = sender.phone === undefined ? [] : [{ label: 'Questions? Call', value: phoneText(sender.phone) }];
  const facts: readonly Fact[] = [
    { label: 'Received', value: dollars(cents), tone: 'strong' },
    { label: 'Date', value: dayText(receivedOn, 'en'), tone: 'strong' },
    { label: 'How', value: statementWords.en.methods[method] ?? method },
    ...(reference === undefined ? [] : [{ label: 'Number', value: reference }]),
    { label: 'Account', value: accountId },
    { label: 'Payment', value: id },
    ...phone,
  ];
  const warning: readonly Block[] =
    reversed === undefined
      ? []
      : [{ kind: 'text', text: `No payment any more: ${paymentReversals[reversed.as].meaning}`, tone: 'warning' }];
  return {
    name: `Receipt ${id}. Contains protected health information.`,
    blocks: [
      { kind: 'title', text: 'Receipt', right: dollars(cents) },
      {
        kind: 'facts',
        columns: [[...partyFacts('From', sender), { label: '', value: ' ' }, ...partyFacts('To', addressee)], facts],
      },
      ...warning,
      { kind: 'heading', text: 'Where it stands' },
      {
        kind: 'table',
        columns: [
          { label: 'For', width: 70, align: 'left' },
          { label: 'Amount', width: 18, align: 'right' },
        ],
        rows: [
          ...allocations.map(({ claimId, cents: part }) => ({
            cells: [visitText(claimId, visitOn.get(claimId)), formatAmount(part)],
          })),
          ...(unappliedCents === 0 ? [] : [{ cells: ['With the account', formatAmount(unappliedCents)] }]),
        ],
      },
    ],
  };
}

function visitText(claimId: string, on: LocalDate | undefined): string {
  return on === undefined ? `Claim ${claimId}` : `Visit of ${dayText(on, 'en')}, claim ${claimId}`;
}
