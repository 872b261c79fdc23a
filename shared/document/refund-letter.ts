import { formatAmount } from '../domain/money/cents.ts';
import type { Refund, SentCheck } from '../domain/refund/refund.ts';
import type { StatementContent } from '../domain/statement/statement.ts';
import { dayText } from './day-text.ts';
import type { Block, Document, Fact } from './document.ts';
import { partyFacts, phoneText } from './party-facts.ts';

/**
 * The letter that goes with a refund check: amount and reason. The same refund from the same sender gives the same
 * letter.
 */
export function refundLetter(
  { id, of, cents, payee, sent }: Refund & { readonly sent: SentCheck },
  sender: StatementContent['sender'],
): Document {
  const facts: Fact[] = [
    { label: 'Amount', value: `$${formatAmount(cents)}`, tone: 'strong' },
    { label: 'Check', value: sent.checkNumber },
    { label: 'Our reference', value: id },
    ...(sender.phone === undefined ? [] : [{ label: 'Questions? Call', value: phoneText(sender.phone) }]),
  ];
  return {
    name: 'Refund. Contains protected health information.',
    blocks: [
      { kind: 'title', text: 'Your refund', right: dayText(sent.on, 'en') },
      {
        kind: 'facts',
        columns: [[...partyFacts('From', sender), { label: '', value: ' ' }, ...partyFacts('To', payee)], facts],
      },
      { kind: 'text', text: reasons[of.kind] },
      ...('claimId' in of ? [claimText(of.claimId)] : []),
      {
        kind: 'text',
        text: 'Please cash the check soon. After the time that the law sets, money from checks that nobody cashed goes to the state as unclaimed property.',
      },
    ],
  };
}

const reasons: Readonly<Record<Refund['of']['kind'], string>> = {
  claim:
    'After your insurance decided, you had paid more for a visit than you owed. This check returns the difference.',
  payment: 'You paid us more than you owed. This check returns the difference.',
  cash: 'You sent us a payment that belongs to none of our claims. This check returns it.',
  payer: 'You paid more for this claim than you owed. This check returns the overpayment.',
};

function claimText(claimId: string): Block {
  return { kind: 'text', text: `Claim ${claimId}.` };
}
