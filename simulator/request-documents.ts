import type { Claim } from '../shared/domain/claim/claim.ts';
import { present } from '../shared/domain/present.ts';
import { addDays, type LocalDate } from '../shared/domain/time/local-date.ts';
import { attachmentRequestGuide } from '../shared/x12/276/claim-status-loops.ts';
import type { AnsweredClaim, ClaimStatusAnswer } from '../shared/x12/276/claim-status-parts.ts';
import { writeByGuide } from '../shared/x12/loops/write-guide.ts';
import { numberNames } from './adjudicate.ts';
import { chanceOf } from './chance.ts';
import { answeringEnvelope } from './inquiry-envelope.ts';
import type { NumberedClaim, ReceivedClaims } from './read-claims.ts';
import type { Scenario } from './scenario.ts';
import { firstDayOf, selectClaims } from './select-claims.ts';

type RequestSpec = NonNullable<Scenario['requests']>[number];

/** A claim for which the payer requests documents before it decides. */
export interface DocumentsWanted {
  readonly numbered: NumberedClaim;
  readonly spec: RequestSpec;
  /** The payer's request number, which answers return. */
  readonly trace: string;
}

/** The claims for which a scenario requests documents: the first matching request counts. */
export function documentsWanted(
  claims: readonly NumberedClaim[],
  requests: readonly RequestSpec[],
  seed: string,
): readonly DocumentsWanted[] {
  const wanted = new Map<NumberedClaim, RequestSpec>();
  for (const spec of requests) {
    const open = claims.filter((each) => !wanted.has(each));
    for (const each of spec.claims === 'all' ? open : selectClaims(open, spec.claims)) wanted.set(each, spec);
  }
  return claims.flatMap((numbered) => {
    const spec = wanted.get(numbered);
    if (spec === undefined) return [];
    const number = chanceOf(seed, 'documents', ...numberNames(numbered.claim)).below(1_000_000_000);
    return [{ numbered, spec, trace: `REQ${String(number).padStart(9, '0')}` }];
  });
}

/** Requests have a range of control numbers that differs from those of acknowledgements and remittances. */
const numberSpace = 600_000_000;

/** A payer's default number of days for documents. */
const usualDays = 45;

interface Requesting {
  readonly received: ReceivedClaims;
  readonly usage: string;
  readonly on: LocalDate;
  payerNumberOf(claim: Claim): string;
}

/** The 277 that requests documents (005010X213); undefined when none are requested. */
export function documentRequests(wanted: readonly DocumentsWanted[], asking: Requesting): string | undefined {
  if (wanted.length === 0) return undefined;
  const { received, usage, on } = asking;
  const { senderId, receiverId, controlNumber } = received;
  const number = String(((Number(controlNumber) || 0) + numberSpace) % 1_000_000_000).padStart(9, '0');
  // Sender and receiver of the claim file are exchanged.
  const interchange = { senderId: receiverId, receiverId: senderId, controlNumber: number, usage };
  const request: ClaimStatusAnswer = {
    ...{ purpose: '48', reference: number, createdOn: on, createdTime: '0900' },
    payers: wanted.map((each) => payerOf(each, asking)),
  };
  const envelope = answeringEnvelope(interchange, on, 0);
  const written = writeByGuide(request, attachmentRequestGuide, { envelope, strict: false });
  return written.ok ? written.value : undefined;
}

function payerOf(wanted: DocumentsWanted, asking: Requesting): ClaimStatusAnswer['payers'][number] {
  const { payer, billingProvider, subscriber, dependent } = wanted.numbered.claim;
  const batch = asking.received.batches.find(({ byteOffset }) => byteOffset === wanted.numbered.transactionOffset);
  const claims = [claimOf(wanted, asking)];
  const member = {
    ...{ role: 'IL', kind: subscriber.name.kind, name: subscriber.name },
    ...(subscriber.memberId === undefined ? {} : { idKind: 'MI', id: subscriber.memberId }),
  };
  const submitter = batch?.submitter;
  return {
    ...{ role: 'PR', kind: 'organization', name: payer.name, idKind: 'PI', id: payer.id },
    receivers: [
      {
        ...{ role: '41', kind: 'organization', idKind: '46', id: submitter?.id ?? asking.received.receiverId },
        ...present({ name: submitter?.name }),
        providers: [
          {
            ...{ role: '1P', kind: billingProvider.name.kind, name: billingProvider.name },
            ...(billingProvider.npi === undefined ? {} : { idKind: 'XX', id: billingProvider.npi }),
            members: [
              dependent === undefined
                ? { ...member, claims }
                : { ...member, dependents: [{ role: 'QC', kind: dependent.name.kind, name: dependent.name, claims }] },
            ],
          },
        ],
      },
    ],
  };
}

function claimOf(
  { numbered: { claim }, spec, trace }: DocumentsWanted,
  { on, payerNumberOf }: Requesting,
): AnsweredClaim {
  const { documents, due = usualDays, message } = spec;
  const served = firstDayOf(claim);
  const { chargeCents } = claim;
  return {
    ...{ kind: '1', number: trace },
    information: documents.map((code, index) => ({
      statuses: [{ category: 'R4', code, codeList: 'LOI' }],
      ...{ on, ...(index === 0 ? { chargeCents } : {}) },
      ...present({ message: index === 0 ? message : undefined }),
    })),
    references: [
      { kind: '1K', id: payerNumberOf(claim) },
      { kind: 'EJ', id: claim.patientControlNumber },
    ],
    dates: [{ kind: '106', on: addDays(on, due) }, ...(served === undefined ? [] : [{ kind: '472', on: served }])],
  };
}
