import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { statedByPerson } from '../../shared/domain/claim/next-payer/entered-answer.ts';
import { type PriorAnswer, priorAnswer } from '../../shared/domain/claim/next-payer/prior-answer.ts';
import { type PriorFault, priorFaults } from '../../shared/domain/claim/next-payer/prior-balance.ts';
import { linesOfClaim, sentLines } from '../../shared/domain/claim/next-payer/sent-lines.ts';
import { type EncounterLine, splitIntoClaims } from '../../shared/domain/encounter/encounter.ts';
import { formOfKind } from '../../shared/domain/encounter/kinds.ts';
import { present } from '../../shared/domain/present.ts';
import type { SentLine } from '../../shared/domain/remittance/match/match-lines.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { readFinalEncounter } from '../../shared/filing/assemble-filing.ts';
import { readAnswersBefore, sourcesOf } from '../../shared/filing/prior-answers.ts';
import type { AuditFact } from '../../shared/store/change.ts';
import { readClaimSources } from '../../shared/store/claim-sources.ts';
import { readNamedClaim } from '../../shared/store/claims.ts';
import { priorAnswerRemoval, priorAnswerWrite } from '../../shared/store/prior-answers.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ClaimsOperations, ClaimsRequest } from './context.ts';
import { reasonView } from './views.ts';

/** The earlier payers' answers that the claim to a next payer reports, and the answers that a person enters instead. */
export const priorAnswerOperations: ClaimsOperations<'listPriorAnswers' | 'enterPriorAnswer'> = {
  listPriorAnswers: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const found = await claimOf(request, table);
    if (found === undefined) return fail({ kind: 'not-found' });
    const { balance, lines } = found;
    const { claimId, payers, chargeCents } = balance;
    const before = { claimId, asked: payers.length };
    const sources = await sourcesOf(tenantId, before, table);
    const { stated } = await readAnswersBefore(tenantId, before, { table, files });
    const items = payers.flatMap(({ payerId, coverageId }, share) => {
      const answer = priorAnswer(stated.get(share) ?? [], lines);
      if (answer === undefined) return [];
      const entered = sources[share]?.entered;
      const faults = priorFaults(answer, share + 1, { chargeCents, lines }).map(reasonView);
      const source = entered === undefined ? ('remittance' as const) : ('entered' as const);
      return [{ share, payerId, coverageId, source, ...present({ reason: entered?.why }), ...viewOf(answer), faults }];
    });
    const audit: AuditFact = { action: 'claim-read', entityId: claimId, facts: { patientId: balance.patientId } };
    return ok({ body: { items }, writes: [], audit });
  },

  enterPriorAnswer: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { share, reason, answer } = request.body;
    const found = await claimOf(request, table);
    if (found === undefined) return fail({ kind: 'not-found' });
    const { balance, lines } = found;
    const { claimId, payers, chargeCents } = balance;
    if (payers[share + 1] === undefined) {
      const errors = [{ pointer: '/share', detail: 'no payer of the claim is billed after this one' }];
      return fail({ kind: 'request-invalid', errors });
    }
    const audit: AuditFact = { action: 'prior-answer-entered', entityId: claimId, facts: { payerPosition: share } };
    const body = { share, source: answer === undefined ? ('remittance' as const) : ('entered' as const) };
    if (answer === undefined) {
      return ok({ body, writes: [priorAnswerRemoval(tenantId, claimId, share)], audit });
    }
    const told = priorAnswer([statedByPerson(answer)], lines);
    const faults = told === undefined ? [] : priorFaults(told, share + 1, { chargeCents, lines });
    if (faults.length > 0) return fail({ kind: 'request-invalid', errors: faults.map(errorOf) });
    const sources = await sourcesOf(tenantId, { claimId, asked: share + 1 }, table);
    const insteadOf = sources[share]?.entries.map(({ id }) => id) ?? [];
    const stored = { share, answer, insteadOf, at: request.at, by: subject, why: reason };
    return ok({ body, writes: [priorAnswerWrite(tenantId, claimId, stored)], audit });
  },
};

type AnswerRequest = ClaimsRequest<'listPriorAnswers' | 'enterPriorAnswer'>;

/** The claim with its lines as they were sent; undefined when its services are not on file. */
async function claimOf(
  { params, principal }: AnswerRequest,
  table: Table,
): Promise<{ readonly balance: ClaimBalance; readonly lines: readonly SentLine[] } | undefined> {
  const balance = await readNamedClaim(table, principal.tenantId, params.claimId);
  if (balance === undefined) return undefined;
  const { encounterId, claimId, hasSource } = balance;
  if (hasSource === true) {
    const [source] = await readClaimSources(table, principal.tenantId, [claimId]);
    return { balance, lines: source === undefined ? [] : linesOfClaim(source.claim) };
  }
  const encounter =
    encounterId === undefined ? undefined : await readFinalEncounter(table, principal.tenantId, encounterId);
  if (encounter === undefined) return { balance, lines: [] };
  const split = splitIntoClaims<EncounterLine>(encounter.lines, formOfKind(encounter.kind));
  return { balance, lines: sentLines(split[encounter.state.claimIds.indexOf(claimId)] ?? []) };
}

function viewOf({ decidedOn, payerClaimNumber, paidCents, adjustments, lines }: PriorAnswer) {
  return {
    decidedOn,
    ...present({ payerClaimNumber }),
    paidCents,
    adjustments: [...adjustments],
    lines: lines.map(({ procedure, adjustments: own, bundledInto, ...line }) => ({
      ...present({ line: line.line, bundledInto, procedure: procedure.code === '' ? undefined : procedure.code }),
      ...{ units: line.units, paidCents: line.paidCents, decidedOn: line.decidedOn, adjustments: [...own] },
    })),
  };
}

/** A problem with an entered answer, at its line if it has one. */
function errorOf(fault: PriorFault) {
  const line = /\bline=(\d+)/.exec(fault)?.[1];
  return { pointer: line === undefined ? '/answer' : '/answer/lines', detail: reasonView(fault).detail };
}
