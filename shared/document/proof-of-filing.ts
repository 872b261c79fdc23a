import type { Acknowledgement } from '../domain/acknowledgement/acknowledgement.ts';
import { statusWords } from '../domain/acknowledgement/status-words.ts';
import { syntaxWords } from '../domain/acknowledgement/syntax-words.ts';
import type { Claim } from '../domain/claim/claim.ts';
import type { Mailing, PaperBatch } from '../domain/claim/paper-batch.ts';
import type { PartyName } from '../domain/claim/party.ts';
import { type Clock, deadlineRule } from '../domain/deadline/deadline.ts';
import type { Evidence, EvidenceStep } from '../domain/deadline/evidence.ts';
import { evidenceWords } from '../domain/deadline/evidence.ts';
import type { LineClock } from '../domain/deadline/line-clocks.ts';
import type { Delivery } from '../domain/delivery/delivery.ts';
import { formatAmount } from '../domain/money/cents.ts';
import { daysBetween } from '../domain/time/local-date.ts';
import type { Block, Document, Fact } from './document.ts';

/** The file that was sent. */
interface SentFile {
  readonly kind: 'file';
  readonly submissionId: string;
  readonly controlNumber: string;
  readonly writtenAt: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly receiverId: string;
  readonly submitterId: string;
  /** The envelope and the claim's own segments, as they are in the file. */
  readonly segments: readonly string[];
}

/** The batch of pages in which a claim was mailed. */
interface PrintedPages {
  readonly kind: 'paper';
  readonly batch: PaperBatch;
  /** The paper form of the claim. */
  readonly form: string;
  readonly pages: number;
}

/** All evidence of the day on which a payer had a claim. */
export interface FilingProof {
  readonly clock: Clock;
  readonly evidence: Evidence;
  /** The claim as it was sent. */
  readonly claim: Claim;
  readonly filing: { readonly number: number; readonly frequency: string; readonly state: string };
  /** What the payer was sent: a file, or printed pages. */
  readonly sent: SentFile | PrintedPages;
  /** The time limits of the lines, where they differ, as of the day that the strongest evidence proves. */
  readonly lines: readonly LineClock[];
  readonly deliveries: readonly Delivery[];
  /** Acknowledgements of the claim and of its file, oldest first. */
  readonly acknowledgements: readonly (Acknowledgement & { readonly of: 'claim' | 'file' })[];
}

/**
 * Lays out the packet that proves timely filing to a payer. It has no time of printing: the same facts give the same
 * bytes.
 */
export function proofOfFiling(proof: FilingProof): Document {
  const { claim } = proof;
  return {
    name: 'Proof of timely filing. Contains protected health information.',
    blocks: [
      { kind: 'title', text: 'Proof of timely filing', right: claim.patientControlNumber },
      { kind: 'facts', columns: [claimFacts(claim), filingFacts(proof)] },
      ...verdictBlocks(proof),
      ...eventBlocks(proof.evidence.steps),
      ...sentBlocks(proof),
      ...acknowledgementBlocks(proof),
      ...serviceBlocks(claim),
      ...lineBlocks(proof.lines),
      ...segmentBlocks(proof),
    ],
  };
}

function nameOf(name: PartyName): string {
  if (name.kind === 'organization') return name.name;
  return [name.last, [name.first, name.middle].filter((part) => part !== undefined).join(' ')].join(', ');
}

const optional = (label: string, value: string | undefined): Fact[] =>
  value === undefined || value === '' ? [] : [{ label, value }];

function claimFacts(claim: Claim): Fact[] {
  const { billingProvider, subscriber, dependent, payer } = claim;
  return [
    { label: 'Payer', value: `${nameOf(payer.name)} (${payer.id})`, tone: 'strong' },
    { label: 'Billing provider', value: nameOf(billingProvider.name) },
    ...optional('NPI', billingProvider.npi),
    { label: 'Patient', value: nameOf((dependent ?? subscriber).name) },
    ...optional('Member number', subscriber.memberId),
    { label: 'Charge', value: formatAmount(claim.chargeCents) },
  ];
}

function filingFacts({ clock, filing }: FilingProof): Fact[] {
  const { event, on } = clock.countedFrom;
  return [
    { label: 'Last day to file', value: clock.on, tone: 'strong' },
    { label: 'Counted from', value: `${on} (${event})` },
    { label: 'Filing', value: `${filing.number}, ${filing.frequency}` },
    { label: 'Stands', value: filing.state },
  ];
}

function verdictBlocks({ clock, evidence }: FilingProof): Block[] {
  const rule: Block = { kind: 'text', text: `The rule: ${ruleForPayer(clock)}` };
  const best = evidence.best;
  const left = daysBetween(best.on, clock.on);
  const days = Math.abs(left) === 1 ? '1 day' : `${Math.abs(left)} days`;
  const when = left === 0 ? 'on the last day' : left > 0 ? `${days} before the last day` : `${days} after the last day`;
  const what: Block = {
    kind: 'text',
    text: `${best.on}: ${evidenceWords[best.kind]} That is ${when}, ${clock.on}.`,
    ...(left < 0 ? { tone: 'warning' as const } : {}),
  };
  const rejected: Block[] = evidence.isRejected
    ? [
        {
          kind: 'text',
          text: 'The claim was rejected. Some payers count only claims that they accepted.',
          tone: 'warning',
        },
      ]
    : [];
  const unseen: Block[] =
    best.kind === 'written' || best.kind === 'printed'
      ? [{ kind: 'text', text: 'There is no proof yet that anybody received it.', tone: 'warning' }]
      : [];
  return [{ kind: 'heading', text: 'What this shows' }, what, ...unseen, ...rejected, rule];
}

/** The rule for the payer's eyes: without the names of our fields and the hints to the office about them. */
function ruleForPayer(clock: Clock): string {
  return deadlineRule(clock)
    .replace(/ \([^)]*`[^)]*\)/g, '')
    .replace(/ Enter its .*$/, '');
}

function eventBlocks(steps: readonly EvidenceStep[]): Block[] {
  const columns = [
    { label: 'Day', width: 12, align: 'left' },
    { label: 'What happened', width: 88, align: 'left' },
  ] as const;
  const rows = steps.map(({ on, kind }) => ({ cells: [on, evidenceWords[kind]] }));
  return [
    { kind: 'heading', text: 'Dates' },
    { kind: 'table', columns, rows },
  ];
}

function sentBlocks({ sent, deliveries }: FilingProof): Block[] {
  return sent.kind === 'file'
    ? [...fileBlocks(sent), ...deliveryBlocks(deliveries)]
    : [...paperBlocks(sent), ...(deliveries.length === 0 ? [] : deliveryBlocks(deliveries))];
}

function segmentBlocks({ sent, filing }: FilingProof): Block[] {
  if (sent.kind === 'paper') return [];
  return [
    { kind: 'heading', text: 'The claim in the file', right: `filing ${filing.number}` },
    ...sent.segments.map((text): Block => ({ kind: 'text', text })),
  ];
}

/** The pages, their address, and when they were mailed. */
function paperBlocks({ batch, form, pages }: PrintedPages): Block[] {
  const { id, createdAt, createdBy, file, mailTo, mailings = [] } = batch;
  const { line1, line2, city, state, postalCode } = mailTo.address ?? {};
  const address = [line1, line2, [city, state, postalCode].filter((part) => part !== undefined).join(' ')];
  const known = address.filter((part) => part !== undefined && part !== '').join(', ');
  return [
    { kind: 'heading', text: 'The pages that were printed' },
    {
      kind: 'facts',
      columns: [
        [
          { label: 'Batch', value: id, tone: 'strong' },
          { label: 'Printed', value: createdAt },
          { label: 'By', value: createdBy },
        ],
        [
          { label: 'Form', value: form },
          { label: 'Pages of this claim', value: String(pages) },
          { label: 'Pages of the batch', value: String(batch.pages) },
        ],
      ],
    },
    { kind: 'text', text: `Addressed to: ${mailTo.name}${known === '' ? ', no address on record' : `, ${known}`}` },
    { kind: 'text', text: `SHA-256 of the pages, computed again from their bytes: ${file.sha256}` },
    ...(mailings.length === 0
      ? [{ kind: 'text', text: 'No mailing is on record.', tone: 'warning' } as const]
      : mailings.map(mailingBlock)),
  ];
}

function mailingBlock({ on, by, trackingNumber, recordedBy, recordedAt }: Mailing): Block {
  const number = trackingNumber === undefined ? '' : `, number ${trackingNumber}`;
  return { kind: 'text', text: `Mailed ${on} (${by})${number}; recorded by ${recordedBy} at ${recordedAt}` };
}

/** The limit of each line, when all lines are in time but have different limits. */
function lineBlocks(lines: readonly LineClock[]): Block[] {
  if (lines.every(({ timeliness }) => timeliness === 'in-time')) return [];
  const columns = [
    { label: 'Line', width: 6, align: 'left' },
    { label: 'Last day', width: 14, align: 'left' },
    { label: 'What is late', width: 78, align: 'left' },
  ] as const;
  const rows = lines.map(({ line, on, from, timeliness, untimelyTo }) => ({
    cells: [
      String(line),
      on,
      timeliness === 'in-time'
        ? 'nothing: in time'
        : timeliness === 'late'
          ? 'all of it'
          : `${from} to ${untimelyTo}; the days after that are in time`,
    ],
  }));
  return [
    { kind: 'heading', text: 'The limit by line' },
    { kind: 'table', columns, rows },
  ];
}

function fileBlocks(file: SentFile): Block[] {
  return [
    { kind: 'heading', text: 'The file that was sent' },
    {
      kind: 'facts',
      columns: [
        [
          { label: 'Control number', value: file.controlNumber, tone: 'strong' },
          { label: 'Receiver', value: file.receiverId },
          { label: 'Submitter', value: file.submitterId },
        ],
        [
          { label: 'Submission', value: file.submissionId },
          { label: 'Written', value: file.writtenAt },
          { label: 'Bytes', value: String(file.sizeBytes) },
        ],
      ],
    },
    { kind: 'text', text: `SHA-256 of the file, computed again from its bytes: ${file.sha256}` },
  ];
}

function deliveryBlocks(deliveries: readonly Delivery[]): Block[] {
  if (deliveries.length === 0)
    return [{ kind: 'text', text: 'The file was taken to the receiver by a person: no delivery is on record.' }];
  return [
    { kind: 'heading', text: 'Deliveries' },
    ...deliveries.flatMap((delivery): Block[] => {
      const { number, fileName, method, host, place, state, sentAt, sha256, sizeBytes, answer } = delivery;
      const where = [host, place].filter((part) => part !== undefined).join(' ');
      const when = sentAt === undefined ? state : `${state} ${sentAt}`;
      const text = `${number}. ${fileName} by ${method} to ${where}: ${when}; ${sizeBytes} bytes, SHA-256 ${sha256}`;
      return [
        { kind: 'text', text },
        ...(answer === undefined ? [] : [{ kind: 'text', text: `The receiver’s side: ${answer}` } as const]),
      ];
    }),
  ];
}

function acknowledgementBlocks({ acknowledgements, sent }: FilingProof): Block[] {
  // Nobody acknowledges a paper claim, so acknowledgements are listed only for files.
  if (acknowledgements.length === 0 && sent.kind === 'paper') return [];
  if (acknowledgements.length === 0) return [{ kind: 'text', text: 'No acknowledgement has come.', tone: 'warning' }];
  return [
    { kind: 'heading', text: 'Acknowledgements' },
    ...acknowledgements.flatMap((said): Block[] => [
      {
        kind: 'text',
        text: `${said.kind} of the ${said.of}, ${said.saidAt}, received ${said.receivedAt}: ${said.verdict}${sayerOf(said)}`,
      },
      ...wordsOf(said).map((text): Block => ({ kind: 'text', text })),
    ]),
  ];
}

function sayerOf({ by, fileId }: Acknowledgement): string {
  return `${by === undefined ? '' : `, by ${by.name}`}; kept as ${fileId}`;
}

function wordsOf({ kind, codes = [], statuses = [] }: Acknowledgement): string[] {
  const list = kind === 'TA1' ? 'interchange' : 'transaction';
  const said = statuses.map((status) => `${status.category}:${status.code} ${statusWords(status).detail}`);
  return [
    ...codes.map(
      (code) => `${code} ${syntaxWords(code.startsWith('group ') ? 'group' : list, code.replace('group ', ''))}`,
    ),
    ...said,
  ];
}

function serviceBlocks(claim: Claim): Block[] {
  const columns = [
    { label: 'Service', width: 26, align: 'left' },
    { label: 'Procedure', width: 50, align: 'left' },
    { label: 'Charge', width: 20, align: 'right' },
  ] as const;
  const rows = claim.serviceLines.map((line) => {
    const { serviceFrom = '', serviceTo, procedure = '', modifiers = [], chargeCents } = line;
    const revenue = 'revenueCode' in line ? `${line.revenueCode} ` : '';
    const days = serviceTo === undefined || serviceTo === serviceFrom ? serviceFrom : `${serviceFrom} to ${serviceTo}`;
    return { cells: [days, `${revenue}${[procedure, ...modifiers].join('-')}`, formatAmount(chargeCents)] };
  });
  return [
    { kind: 'heading', text: 'Services' },
    { kind: 'table', columns, rows },
  ];
}
