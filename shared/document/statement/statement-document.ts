import { type Cents, formatAmount, negateCents, zeroCents } from '../../domain/money/cents.ts';
import { feesCents } from '../../domain/statement/content.ts';
import { requiredFields } from '../../domain/statement/dunning-letter.ts';
import { textsFor } from '../../domain/statement/state-texts.ts';
import type { OwedReason, StatementContent, StatementVisit } from '../../domain/statement/statement.ts';
import { dayText } from '../day-text.ts';
import type { Block, Column, Document, Fact, Row } from '../document.ts';
import { partyFacts, phoneText } from '../party-facts.ts';
import { requiredWords } from './rights.ts';
import { type StatementWords, statementWords } from './statement-words.ts';

/**
 * Lays out a statement, or a dunning letter followed by the statement, for the guarantor. The same content gives the
 * same document.
 */
export function statementDocument(content: StatementContent): Document {
  const { language, letterText, visits, accountId } = content;
  const words = statementWords[language];
  const title = letterText?.title ?? words.statement;
  return {
    name: `${title}, ${words.account} ${accountId}. ${words.synthetic}`,
    language,
    blocks: [
      { kind: 'title', text: title, right: dueText(content, words) },
      { kind: 'facts', columns: [letterFacts(content, words), headFacts(content, words)] },
      ...(letterText?.paragraphs ?? []).map((text): Block => ({ kind: 'text', text })),
      ...visits.flatMap((visit) => visitBlocks(visit, content, words)),
      ...paymentBlocks(content, words),
      { kind: 'heading', text: words.summary, right: dueText(content, words) },
      { kind: 'facts', columns: [sumFacts(content, words), ageFacts(content, words)] },
      ...feeBlocks(content, words),
      ...planBlocks(content, words),
      ...(content.agencyHasVisits ? [{ kind: 'text', text: words.agencyHasVisits } as const] : []),
      ...(content.dueCents > 0 ? payBlocks(content, words) : []),
      ...rightBlocks(content, words),
    ],
  };
}

export const dollars = (amount: Cents): string =>
  amount < 0 ? `-$${formatAmount(negateCents(amount))}` : `$${formatAmount(amount)}`;

/** The amount due, in words. When nothing is due it says so, with the credit if the office owes one. */
function dueText({ dueCents }: Pick<StatementContent, 'dueCents'>, words: StatementWords): string {
  if (dueCents > 0) return `${words.amountDue} ${dollars(dueCents)}`;
  return dueCents === 0 ? words.nothingDue : `${words.nothingDue}: ${words.credit} ${dollars(negateCents(dueCents))}`;
}

function letterFacts({ addressee, sender }: StatementContent, words: StatementWords): Fact[] {
  return [...partyFacts(words.from, sender), { label: '', value: ' ' }, ...partyFacts(words.to, addressee)];
}

function headFacts(content: StatementContent, words: StatementWords): Fact[] {
  const { accountId, statementOn, dueOn, dueCents, previous, sender, language } = content;
  return [
    ...(dueCents > 0
      ? ([
          { label: words.amountDue, value: dollars(dueCents), tone: 'strong' },
          { label: words.dueBy, value: dayText(dueOn, language), tone: 'strong' },
        ] as const)
      : []),
    { label: words.date, value: dayText(statementOn, language) },
    { label: words.account, value: accountId },
    ...(sender.phone === undefined ? [] : [{ label: words.questions, value: phoneText(sender.phone) }]),
    ...(previous === undefined
      ? []
      : [{ label: words.previous, value: `${dayText(previous.on, language)}: ${dollars(previous.dueCents)}` }]),
  ];
}

const amountColumn = (label: string): Column => ({ label, width: 15, align: 'right' });

/**
 * A visit: a row of amounts that add up to the amount owed, and why it is owed. Columns without an amount are left out.
 */
function visitBlocks(visit: StatementVisit, { language }: StatementContent, words: StatementWords): Block[] {
  const { owedCents, reasons } = visit;
  const amounts: readonly (readonly [label: string, cents: Cents, always?: true])[] = [
    [words.charge, visit.chargeCents, true],
    [words.insurancePaid, negateCents(visit.insurancePaidCents), true],
    [words.adjusted, negateCents(visit.adjustedCents), true],
    [words.others, negateCents(visit.othersCents)],
    [words.withInsurance, negateCents(visit.withInsuranceCents)],
    [words.youPaid, negateCents(visit.patientPaidCents), true],
    [owedCents < 0 ? words.credit : words.youOwe, owedCents, true],
  ];
  const shown = amounts.filter(([, cents, always]) => always || cents !== 0);
  const who = [visit.patientName, visit.providerName].filter((name) => name !== '').join(', ');
  return [
    { kind: 'heading', text: `${words.visitOn} ${dayText(visit.serviceOn, language)}: ${who}` },
    {
      kind: 'table',
      columns: shown.map(([label]) => amountColumn(label)),
      rows: [{ cells: shown.map(([, cents]) => formatAmount(cents)) }],
    },
    ...(reasons.length === 0 || owedCents <= 0 ? [] : [whyBlock(reasons, words)]),
  ];
}

function whyBlock(reasons: readonly OwedReason[], words: StatementWords): Block {
  const parts = reasons.map(({ code, cents }) => `${dollars(cents)} (${reasonWords(code, words)})`);
  return { kind: 'text', text: `${words.why} ${parts.join('; ')}.`, follows: true };
}

function reasonWords(code: string, { reasons, otherReason }: StatementWords): string {
  return reasons[code] ?? otherReason.replace('{code}', code.replace('carc-', ''));
}

function feeBlocks({ fees = [], language }: StatementContent, words: StatementWords): Block[] {
  return fees.map(({ on, cents }): Block => {
    return { kind: 'text', text: `${words.returnedCheck} ${dayText(on, language)}: ${dollars(cents)}.` };
  });
}

function planBlocks({ plan, language }: StatementContent, words: StatementWords): Block[] {
  if (plan === undefined) return [];
  const missed = plan.missedCents === undefined ? '' : ` ${words.planMissed} ${dollars(plan.missedCents)}.`;
  const next = plan.nextOn === undefined ? '' : ` ${words.planNext} ${dayText(plan.nextOn, language)}.`;
  return [{ kind: 'text', text: `${words.plan} ${dollars(plan.remainingCents)}.${missed}${next}` }];
}

function paymentBlocks({ payments, previous, language }: StatementContent, words: StatementWords): Block[] {
  const heading: Block = { kind: 'heading', text: words.payments };
  if (payments.length === 0) return previous === undefined ? [] : [heading, { kind: 'text', text: words.noPayments }];
  const columns: readonly Column[] = [
    { label: words.date, width: 30, align: 'left' },
    { label: words.method, width: 40, align: 'left' },
    { label: words.amount, width: 18, align: 'right' },
  ];
  const rows = payments.map(
    ({ receivedOn, method, cents, as }): Row => ({
      cells: [
        dayText(receivedOn, language),
        [words.methods[method] ?? method, ...(as === undefined ? [] : [words.left[as]])].join(', '),
        formatAmount(cents),
      ],
    }),
  );
  return [heading, { kind: 'table', columns, rows }];
}

function sumFacts(content: StatementContent, words: StatementWords): Fact[] {
  const amount = (label: string, cents: Cents): Fact => ({ label, value: formatAmount(cents), isAmount: true });
  const less = (label: string, cents: Cents) => (cents === 0 ? [] : [amount(label, negateCents(cents))]);
  return [
    amount(words.owedOfVisits, content.owedCents),
    ...(content.fees === undefined ? [] : [amount(words.fees, feesCents(content.fees))]),
    ...less(words.credits, content.creditCents),
    ...less(words.unapplied, content.unappliedCents),
    ...less(words.planLater, content.plan?.laterCents ?? zeroCents),
    content.dueCents >= 0
      ? { ...amount(words.amountDue, content.dueCents), tone: 'strong' }
      : { ...amount(words.credit, negateCents(content.dueCents)), tone: 'strong' },
  ];
}

function ageFacts({ ageing }: StatementContent, words: StatementWords): Fact[] {
  const owed = ageing.filter(({ cents }) => cents !== 0);
  return [
    ...(owed.length === 0 ? [] : [{ label: words.ageing, value: ' ' }]),
    ...owed.map(({ age, cents }) => ({ label: words.ages[age], value: formatAmount(cents), isAmount: true as const })),
  ];
}

function payBlocks({ payLink, sender }: StatementContent, words: StatementWords): Block[] {
  const { phone } = sender;
  const ways = [
    ...(payLink === undefined ? [] : [`${words.online} ${payLink}`]),
    ...(phone === undefined ? [] : [`${words.byPhone} ${phoneText(phone)}.`]),
    `${words.byMail}.`,
  ];
  return [
    { kind: 'heading', text: words.howToPay },
    ...(payLink === undefined
      ? ways.map((text): Block => ({ kind: 'text', text }))
      : [{ kind: 'code', text: payLink, beside: ways } as const]),
  ];
}

/** Help and rights. What the text of a letter already says is left out here. */
function rightBlocks(content: StatementContent, words: StatementWords): Block[] {
  const { state, statementOn, language, letterText } = content;
  const required = requiredWords(content);
  const texts = [
    ...requiredFields.filter((field) => letterText?.says.includes(field) !== true).map((field) => required[field]),
    words.itemized,
    ...textsFor(state, statementOn).map(({ text }) => text[language]),
  ];
  return [{ kind: 'heading', text: words.rights }, ...texts.map((text): Block => ({ kind: 'text', text }))];
}
