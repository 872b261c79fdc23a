import type { Correspondence, Sending } from '../../shared/domain/correspondence/correspondence.ts';
import { waitingAgain } from '../../shared/domain/received-document/received-document.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { inBulk } from '../../shared/runtime/api/in-bulk.ts';
import { readAccount, returnedMailWrites } from '../../shared/store/accounts.ts';
import { correspondenceWrite } from '../../shared/store/correspondence.ts';
import { deliveriesDroppedWrites } from '../../shared/store/deliveries.ts';
import { readReceivedDocument, receivedDocumentWrite } from '../../shared/store/received-documents.ts';
import type { Write } from '../../shared/store/table.ts';
import type { CorrespondenceDeps, CorrespondenceOperations, CorrespondenceRequest } from './context.ts';
import { auditOf, seenCorrespondence } from './correspondence.ts';
import { correspondenceView } from './views.ts';

/** The outcome of messages that the office wrote. */
export const sendingOperations: CorrespondenceOperations<
  'changeSending' | 'changeManySendings' | 'strikeCorrespondence'
> = {
  changeSending: async (request, deps) => {
    const found = await seenCorrespondence(request, deps);
    if (!found.ok) return found;
    const { principal, at, body } = request;
    const { sending, channel } = found.value;
    const after =
      sending && afterDeed(sending, { channel, do: body.do, at, by: principal.subject, reason: body.reason });
    if (after === undefined) return fail({ kind: 'sending-not-in-state' });
    const record: Correspondence = { ...found.value, version: found.value.version + 1, sending: after };
    const held = body.do === 'returned' ? await heldForAddress(request, deps, record) : ok([]);
    if (!held.ok) return held;
    // Pages that have not left yet: the fax was stopped, or a person has sent it in another way.
    const dropped = await deliveriesDroppedWrites(deps.table, principal.tenantId, record.id, at);
    if (dropped === undefined) return fail({ kind: 'delivery-underway' });
    return ok({
      body: correspondenceView(record),
      version: record.version,
      writes: [correspondenceWrite(principal.tenantId, record), ...held.value, ...orConflict(dropped)],
      audit: auditOf('correspondence-sending-changed', record),
    });
  },

  changeManySendings: (request) =>
    inBulk(request, 'correspondence', (correspondenceId) => ({
      ...{ operation: 'changeSending', params: { correspondenceId }, body: request.body.action },
    })),

  strikeCorrespondence: async (request, deps) => {
    const found = await seenCorrespondence(request, deps);
    if (!found.ok) return found;
    const { principal, at, body } = request;
    const { id, sending, version } = found.value;
    const struck = { at, by: principal.subject, reason: body.reason };
    const dropped = await deliveriesDroppedWrites(deps.table, principal.tenantId, id, at);
    if (dropped === undefined) return fail({ kind: 'delivery-underway' });
    const isStopped = sending?.state === 'waiting' || dropped.length > 0;
    const stopped: Partial<Correspondence> =
      sending !== undefined && isStopped ? { sending: { ...sending, state: 'not-sent', at, because: 'stopped' } } : {};
    const record: Correspondence = { ...found.value, ...stopped, version: version + 1, struck };
    return ok({
      body: correspondenceView(record),
      version: record.version,
      writes: [
        correspondenceWrite(principal.tenantId, record),
        ...(await unfiledWrites(request, deps, record)),
        ...orConflict(dropped),
      ],
      audit: auditOf('correspondence-voided', record),
    });
  },
};

/** Writes that fail because an attempt begins at this moment: the request is made again. */
function orConflict(writes: readonly Write[]): Write<Failure>[] {
  return writes.map((write) => ({ ...write, orElse: { kind: 'delivery-underway' } }) as Write<Failure>);
}

/** A document whose filing is struck is open again. */
async function unfiledWrites(
  { principal }: Pick<CorrespondenceRequest<'strikeCorrespondence'>, 'principal'>,
  { table }: Pick<CorrespondenceDeps, 'table'>,
  { receivedDocumentId }: Correspondence,
): Promise<Write<Failure>[]> {
  if (receivedDocumentId === undefined) return [];
  const document = await readReceivedDocument(table, principal.tenantId, receivedDocumentId);
  return document === undefined ? [] : [receivedDocumentWrite(principal.tenantId, waitingAgain(document))];
}

interface Deed {
  readonly channel: Correspondence['channel'];
  readonly do: 'sent' | 'stop' | 'returned';
  readonly at: string;
  readonly by: string;
  readonly reason?: string | undefined;
}

/**
 * How a person's action changes a message. A letter or fax that waits, or that the fax service has, can be marked as
 * sent. Anything not sent yet can be stopped. A letter that was sent can be returned.
 */
function afterDeed(sending: Sending, { channel, do: what, at, by, reason }: Deed): Sending | undefined {
  const isByHand = channel === 'letter' || channel === 'fax';
  const isOnItsWay = sending.state === 'waiting' || sending.state === 'handed-over';
  if (what === 'sent' && isByHand && isOnItsWay) return { ...sending, state: 'sent', at, by };
  if (what === 'stop' && isOnItsWay) {
    return { ...sending, state: 'not-sent', at, by, because: reason ?? 'stopped' };
  }
  return what === 'returned' && channel === 'letter' && sending.state === 'sent'
    ? { ...sending, state: 'returned', at, by }
    : undefined;
}

/** Puts the account of a guarantor whose letter was returned on hold, unless it already is. */
async function heldForAddress(
  request: CorrespondenceRequest<'changeSending'>,
  { table }: Pick<CorrespondenceDeps, 'table'>,
  { id, about, with: party }: Correspondence,
): Promise<Result<Write<Failure>[], Failure>> {
  const { tenantId, subject } = request.principal;
  const account = party.kind === 'guarantor' ? await readAccount(table, tenantId, about.accountId) : undefined;
  if (account === undefined) return ok([]);
  const act = { reason: `Letter ${id} came back.`, by: subject, at: request.at, today: await request.today() };
  const writes = returnedMailWrites(tenantId, account, act);
  return writes.ok ? writes : fail({ kind: writes.failure });
}
