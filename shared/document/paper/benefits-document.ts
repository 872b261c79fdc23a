import type { Claim } from '../../domain/claim/claim.ts';
import type { LineAdjudication, OtherCoverage, PriorAdjustment } from '../../domain/claim/claim-detail.ts';
import { formatAmount } from '../../domain/money/cents.ts';
import type { RemittanceClaim } from '../../domain/remittance/remittance.ts';
import { adjustmentGroupWords, wordsOf } from '../../domain/remittance/shown/code-words.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { claimBlocks } from '../claim-blocks.ts';
import type { Block, Document, Fact } from '../document.ts';
import { patientOf } from './claim-people.ts';
import { signedName } from './paper-text.ts';

/** The columns that identify a line: its date, codes and charge, the same in all forms. */
interface BenefitLine {
  readonly on: LocalDate | undefined;
  readonly service: string;
  readonly charge: string;
  readonly adjudication: LineAdjudication | undefined;
}

/** An earlier payer's answer in its remittance. */
export interface RemittanceAnswer {
  readonly claim: RemittanceClaim;
  readonly decidedOn: LocalDate;
}

/**
 * The explanation of benefits that follows a claim to a next payer: each earlier payer's decision, first as the claim
 * states it, then as the payer's remittance states it, if we have the remittance. Undefined when no payer has decided.
 */
export function benefitsDocument(claim: Claim, remittances: readonly RemittanceAnswer[] = []): Document | undefined {
  const decided = (claim.otherCoverages ?? []).filter((coverage) => hasDecided(claim, coverage));
  if (decided.length === 0) return undefined;
  return {
    name: 'Explanation of benefits. Contains protected health information.',
    blocks: [
      ...decided.flatMap((coverage, index) => coverageBlocks(claim, coverage, index > 0)),
      ...remittances.flatMap(({ claim: answered, decidedOn }, index): Block[] => [
        { kind: 'title', text: 'From the payer’s remittance', right: decidedOn, startsPage: true },
        ...claimBlocks(answered, index + 1),
      ]),
    ],
  };
}

/** A payer has decided when it has stated a paid amount, for the claim or for a line. */
function hasDecided(claim: Claim, coverage: OtherCoverage): boolean {
  return (
    coverage.paidCents !== undefined ||
    (coverage.adjustments ?? []).length > 0 ||
    linesOf(claim, coverage).some(({ adjudication }) => adjudication !== undefined)
  );
}

function coverageBlocks(claim: Claim, coverage: OtherCoverage, isLater: boolean): Block[] {
  const startsPage = isLater ? ({ startsPage: true } as const) : {};
  const name = signedName(coverage.payer?.name);
  const lines = linesOf(claim, coverage);
  return [
    { kind: 'title', text: 'Explanation of benefits', right: name, ...startsPage },
    { kind: 'facts', columns: [payerFacts(coverage, lines), claimFacts(claim, coverage)] },
    { kind: 'heading', text: 'Adjustments of the claim' },
    { kind: 'text', text: adjustmentsText(coverage.adjustments) },
    { kind: 'heading', text: 'Services' },
    {
      kind: 'table',
      columns: [
        { label: 'Day', width: 10, align: 'left' },
        { label: 'Service', width: 24, align: 'left' },
        { label: 'Charged', width: 11, align: 'right' },
        { label: 'Paid', width: 11, align: 'right' },
        { label: 'Adjusted', width: 36, align: 'left' },
      ],
      rows: lines.map(({ on, service, charge, adjudication }) => ({
        cells: [
          on ?? '',
          service,
          charge,
          adjudication === undefined ? '-' : formatAmount(adjudication.paidCents),
          adjudication === undefined ? 'not stated by line' : adjustmentsText(adjudication.adjustments),
        ],
      })),
    },
    { kind: 'text', text: `What the groups mean: ${groupsText(coverage, lines)}.` },
    { kind: 'text', text: 'Made from the payer’s answer as this claim states it.' },
  ];
}

const fact = (label: string, value: string | undefined): Fact[] => (value === undefined ? [] : [{ label, value }]);

function payerFacts({ payer, subscriber, groupNumber }: OtherCoverage, lines: readonly BenefitLine[]): Fact[] {
  const decidedOn =
    payer?.decidedOn ?? lines.find(({ adjudication }) => adjudication?.decidedOn)?.adjudication?.decidedOn;
  return [
    { label: 'Payer', value: signedName(payer?.name), tone: 'strong' },
    ...fact('Payer’s id', payer?.id),
    ...fact('Decided on', decidedOn),
    ...fact('Payer’s claim number', payer?.claimControlNumber),
    ...fact('Insured', subscriber === undefined ? undefined : signedName(subscriber.name)),
    ...fact('Member number', subscriber?.memberId),
    ...fact('Group', groupNumber),
  ];
}

function claimFacts(claim: Claim, coverage: OtherCoverage): Fact[] {
  const { paidCents, remainingPatientLiabilityCents: left } = coverage;
  const money = (label: string, value: typeof paidCents): Fact[] =>
    value === undefined ? [] : [{ label, value: formatAmount(value), isAmount: true }];
  return [
    { label: 'Patient', value: signedName(patientOf(claim).name), tone: 'strong' },
    { label: 'Account', value: claim.patientControlNumber },
    ...money('Charged', claim.chargeCents),
    ...money('Paid', paidCents),
    ...money('Not covered', coverage.nonCoveredCents),
    ...money('Left to the patient', left),
  ];
}

/** `CO-45 20.00, PR-1 20.00`. */
function adjustmentsText(adjustments: readonly PriorAdjustment[] | undefined): string {
  if (adjustments === undefined || adjustments.length === 0) return 'none';
  return adjustments.map(({ group, carc, cents }) => `${group}-${carc} ${formatAmount(cents)}`).join(', ');
}

function groupsText({ adjustments = [] }: OtherCoverage, lines: readonly BenefitLine[]): string {
  const all = [...adjustments, ...lines.flatMap(({ adjudication }) => adjudication?.adjustments ?? [])];
  const groups = [...new Set(all.map(({ group }) => group))].sort();
  if (groups.length === 0) return 'there are no adjustments';
  return groups
    .map((group) => `${group} ${wordsOf(adjustmentGroupWords, group) ?? 'a group without words'}`)
    .join('; ');
}

function linesOf(claim: Claim, { payer }: OtherCoverage): BenefitLine[] {
  const adjudicationOf = (line: { readonly adjudications?: readonly LineAdjudication[] }) =>
    line.adjudications?.find(({ payerId }) => payerId === payer?.id);
  switch (claim.kind) {
    case 'professional':
    case 'dental':
      return claim.serviceLines.map((line) => ({
        on: line.serviceFrom ?? (claim.kind === 'dental' ? claim.serviceFrom : undefined),
        service: [line.procedure, ...(line.modifiers ?? [])].join(' '),
        charge: formatAmount(line.chargeCents),
        adjudication: adjudicationOf(line),
      }));
    case 'institutional':
      return claim.serviceLines.map((line) => ({
        on: line.serviceFrom,
        service: [line.revenueCode, line.procedure ?? '', ...(line.modifiers ?? [])]
          .filter((part) => part !== '')
          .join(' '),
        charge: formatAmount(line.chargeCents),
        adjudication: adjudicationOf(line),
      }));
  }
}
