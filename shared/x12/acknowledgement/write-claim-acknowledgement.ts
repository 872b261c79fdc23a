import { type Cents, sumCents } from '../../domain/money/cents.ts';
import { compactDate, type LocalDate } from '../../domain/time/local-date.ts';
import { plainMoney, plainSegment } from '../plain-segment.ts';
import { type AnswerEnvelope, answerFile } from './answer-file.ts';
import type { StatedParty, StatedStatus } from './claim-acknowledgement.ts';

/** The statuses of one claim, with its identifiers. */
export interface WrittenClaimStatus {
  readonly patientControlNumber: string;
  readonly payerClaimNumber?: string;
  readonly clearinghouseNumber?: string;
  readonly patient: {
    /** A person's last name, or an organisation's name. */
    readonly name: string;
    readonly firstName?: string;
    readonly memberId?: string;
  };
  readonly chargeCents: Cents;
  readonly serviceFrom?: LocalDate;
  readonly serviceTo?: LocalDate;
  /** For a facility: `111`. */
  readonly billType?: string;
  readonly statuses: readonly StatedStatus[];
  readonly lines: readonly WrittenLineStatus[];
}

/** The statuses of one line of a claim. */
export interface WrittenLineStatus {
  readonly controlNumber: string;
  /** Its list and code: `HC`, `NU`, ... */
  readonly procedure: readonly [list: string, code: string];
  readonly chargeCents: Cents;
  readonly statuses: readonly StatedStatus[];
}

/** A submitter's claims in one transaction. */
export interface WrittenBatch {
  readonly party: StatedParty;
  /** The reference of that transaction (BHT03). */
  readonly trace: string;
  readonly statuses: readonly StatedStatus[];
  /** The sum of its claims' charges. */
  readonly chargeCents: Cents;
  readonly providers: readonly WrittenProviderBatch[];
}

export interface WrittenProviderBatch {
  readonly party: StatedParty;
  readonly statuses?: readonly StatedStatus[];
  readonly claims: readonly WrittenClaimStatus[];
}

/** A 277CA to write. */
export interface WrittenClaimAcknowledgement {
  readonly reference: string;
  readonly source: StatedParty;
  readonly receivedOn: LocalDate;
  readonly processedOn: LocalDate;
  readonly batch: WrittenBatch;
}

/**
 * Writes a file of 277CAs (005010X214), one transaction per batch. The same answers give the same bytes. Accepted and
 * rejected claims are counted and summed, by the actions of their statuses. Separators in texts become blanks.
 */
export function writeClaimAcknowledgements(
  answers: readonly WrittenClaimAcknowledgement[],
  envelope: AnswerEnvelope,
): string {
  return answerFile(envelope, [], {
    functionalGroup: 'HN',
    type: '277',
    guide: '005010X214',
    transactions: answers.map((answer) => transactionSegments(answer, envelope)),
  });
}

/** Gives the levels of a transaction their numbers. */
interface Levels {
  next(parent: string, code: string, children?: '0' | '1'): { readonly number: string; readonly text: string };
}

function openLevels(): Levels {
  let count = 0;
  return {
    next(parent, code, children) {
      count += 1;
      const number = String(count);
      return { number, text: plainSegment('HL', number, parent, code, children ?? '') };
    },
  };
}

function transactionSegments(answer: WrittenClaimAcknowledgement, envelope: AnswerEnvelope): string[] {
  const { reference, source, receivedOn, processedOn, batch } = answer;
  const levels = openLevels();
  const top = levels.next('', '20', '1');
  return [
    plainSegment('BHT', '0085', '08', reference, compactDate(envelope.createdOn), envelope.createdTime, 'TH'),
    top.text,
    partySegment(source),
    plainSegment('TRN', '1', reference),
    plainSegment('DTP', '050', 'D8', compactDate(receivedOn)),
    plainSegment('DTP', '009', 'D8', compactDate(processedOn)),
    ...batchSegments(batch, levels, top.number),
  ];
}

function batchSegments(batch: WrittenBatch, levels: Levels, parent: string): string[] {
  const { party, trace, statuses, chargeCents, providers } = batch;
  const own = levels.next(parent, '21', providers.length > 0 ? '1' : '0');
  const claims = providers.flatMap((provider) => provider.claims);
  return [
    own.text,
    partySegment(party),
    plainSegment('TRN', '2', trace),
    ...statusSegments(statuses, chargeCents),
    ...countSegments(claims, '90', 'AA'),
    ...providers.flatMap((provider) => providerSegments(provider, levels, own.number)),
  ];
}

function providerSegments({ party, statuses = [], claims }: WrittenProviderBatch, levels: Levels, parent: string) {
  const own = levels.next(parent, '19', claims.length > 0 ? '1' : '0');
  const total = sumCents(claims.map(({ chargeCents }) => chargeCents));
  return [
    own.text,
    partySegment(party),
    plainSegment('TRN', '1', '0'),
    ...statusSegments(statuses, total),
    ...countSegments(claims, 'QA', 'QC'),
    ...claims.flatMap((claim) => [levels.next(own.number, 'PT').text, ...claimSegments(claim)]),
  ];
}

/** The number of accepted and rejected claims, and their charges. */
function countSegments(claims: readonly WrittenClaimStatus[], accepted: string, rejected: string): string[] {
  const isRejected = ({ statuses }: WrittenClaimStatus) => statuses.some(({ action }) => action === 'reject');
  const groups = [claims.filter((claim) => !isRejected(claim)), claims.filter(isRejected)];
  const counts = groups.map((group, index) =>
    group.length === 0 ? [] : [plainSegment('QTY', [accepted, rejected][index] as string, String(group.length))],
  );
  const sums = groups.map((group, index) =>
    group.length === 0
      ? []
      : [
          plainSegment(
            'AMT',
            ['YU', 'YY'][index] as string,
            plainMoney(sumCents(group.map((each) => each.chargeCents))),
          ),
        ],
  );
  return [...counts, ...sums].flat();
}

function claimSegments(claim: WrittenClaimStatus): string[] {
  const { patient, patientControlNumber, payerClaimNumber, clearinghouseNumber, billType } = claim;
  const member = patient.memberId === undefined ? [] : ['', '', '', 'MI', patient.memberId];
  return [
    plainSegment('NM1', 'QC', '1', patient.name, patient.firstName ?? '', ...member),
    plainSegment('TRN', '2', patientControlNumber),
    ...statusSegments(claim.statuses, claim.chargeCents),
    ...referenceSegment('1K', payerClaimNumber),
    ...referenceSegment('D9', clearinghouseNumber),
    ...referenceSegment('BLT', billType),
    ...serviceDates(claim),
    ...claim.lines.flatMap(lineSegments),
  ];
}

function serviceDates({ serviceFrom, serviceTo }: WrittenClaimStatus): string[] {
  if (serviceFrom === undefined) return [];
  if (serviceTo === undefined || serviceTo === serviceFrom) {
    return [plainSegment('DTP', '472', 'D8', compactDate(serviceFrom))];
  }
  return [plainSegment('DTP', '472', 'RD8', `${compactDate(serviceFrom)}-${compactDate(serviceTo)}`)];
}

function lineSegments({ controlNumber, procedure, chargeCents, statuses }: WrittenLineStatus): string[] {
  return [
    plainSegment('SVC', procedure, plainMoney(chargeCents)),
    ...statusSegments(statuses),
    ...referenceSegment('FJ', controlNumber === '' ? undefined : controlNumber),
  ];
}

const actionCodes = { accept: 'WQ', reject: 'U' } as const;

/** A segment for each status with an action or a day, with up to two further statuses without. */
function statusSegments(statuses: readonly StatedStatus[], chargeCents?: Cents): string[] {
  const groups: StatedStatus[][] = [];
  for (const status of statuses) {
    const open = groups.at(-1);
    const isOwn = status.action !== undefined || status.on !== undefined || status.message !== undefined;
    if (open === undefined || isOwn || open.length === 3) groups.push([status]);
    else open.push(status);
  }
  return groups.map(([first, second, third]) => {
    const { action, on, message = '' } = first as StatedStatus;
    const day = (on ?? '').replaceAll('-', '');
    const amount = chargeCents === undefined ? '' : plainMoney(chargeCents);
    const own = [day, action === undefined ? '' : actionCodes[action], amount, '', '', '', '', ''];
    return plainSegment('STC', composite(first), ...own, composite(second), composite(third), message);
  });
}

function composite(status: StatedStatus | undefined): readonly string[] {
  return status === undefined ? [] : [status.category, status.code, status.entity ?? ''];
}

function referenceSegment(kind: string, value: string | undefined): string[] {
  return value === undefined ? [] : [plainSegment('REF', kind, value)];
}

/**
 * NM1. Even a person's name is in a single element here, because a party of an acknowledgement is identified by its
 * number.
 */
function partySegment({ role, name, idKind = '', id = '' }: StatedParty): string {
  return plainSegment('NM1', role, '2', name, '', '', '', '', idKind, id);
}
