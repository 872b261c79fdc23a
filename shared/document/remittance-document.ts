import { type Cents, formatAmount, negateCents } from '../domain/money/cents.ts';
import type { PartyIdentity, RemittanceClaim, RemittancePayment } from '../domain/remittance/remittance.ts';
import type { PartyDetail } from '../domain/remittance/remittance-detail.ts';
import {
  adjustmentGroupWords,
  contactFunctionWords,
  contactNumberWords,
  handlingWords,
  identifierWords,
  paymentMethodWords,
  providerAdjustmentWords,
  referenceWords,
  wordsOf,
} from '../domain/remittance/shown/code-words.ts';
import type { ShownRemittance } from '../domain/remittance/shown/shown-remittance.ts';
import { claimBlocks } from './claim-blocks.ts';
import type { Block, Document, Fact } from './document.ts';
import { exactTotal, totalText } from './shown-total.ts';

const isRead = <Value extends object>(value: Value | { readonly problem: string }): value is Value =>
  !('problem' in value);

/**
 * Lays out remittances for a biller: payer, payee, amount and method, totals, adjustments outside claims, and each
 * claim with its lines, adjustments and remarks. Codes are given in words. Only the last four characters of bank
 * accounts are shown.
 */
export function remittanceDocument(remittances: readonly ShownRemittance[]): Document {
  const payments = remittances.map(({ payment }) => payment).filter(isRead);
  const [first] = payments;
  const more = payments.length > 1 ? ` and ${payments.length - 1} more` : '';
  const name = first === undefined ? 'Remittance advice' : `Remittance advice, trace ${first.traceNumber}${more}`;
  return {
    name: `${name}. Contains protected health information.`,
    blocks: remittances.flatMap((remittance, index) => remittanceBlocks(remittance, index > 0)),
  };
}

function remittanceBlocks({ payment, claims, remarks }: ShownRemittance, isLater: boolean): Block[] {
  const startsPage = isLater ? ({ startsPage: true } as const) : {};
  const warnings = remarks.map((text): Block => ({ kind: 'text', text, tone: 'warning' }));
  const groups = new Set(
    claims
      .filter(isRead)
      .flatMap(adjustmentsOf)
      .map(({ group }) => group),
  );
  const body = [
    ...claims.flatMap((claim, index) => claimBlocks(claim, index + 1)),
    ...(groups.size === 0 ? [] : legend([...groups].sort())),
  ];
  if (!isRead(payment)) {
    const title: Block = { kind: 'title', text: 'Remittance advice', ...startsPage };
    return [title, { kind: 'text', text: `The payment: ${payment.problem}`, tone: 'warning' }, ...warnings, ...body];
  }
  return [
    { kind: 'title', text: 'Remittance advice', right: paymentLine(payment), ...startsPage },
    { kind: 'facts', columns: [partyFacts('Payer', payment.payer, payment.detail?.payer), paymentFacts(payment)] },
    {
      kind: 'facts',
      columns: [partyFacts('Payee', payment.payee, payment.detail?.payee), totalFacts(payment, claims)],
    },
    ...warnings,
    ...providerAdjustmentBlocks(payment),
    ...body,
  ];
}

function paymentLine({ paymentCents, creditDebit, method }: RemittancePayment): string {
  if (method === 'NON') return 'no payment';
  return `${creditDebit === 'D' ? 'taken from the provider: ' : ''}$${formatAmount(paymentCents)}`;
}

function partyFacts(label: string, party: PartyIdentity, detail: PartyDetail | undefined): Fact[] {
  const { lines = [], city = '', state = '', postalCode = '' } = detail?.address ?? {};
  const place = [city, [state, postalCode].filter((part) => part !== '').join(' ')].filter((part) => part !== '');
  const id = party.id === undefined ? [] : [{ label: identifierLabel(party.idQualifier), value: party.id }];
  return [
    { label, value: party.name === '' ? 'not named' : party.name, tone: 'strong' },
    ...[...lines, place.join(', ')].filter((line) => line !== '').map((value) => ({ label: '', value })),
    ...id,
    ...party.references.map(({ qualifier, value }) => ({ label: labelOf(referenceWords, qualifier), value })),
    ...(detail?.contacts ?? []).map((contact) => ({
      label: labelOf(contactFunctionWords, contact.function),
      value: [contact.name, ...contact.numbers.map(({ qualifier, value }) => `${numberLabel(qualifier)}${value}`)]
        .filter((part) => part !== undefined)
        .join(', '),
    })),
  ];
}

function identifierLabel(qualifier: string | undefined): string {
  return qualifier === 'XX' ? 'NPI' : labelOf(identifierWords, qualifier ?? '');
}

const numberLabel = (qualifier: string): string =>
  qualifier === 'TE' ? '' : `${wordsOf(contactNumberWords, qualifier) ?? qualifier} `;

function labelOf(words: Readonly<Record<string, string>>, code: string): string {
  const found = wordsOf(words, code) ?? `number (${code})`;
  return found.charAt(0).toUpperCase() + found.slice(1);
}

function paymentFacts({ detail, ...payment }: RemittancePayment): Fact[] {
  const account = detail?.payeeAccount?.accountNumber;
  const optional = (label: string, value: string | undefined): Fact[] =>
    value === undefined ? [] : [{ label, value }];
  return [
    { label: 'Check or EFT number', value: payment.traceNumber, tone: 'strong' },
    { label: 'Method', value: wordsOf(paymentMethodWords, payment.method) ?? payment.method },
    ...optional('Payment date', payment.paymentDate),
    ...optional('Produced', payment.productionDate),
    ...optional('To the account ending', account?.slice(-4)),
    ...optional('Payer’s company number', payment.traceOriginator),
    ...optional('Currency', detail?.currency?.currency),
    { label: 'Handling', value: wordsOf(handlingWords, payment.handlingCode) ?? payment.handlingCode },
  ];
}

/** Charges less adjustments are payments; payments less what is withheld are the payment. */
function totalFacts(payment: RemittancePayment, shown: ShownRemittance['claims']): Fact[] {
  const claims = shown.filter(isRead);
  const paid = exactTotal(claims.map((claim) => claim.paidCents));
  const byGroup = new Map<string, Cents[]>();
  for (const { group, cents } of claims.flatMap(adjustmentsOf)) {
    byGroup.set(group, [...(byGroup.get(group) ?? []), negateCents(cents)]);
  }
  const onTop = exactTotal(payment.providerAdjustments.map(({ cents }) => negateCents(cents)));
  const unread = shown.length - claims.length;
  const amount = (label: string, value: Cents | undefined): Fact => ({
    label,
    value: totalText(value),
    isAmount: true,
  });
  return [
    { label: 'Claims', value: `${shown.length}${unread === 0 ? '' : ` (${unread} cannot be read)`}`, isAmount: true },
    amount('Charged', exactTotal(claims.map((claim) => claim.chargeCents))),
    ...[...byGroup]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([group, cents]) => amount(`Adjusted, ${group}`, exactTotal(cents))),
    amount('Paid on claims', paid),
    ...(payment.providerAdjustments.length === 0 ? [] : [amount('Provider adjustments', onTop)]),
    { ...amount('Payment', payment.paymentCents), tone: 'strong' },
    ...difference(payment.paymentCents, paid, onTop),
  ];
}

function difference(stated: Cents, paid: Cents | undefined, onTop: Cents | undefined): Fact[] {
  const computed = paid === undefined || onTop === undefined ? undefined : exactTotal([paid, onTop]);
  if (stated === computed) return [];
  const value = computed === undefined ? undefined : exactTotal([stated, negateCents(computed)]);
  return [{ label: 'Out of balance by', value: totalText(value), tone: 'strong', isAmount: true }];
}

function adjustmentsOf(claim: RemittanceClaim): RemittanceClaim['adjustments'] {
  return [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)];
}

function providerAdjustmentBlocks({ providerAdjustments }: RemittancePayment): Block[] {
  if (providerAdjustments.length === 0) return [];
  return [
    { kind: 'heading', text: 'Outside the claims (provider adjustments)' },
    {
      kind: 'table',
      columns: [
        { label: 'Code', width: 5, align: 'left' },
        { label: 'What it is', width: 45, align: 'left' },
        { label: 'Refers to', width: 22, align: 'left' },
        { label: 'Kept back', width: 10, align: 'right' },
        { label: 'Paid on top', width: 11, align: 'right' },
      ],
      rows: providerAdjustments.map(({ reasonCode, reference, cents }) => ({
        cells: [
          reasonCode,
          providerAdjustmentWords(reasonCode) ?? 'no words for this code',
          reference ?? '-',
          cents < 0 ? '' : formatAmount(cents),
          cents < 0 ? formatAmount(negateCents(cents)) : '',
        ],
      })),
    },
  ];
}

function legend(groups: readonly string[]): Block[] {
  const words = groups.map((group) => `${group} ${wordsOf(adjustmentGroupWords, group) ?? 'a group without words'}`);
  return [
    { kind: 'heading', text: 'What the adjustment groups mean' },
    { kind: 'text', text: `${words.join('; ')}.` },
  ];
}
