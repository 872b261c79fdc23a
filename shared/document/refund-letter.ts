import { formatAmount } from '../domain/money/cents.ts';
import type { Refund, SentCheck } from '../domain/refund/refund.ts';
import type { Block, Document, Fact } from './document.ts';

/** The letter that goes with a check: what is given back and why. The same refund gives the same letter. */
export function refundLetter({ id, of, cents, payee, sent }: Refund & { readonly sent: SentCheck }): Document {
  const { line1, line2, city, state, postalCode } = payee.address ?? { line1: '', city: '' };
  const region = [state, postalCode].flatMap((part) => part ?? []).join(' ');
  const place = [city, region].filter((part) => part !== '').join(', ');
  const to = [line1, line2, place].flatMap((line): Fact[] => (line ? [{ label: '', value: line }] : []));
  const facts: Fact[] = [
    { label: 'Check', value: sent.checkNumber },
    { label: 'Date', value: sent.on },
    { label: 'Amount', value: `$${formatAmount(cents)}`, tone: 'strong' },
    { label: 'Our reference', value: id },
  ];
  return {
    name: 'Refund. Contains protected health information.',
    blocks: [
      { kind: 'title', text: 'Your refund', right: sent.on },
      {
        kind: 'facts',
        columns: [[{ label: 'To', value: payee.name }, ...to], facts],
      },
      { kind: 'text', text: reasons[of.kind] },
      ...('claimId' in of ? [claimText(of.claimId)] : []),
      {
        kind: 'text',
        text: 'Cash the check soon: what nobody cashes goes to the state as unclaimed property in time.',
      },
    ],
  };
}

const reasons: Readonly<Record<Refund['of']['kind'], string>> = {
  claim:
    'You have paid more of a visit than you owed, once your insurance had decided. The check gives it back to you.',
  payment: 'You have paid us an amount that no visit needs. The check gives it back to you.',
  cash: 'You have sent us a payment that is for no claim of ours. The check returns it.',
  payer: 'You have paid more of this claim than you owed. The check returns the overpayment.',
};

function claimText(claimId: string): Block {
  return { kind: 'text', text: `Claim ${claimId}.` };
}
