import { formatAmount } from '../domain/money/cents.ts';
import type { Adjustment, Procedure, RemittanceClaim, RemittanceLine } from '../domain/remittance/remittance.ts';
import { partyIn, type StatedFacts, type StatedParty } from '../domain/remittance/remittance-detail.ts';
import {
  adjustmentReasonWords,
  amountWords,
  type CodeWords,
  claimPartyWords,
  claimStatusWords,
  filingIndicatorWords,
  frequencyWords,
  procedureQualifierWords,
  quantityWords,
  referenceWords,
  remarkWords,
  wordsOf,
} from '../domain/remittance/shown/code-words.ts';
import type { Block, Column, Fact, Row } from './document.ts';
import { exactTotal, totalText } from './shown-total.ts';

const lineColumns: readonly Column[] = [
  { label: 'Service date', width: 12, align: 'left' },
  { label: 'Procedure', width: 26, align: 'left' },
  { label: 'Units', width: 6, align: 'right' },
  { label: 'Charged', width: 11, align: 'right' },
  { label: 'Allowed', width: 11, align: 'right' },
  { label: 'Adjusted', width: 11, align: 'right' },
  { label: 'Paid', width: 11, align: 'right' },
];

/**
 * Lays out one claim of a remittance: persons and dates, a table of lines with their adjustments, remarks, and further
 * facts.
 */
export function claimBlocks(claim: RemittanceClaim | { readonly problem: string }, number: number): Block[] {
  if ('problem' in claim) {
    return [
      { kind: 'heading', text: `${number}. A claim that cannot be read` },
      { kind: 'text', text: claim.problem, tone: 'warning' },
    ];
  }
  const patient = partyIn(claim.detail, 'patient');
  const status = wordsOf(claimStatusWords, claim.statusCode) ?? `status ${claim.statusCode}`;
  return [
    { kind: 'heading', text: `${number}. ${nameOf(patient) || 'Patient not named'}`, right: capitalised(status) },
    { kind: 'facts', columns: [identityFacts(claim), circumstanceFacts(claim)] },
    { kind: 'table', columns: lineColumns, rows: claimRows(claim) },
    ...remarkBlocks(claim),
    ...furtherBlocks(claim),
  ];
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function nameOf(party: StatedParty | undefined): string {
  if (party === undefined) return '';
  const given = [party.firstName, party.middleName, party.suffix].filter((part) => part !== undefined).join(' ');
  return [party.name, given].filter((part) => part !== undefined && part !== '').join(', ');
}

const optional = (label: string, value: string | undefined): Fact[] =>
  value === undefined || value === '' ? [] : [{ label, value }];

function identityFacts({ detail, ...claim }: RemittanceClaim): Fact[] {
  const insured = partyIn(detail, 'insured');
  const member = partyIn(detail, 'patient')?.id ?? insured?.id;
  const corrected = partyIn(detail, 'corrected-insured');
  return [
    { label: 'Claim number', value: claim.patientControlNumber, tone: 'strong' },
    { label: 'Payer’s claim number', value: claim.payerClaimNumber === '' ? 'missing' : claim.payerClaimNumber },
    ...optional('Member number', member),
    ...optional('Insured', nameOf(insured)),
    ...optional(
      'As corrected by the payer',
      [nameOf(corrected), corrected?.id].filter((part) => part !== undefined && part !== '').join(', '),
    ),
  ];
}

function circumstanceFacts({ detail, ...claim }: RemittanceClaim): Fact[] {
  const rendering = partyIn(detail, 'rendering-provider');
  const crossover = partyIn(detail, 'crossover-payer');
  const drg = [claim.drgCode, detail?.drgWeight === undefined ? undefined : `weight ${detail.drgWeight}`];
  return [
    ...optional('Period', period(claim.statementFrom, claim.statementTo)),
    ...optional('Received', claim.receivedOn),
    ...optional('Plan', wordsOf(filingIndicatorWords, claim.filingIndicator) ?? claim.filingIndicator),
    ...optional(
      'Rendering provider',
      [nameOf(rendering), rendering?.id].filter((part) => part !== undefined && part !== '').join(', '),
    ),
    ...optional('Forwarded to', nameOf(crossover) || claim.crossoverPayer?.name),
    ...optional('Group (DRG)', drg.filter((part) => part !== undefined).join(', ')),
    ...(claim.frequencyCode === undefined || claim.frequencyCode === '1'
      ? []
      : optional('Frequency', wordsOf(frequencyWords, claim.frequencyCode) ?? claim.frequencyCode)),
    { label: 'Patient’s share', value: formatAmount(claim.patientResponsibilityCents) },
  ];
}

function period(from: string | undefined, to: string | undefined): string | undefined {
  if (from === undefined || to === undefined || from === to) return from ?? to;
  return `${from} to ${to}`;
}

function claimRows(claim: RemittanceClaim): Row[] {
  const adjustments = [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)];
  const allowed = claim.lines.flatMap((line) => line.allowedCents ?? []);
  const own = claim.adjustments.map((adjustment) => adjustmentRow(adjustment, 'Claim'));
  return [
    ...claim.lines.flatMap(lineRows),
    ...own,
    {
      tone: 'total',
      cells: [
        'Claim total',
        '',
        '',
        formatAmount(claim.chargeCents),
        allowed.length === 0 ? '' : totalText(exactTotal(allowed)),
        totalText(exactTotal(adjustments.map(({ cents }) => cents))),
        formatAmount(claim.paidCents),
      ],
    },
  ];
}

function lineRows(line: RemittanceLine): Row[] {
  const { submittedProcedure, submittedUnits, detail } = line;
  const facts = detail === undefined ? '' : statedFacts(detail, lineAmountsShown);
  const remarks = line.remarkCodes.map(remarkText).join('; ');
  const quiet = (text: string): Row[] =>
    text === '' ? [] : [{ tone: 'quiet', cells: ['', text, '', '', '', '', ''] }];
  return [
    {
      cells: [
        line.serviceFrom ?? line.serviceTo ?? '',
        procedureText(line.procedure, line.revenueCode),
        line.units ?? '',
        formatAmount(line.chargeCents),
        line.allowedCents === undefined ? '' : formatAmount(line.allowedCents),
        totalText(exactTotal(line.adjustments.map(({ cents }) => cents))),
        formatAmount(line.paidCents),
      ],
    },
    ...line.adjustments.map((adjustment) => adjustmentRow(adjustment, '')),
    ...quiet(line.serviceFrom !== line.serviceTo && line.serviceTo !== undefined ? `service to ${line.serviceTo}` : ''),
    ...quiet(submittedProcedure === undefined ? '' : `submitted as ${procedureText(submittedProcedure, undefined)}`),
    ...quiet(submittedUnits === undefined ? '' : `submitted units ${submittedUnits}`),
    ...quiet(remarks === '' ? '' : `remarks ${remarks}`),
    ...quiet(facts),
  ];
}

function procedureText(
  { qualifier, code, modifiers, description }: Procedure,
  revenueCode: string | undefined,
): string {
  const kind =
    qualifier === 'HC' || qualifier === '' ? '' : `${wordsOf(procedureQualifierWords, qualifier) ?? qualifier} `;
  const revenue = revenueCode === undefined ? '' : `, revenue code ${revenueCode}`;
  const words = description === undefined ? '' : `, ${description}`;
  return `${kind}${[code, ...modifiers].join('-')}${revenue}${words}`;
}

function adjustmentRow({ group, carc, cents, quantity }: Adjustment, label: string): Row {
  const words = adjustmentReasonWords(carc);
  const reason = words === undefined ? `${group}-${carc}` : `${group}-${carc} ${words}`;
  const text = quantity === undefined ? reason : `${reason} (quantity ${quantity})`;
  return { tone: 'quiet', cells: [label, text, '', '', '', formatAmount(cents), ''] };
}

function remarkText(code: string): string {
  const words = remarkWords(code);
  return words === undefined ? code : `${code} (${words})`;
}

function remarkBlocks({ remarkCodes }: RemittanceClaim): Block[] {
  if (remarkCodes.length === 0) return [];
  return [{ kind: 'text', text: `Remarks on the claim: ${remarkCodes.map(remarkText).join('; ')}.` }];
}

/** Qualifiers of amounts that the table shows, so that they need no line below it. */
const lineAmountsShown: ReadonlySet<string> = new Set(['B6', '6R']);

/** Identifiers, amounts and quantities in one sentence. */
function statedFacts({ references, amounts, quantities }: StatedFacts, shown: ReadonlySet<string> = new Set()): string {
  const label = (words: CodeWords, code: string) => wordsOf(words, code) ?? `code ${code}`;
  return [
    ...references
      .filter(({ qualifier }) => !shown.has(qualifier))
      .map(({ qualifier, value }) => `${label(referenceWords, qualifier)} ${shownValue(qualifier, value)}`),
    ...amounts
      .filter(({ qualifier }) => !shown.has(qualifier))
      .map(({ qualifier, cents }) => `${label(amountWords, qualifier)} ${formatAmount(cents)}`),
    ...quantities.map(({ qualifier, quantity }) => `${label(quantityWords, qualifier)} ${quantity}`),
  ].join('; ');
}

/** Of a social security number, only the last four digits are shown. */
function shownValue(qualifier: string, value: string): string {
  return qualifier === 'SY' ? `ending ${value.slice(-4)}` : value;
}

/** Roles of persons that the facts at the head of the claim already show. */
const shownRoles: ReadonlySet<string> = new Set([
  'patient',
  'insured',
  'corrected-insured',
  'rendering-provider',
  'crossover-payer',
]);

function furtherBlocks({ detail }: RemittanceClaim): Block[] {
  if (detail === undefined) return [];
  const parties = detail.parties
    .filter(({ role }) => !shownRoles.has(role))
    .map(
      (party) =>
        `${wordsOf(claimPartyWords, party.roleCode) ?? `party ${party.roleCode}`} ${[nameOf(party), party.id].filter((part) => part !== undefined && part !== '').join(', ')}`,
    );
  const contacts = detail.contacts.map(({ name, numbers }) =>
    ['ask', name, ...numbers.map(({ value }) => value)].filter((part) => part !== undefined).join(' '),
  );
  const unread =
    detail.unread.length === 0
      ? []
      : [`${detail.unread.length} elements that the guide does not have; see the file’s bytes`];
  const sentence = [statedFacts(detail), ...parties, ...contacts, ...unread].filter((part) => part !== '').join('; ');
  return sentence === '' ? [] : [{ kind: 'text', text: `Also stated: ${sentence}.` }];
}
