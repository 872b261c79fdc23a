import type { Claim } from '../shared/domain/claim/claim.ts';
import { sumCents } from '../shared/domain/money/cents.ts';
import { present } from '../shared/domain/present.ts';
import { addDays } from '../shared/domain/time/local-date.ts';
import type { AnswerEnvelope } from '../shared/x12/acknowledgement/answer-file.ts';
import type { StatedParty } from '../shared/x12/acknowledgement/claim-acknowledgement.ts';
import {
  type WrittenClaimAcknowledgement,
  type WrittenClaimStatus,
  type WrittenProviderBatch,
  writeClaimAcknowledgements,
} from '../shared/x12/acknowledgement/write-claim-acknowledgement.ts';
import {
  writeFunctionalAcknowledgements,
  writeInterchangeAcknowledgements,
} from '../shared/x12/acknowledgement/write-functional-acknowledgement.ts';
import { lineFacts } from './adjudicate.ts';
import { paymentName } from './answer-by-chance.ts';
import type { ClaimVerdict } from './check-claims.ts';
import type { FileVerdict } from './check-file.ts';
import type { FileOutline } from './file-outline.ts';
import type { ReceivedBatch, ReceivedClaims } from './read-claims.ts';
import { firstDayOf } from './select-claims.ts';
import { nameOf } from './write-remittance.ts';

/** The results for a file, and how they are reported. */
export interface Findings {
  readonly received: ReceivedClaims;
  readonly outline: FileOutline;
  readonly file: FileVerdict;
  readonly claims: readonly ClaimVerdict[];
  /** How many days after the file. */
  readonly afterDays: number;
  /** The payer's number of a claim. */
  numberOf(claim: Claim): string;
}

/** Each kind of acknowledgement has its own range of control numbers, which remittances do not use either. */
const numberSpaces = { TA1: 700_000_000, '999': 800_000_000, '277CA': 900_000_000 } as const;

/** The file of one kind of acknowledgement; undefined when it would be empty. */
export function acknowledgementText(kind: keyof typeof numberSpaces, findings: Findings): string | undefined {
  const envelope = envelopeOf(findings, numberSpaces[kind]);
  const { interchanges, groups } = findings.file;
  if (kind === 'TA1') return writeInterchangeAcknowledgements(interchanges, envelope);
  if (kind === '999') return groups.length === 0 ? undefined : writeFunctionalAcknowledgements(groups, envelope);
  const answers = findings.received.batches.flatMap((batch) => claimAcknowledgements(batch, findings));
  return answers.length === 0 ? undefined : writeClaimAcknowledgements(answers, envelope);
}

/** The answer goes in the opposite direction of the file, in the interchange and in its group. */
function envelopeOf({ received, outline, afterDays }: Findings, space: number): AnswerEnvelope {
  const { controlNumber, senderId, receiverId, createdOn } = received;
  const group = outline.interchanges[0]?.groups[0];
  const [, , applicationReceiver = receiverId, applicationSender = senderId] =
    outline.segments[(group?.first ?? 0) - 1]?.elements ?? [];
  return {
    controlNumber: String((Number(controlNumber) + space) % 1_000_000_000),
    ...{ senderId, receiverId, applicationSender, applicationReceiver },
    createdOn: addDays(createdOn, afterDays),
    createdTime: '0900',
  };
}

/** Each payer's answers about a transaction's claims. */
function claimAcknowledgements(batch: ReceivedBatch, findings: Findings): WrittenClaimAcknowledgement[] {
  const own = findings.claims.filter(({ numbered }) => numbered.transactionOffset === batch.byteOffset);
  const byPayer = Map.groupBy(own, ({ numbered }) => numbered.claim.payer.id);
  const processedOn = addDays(batch.createdOn, findings.afterDays);
  return [...byPayer.values()].map((verdicts, index) => {
    const { payer } = (verdicts[0] as ClaimVerdict).numbered.claim;
    return {
      reference: `SIM${findings.received.controlNumber}${String(index + 1).padStart(2, '0')}`,
      source: { role: 'PR', name: nameOf(payer.name), idKind: payer.idKind, id: payer.id },
      receivedOn: batch.createdOn,
      processedOn,
      batch: {
        party: { role: '41', name: nameOf(batch.submitter.name), idKind: '46', id: batch.submitter.id },
        trace: batch.reference,
        statuses: [{ category: 'A1', code: '19', entity: 'PR', action: 'accept', on: processedOn }],
        chargeCents: sumCents(verdicts.map(({ numbered }) => numbered.claim.chargeCents)),
        providers: providersOf(verdicts, findings),
      },
    };
  });
}

function providersOf(verdicts: readonly ClaimVerdict[], findings: Findings): WrittenProviderBatch[] {
  const groups = Map.groupBy(verdicts, ({ numbered }) => paymentName('', numbered.claim.billingProvider));
  return [...groups.values()].map((theirs) => ({
    party: providerParty((theirs[0] as ClaimVerdict).numbered.claim),
    claims: theirs.map((verdict) => claimStatus(verdict, findings)),
  }));
}

function providerParty({ billingProvider: { name, npi, taxId } }: Claim): StatedParty {
  const identity = npi === undefined ? { idKind: 'FI', id: taxId?.id ?? '' } : { idKind: 'XX', id: npi };
  return { role: '85', name: nameOf(name), ...identity };
}

function claimStatus({ numbered, isTaken, statuses, lines }: ClaimVerdict, findings: Findings): WrittenClaimStatus {
  const { claim } = numbered;
  const { name, ...given } = patientOf(claim);
  const days = claim.serviceLines.flatMap(({ serviceFrom, serviceTo }) => serviceTo ?? serviceFrom ?? []);
  const until = claim.kind === 'institutional' ? claim.statementTo : days.sort().at(-1);
  const [first] = statuses;
  return {
    patientControlNumber: claim.patientControlNumber,
    ...(isTaken ? { payerClaimNumber: findings.numberOf(claim) } : {}),
    patient: { name, ...given, ...present({ memberId: claim.subscriber.memberId }) },
    chargeCents: claim.chargeCents,
    ...present({ serviceFrom: firstDayOf(claim), serviceTo: until }),
    ...(claim.kind === 'institutional' ? { billType: `${claim.facilityType}${claim.frequency}` } : {}),
    statuses,
    lines: lines.flatMap((number) => {
      const line = claim.serviceLines[number - 1];
      if (line === undefined || first === undefined) return [];
      const { procedureKind, procedure, controlNumber = '', chargeCents } = lineFacts(line);
      const { on: _, message: __, ...status } = first;
      return [{ controlNumber, procedure: [procedureKind, procedure] as const, chargeCents, statuses: [status] }];
    }),
  };
}

function patientOf({ dependent, subscriber }: Claim): { readonly name: string; readonly firstName?: string } {
  const name = dependent?.name ?? subscriber.name;
  return name.kind === 'person' ? { name: name.last, ...present({ firstName: name.first }) } : { name: name.name };
}
