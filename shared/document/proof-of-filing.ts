import type { Acknowledgement } from '../domain/acknowledgement/acknowledgement.ts';
import { statusWords } from '../domain/acknowledgement/status-words.ts';
import { syntaxWords } from '../domain/acknowledgement/syntax-words.ts';
import type { Claim } from '../domain/claim/claim.ts';
import type { PartyName } from '../domain/claim/party.ts';
import { type Clock, deadlineRules } from '../domain/deadline/deadline.ts';
import type { Evidence, EvidenceStep } from '../domain/deadline/evidence.ts';
import { evidenceWords } from '../domain/deadline/evidence.ts';
import type { Delivery } from '../domain/delivery/delivery.ts';
import { daysBetween } from '../domain/deposit/match.ts';
import { formatAmount } from '../domain/money/cents.ts';
import type { Block, Document, Fact } from './document.ts';

/** Everything that shows when a payer had a claim. */
export interface FilingProof {
  readonly clock: Clock;
  readonly evidence: Evidence;
  /** The claim as it was sent. */
  readonly claim: Claim;
  readonly filing: { readonly number: number; readonly frequency: string; readonly state: string };
  readonly file: {
    readonly submissionId: string;
    readonly controlNumber: string;
    readonly writtenAt: string;
    readonly sha256: string;
    readonly sizeBytes: number;
    readonly receiverId: string;
    readonly submitterId: string;
    /** The envelope and the claim's own segments, as they stand in the file. */
    readonly segments: readonly string[];
  };
  readonly deliveries: readonly Delivery[];
  /** What was said of the claim and of its file, oldest first. */
  readonly acknowledgements: readonly (Acknowledgement & { readonly of: 'claim' | 'file' })[];
}

/** Lays out the packet with which an office shows a payer that a claim came in time. It has no time of printing: the same facts are the same bytes. */
export function proofOfFiling(proof: FilingProof): Document {
  const { claim, filing } = proof;
  return {
    name: 'Proof of timely filing. Contains protected health information.',
    blocks: [
      { kind: 'title', text: 'Proof of timely filing', right: claim.patientControlNumber },
      { kind: 'facts', columns: [claimFacts(claim), filingFacts(proof)] },
      ...verdictBlocks(proof),
      ...eventBlocks(proof.evidence.steps),
      ...fileBlocks(proof),
      ...deliveryBlocks(proof.deliveries),
      ...acknowledgementBlocks(proof.acknowledgements),
      ...serviceBlocks(claim),
      { kind: 'heading', text: 'The claim in the file', right: `filing ${filing.number}` },
      ...proof.file.segments.map((text): Block => ({ kind: 'text', text })),
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
  const rule: Block = { kind: 'text', text: `The rule: ${deadlineRules[clock.kind][clock.basis].replaceAll('`', '')}` };
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
          text: 'The claim was turned away. Some payers count only claims that they took in.',
          tone: 'warning',
        },
      ]
    : [];
  const unseen: Block[] =
    best.kind === 'written'
      ? [{ kind: 'text', text: 'Nothing shows yet that anybody received it.', tone: 'warning' }]
      : [];
  return [{ kind: 'heading', text: 'What this shows' }, what, ...unseen, ...rejected, rule];
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

function fileBlocks({ file }: FilingProof): Block[] {
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

function acknowledgementBlocks(acknowledgements: FilingProof['acknowledgements']): Block[] {
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
