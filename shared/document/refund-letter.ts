import { formatAmount } from '../domain/money/cents.ts';
import type { Refund, SentCheck } from '../domain/refund/refund.ts';
import type { StatementContent, StatementLanguage } from '../domain/statement/statement.ts';
import { dayText } from './day-text.ts';
import type { Block, Document, Fact } from './document.ts';
import { partyFacts, phoneText } from './party-facts.ts';
import { statementWords } from './statement/statement-words.ts';

interface RefundWords {
  readonly name: string;
  readonly title: string;
  readonly check: string;
  readonly reference: string;
  readonly claim: string;
  readonly reasons: Readonly<Record<Refund['of']['kind'], string>>;
  readonly cashSoon: string;
}

/** The words that the words of statements do not include. */
const refundWords: Readonly<Record<StatementLanguage, RefundWords>> = {
  en: {
    name: 'Refund',
    title: 'Your refund',
    check: 'Check',
    reference: 'Our reference',
    claim: 'Claim',
    reasons: {
      claim:
        'After your insurance decided, you had paid more for a visit than you owed. This check returns the difference.',
      payment: 'You paid us more than you owed. This check returns the difference.',
      cash: 'You sent us a payment that belongs to none of our claims. This check returns it.',
      payer: 'You paid more for this claim than you owed. This check returns the overpayment.',
    },
    cashSoon:
      'Please cash the check soon. After the time that the law sets, money from checks that nobody cashed goes to the state as unclaimed property.',
  },
  es: {
    name: 'Reembolso',
    title: 'Su reembolso',
    check: 'Cheque',
    reference: 'Nuestra referencia',
    claim: 'Reclamación',
    reasons: {
      claim:
        'Después de que su seguro decidió, usted había pagado por una visita más de lo que debía. Este cheque le devuelve la diferencia.',
      payment: 'Usted nos pagó más de lo que debía. Este cheque le devuelve la diferencia.',
      cash: 'Usted nos envió un pago que no corresponde a ninguna de nuestras reclamaciones. Este cheque se lo devuelve.',
      payer: 'Usted pagó por esta reclamación más de lo que debía. Este cheque le devuelve el exceso.',
    },
    cashSoon:
      'Cobre el cheque pronto, por favor. Pasado el plazo que fija la ley, el dinero de los cheques que nadie cobró va al estado como propiedad no reclamada.',
  },
};

/**
 * The letter that goes with a refund check: amount and reason. The same refund from the same sender in the same language
 * gives the same letter.
 */
export function refundLetter(
  { id, of, cents, payee, sent }: Refund & { readonly sent: SentCheck },
  { sender, language }: { readonly sender: StatementContent['sender']; readonly language: StatementLanguage },
): Document {
  const words = statementWords[language];
  const own = refundWords[language];
  const facts: Fact[] = [
    { label: words.amount, value: `$${formatAmount(cents)}`, tone: 'strong' },
    { label: own.check, value: sent.checkNumber },
    { label: own.reference, value: id },
    ...(sender.phone === undefined ? [] : [{ label: words.questions, value: phoneText(sender.phone) }]),
  ];
  const claim: Block[] = 'claimId' in of ? [{ kind: 'text', text: `${own.claim} ${of.claimId}.` }] : [];
  return {
    name: `${own.name}. ${words.synthetic}`,
    language,
    blocks: [
      { kind: 'title', text: own.title, right: dayText(sent.on, language) },
      {
        kind: 'facts',
        columns: [
          [...partyFacts(words.from, sender), { label: '', value: ' ' }, ...partyFacts(words.to, payee)],
          facts,
        ],
      },
      { kind: 'text', text: own.reasons[of.kind] },
      ...claim,
      { kind: 'text', text: own.cashSoon },
    ],
  };
}
