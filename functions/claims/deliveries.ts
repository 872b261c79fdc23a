import { runFailures } from '../../shared/domain/connection/failures.ts';
import { type Delivery, deliveryFailures } from '../../shared/domain/delivery/delivery.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import type { Change } from '../../shared/runtime/api/operation.ts';
import {
  deliveryMessage,
  deliveryResolvedWrites,
  deliveryWrite,
  expectationWrites,
  newDelivery,
  newDeliveryWrite,
  readDeliveries,
} from '../../shared/store/deliveries.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { readPartnerTerms } from '../../shared/store/trading-partners.ts';
import type { claimsApi } from './api.ts';
import type { ClaimsOperations, ClaimsRequest } from './context.ts';
import { isFileByHand, repeatedDeliveries } from './other-deliveries.ts';

/** Deliveries that are in progress. */
const underway: readonly Delivery['state'][] = ['waiting', 'held', 'sending', 'placing'];

export const deliveryOperations: ClaimsOperations<'listDeliveries' | 'resendSubmission' | 'confirmDelivery'> = {
  listDeliveries: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { submissionId } = request.params;
    const items = await readDeliveries(table, tenantId, submissionId);
    const isKnown =
      items.length > 0 ||
      (await readSubmission(table, tenantId, submissionId)) !== undefined ||
      (await isFileByHand(table, tenantId, submissionId));
    if (!isKnown) return fail({ kind: 'not-found' });
    return ok({ body: { items: items.map(deliveryView) } });
  },

  /**
   * The same bytes with the same control numbers, under the partner's current terms: a receiver that has the file
   * recognises it by them.
   */
  resendSubmission: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { submissionId } = request.params;
    const submission = await readSubmission(table, tenantId, submissionId);
    if (submission === undefined) return resendOther(request, table);
    if (submission.state.kind !== 'submitted') return fail({ kind: 'submission-not-written' });
    const answers = [submission.interchangeAnswer, submission.functionalAnswer];
    if (answers.includes('rejected')) return fail({ kind: 'submission-turned-away' });
    const terms = await readPartnerTerms(table, tenantId, submission.receiverId);
    const target = terms?.delivery;
    if (target === undefined || target.kind === 'by-hand') return fail({ kind: 'partner-takes-no-files' });
    const before = await readDeliveries(table, tenantId, submissionId);
    if (before.some(({ state }) => underway.includes(state))) return fail({ kind: 'delivery-underway' });
    const last = before.at(-1);
    const number = (last?.number ?? 0) + 1;
    const order = { number, at: request.at, by: subject, reason: request.body.reason };
    const delivery = newDelivery(submission, target, order);
    return ok({
      body: deliveryView(delivery),
      writes: [
        { ...newDeliveryWrite(tenantId, delivery), orElse: { kind: 'delivery-underway' } } as Write<Failure>,
        // The result of the last delivery no longer matters.
        ...((last === undefined
          ? []
          : await deliveryResolvedWrites(table, tenantId, last, request.at)) as Write<Failure>[]),
      ],
      audit: { action: 'submission-repeated', entityId: submissionId, facts: { delivery: number } },
      due: [deliveryMessage(tenantId, delivery, request.at)],
    });
  },

  confirmDelivery: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { submissionId, number } = request.params;
    const submission = await readSubmission(table, tenantId, submissionId);
    const found = (await readDeliveries(table, tenantId, submissionId)).find((one) => String(one.number) === number);
    if (found === undefined) return fail({ kind: 'not-found' });
    if (found.state !== 'uncertain' && found.state !== 'failed') return fail({ kind: 'delivery-not-uncertain' });
    const answer = `confirmed by a person: ${request.body.reason}`;
    const after: Delivery = { ...found, state: 'sent', sentAt: request.at, answer };
    return ok({
      body: deliveryView(after),
      writes: [
        { ...deliveryWrite(tenantId, found, after), orElse: { kind: 'write-conflict' } } as Write<Failure>,
        ...((await deliveryResolvedWrites(table, tenantId, found, request.at)) as Write<Failure>[]),
        // Nobody acknowledges what a mailing vendor mails.
        ...(submission === undefined ? [] : (expectationWrites(tenantId, submission, request.at) as Write<Failure>[])),
      ],
      audit: { action: 'delivery-confirmed', entityId: submissionId, facts: { delivery: found.number } },
    });
  },
};

/** Files that are not submissions: paper claims with their manifest, inquiries, documents. */
async function resendOther(
  request: ClaimsRequest<'resendSubmission'>,
  table: Table,
): Promise<Result<Change<AnswerOf<(typeof claimsApi)['resendSubmission']>>, Failure>> {
  const { tenantId, subject } = request.principal;
  const { submissionId } = request.params;
  const before = await readDeliveries(table, tenantId, submissionId);
  if (before.length === 0) {
    const isKnown = await isFileByHand(table, tenantId, submissionId);
    return fail({ kind: isKnown ? 'partner-takes-no-files' : 'not-found' });
  }
  if (before.some(({ state }) => underway.includes(state))) return fail({ kind: 'delivery-underway' });
  const order = { at: request.at, by: subject, reason: request.body.reason };
  const repeated = await repeatedDeliveries(table, tenantId, before, order);
  if (!repeated.ok) return repeated;
  const [first] = repeated.value;
  if (first === undefined) return fail({ kind: 'partner-takes-no-files' });
  const over = await Promise.all(before.map((each) => deliveryResolvedWrites(table, tenantId, each, request.at)));
  return ok({
    body: deliveryView(first),
    writes: [
      ...repeated.value.map(
        (each) => ({ ...newDeliveryWrite(tenantId, each), orElse: { kind: 'delivery-underway' } }) as Write<Failure>,
      ),
      ...(over.flat() as Write<Failure>[]),
    ],
    audit: { action: 'submission-repeated', entityId: submissionId, facts: { delivery: first.number } },
    due: repeated.value.map((each) => deliveryMessage(tenantId, each, request.at)),
  });
}

export function deliveryView(delivery: Delivery) {
  const { submissionId: _id, receiverId: _receiver, fileKey: _key, leaseUntil: _lease, ...rest } = delivery;
  const { lastFailure: code, ...own } = rest;
  const words: Readonly<Record<string, string>> = { ...runFailures, ...deliveryFailures };
  const failure = code === undefined ? undefined : { code, detail: words[code] ?? '' };
  return { ...own, ...present({ lastFailure: failure }) };
}
