import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { exceptionDecidedWrite, readException } from '../../shared/store/exceptions.ts';
import { paymentKey, plannedKey, remittanceKey } from '../../shared/store/keys/remittance.ts';
import {
  asDecided,
  bodyOfItem,
  channelKeyOf,
  paymentReopenedWrite,
  quarantineExceptionId,
  type Remittance,
  remittanceItem,
  remittanceVersion,
} from '../../shared/store/remittances.ts';
import type { Resolution } from '../../shared/store/resolution.ts';
import { paidOtherwise } from '../../shared/store/resolution.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { RemittancesDeps, RemittancesOperations, RemittancesRequest } from './context.ts';
import { remittanceView } from './views.ts';

type DecisionRequest = Pick<
  RemittancesRequest<'rejectRemittance'>,
  'principal' | 'params' | 'at' | 'body' | 'expectedVersion'
>;

/** People's decisions about payments that have not posted. A payment that does not balance can be rejected but never posted. */
export const decideOperations: RemittancesOperations<'rejectRemittance' | 'admitRemittance'> = {
  rejectRemittance: async (request, deps) => {
    const decided = await decide(request, rejection, deps);
    if (!decided.ok) return decided;
    const { remittance, writes, facts } = decided.value;
    return ok({
      body: remittanceView(remittanceItem(request.principal.tenantId, remittance)),
      version: remittanceVersion(remittance),
      writes,
      audit: { action: 'remittance-rejected', entityId: remittance.id, facts },
    });
  },

  admitRemittance: async (request, deps) => {
    const { tenantId } = request.principal;
    const decided = await decide(request, admission, deps);
    if (!decided.ok) return decided;
    const { remittance, writes, facts } = decided.value;
    const { id, fileId } = remittance;
    return ok({
      body: remittanceView(remittanceItem(tenantId, remittance)),
      version: remittanceVersion(remittance),
      writes: [...writes, paymentReopenedWrite(tenantId, fileId)],
      audit: { action: 'remittance-released', entityId: id, facts },
      due: [{ queue: 'import-remittance', id: `admit-${id}`, body: { schemaVersion: 1, tenantId, fileId } }],
    });
  },
};

/**
 * A test, a payment with a distant date, or one with an unknown payment method keeps its identity when it is admitted;
 * one that is held for its identity becomes a separate payment.
 */
function admittedAs(reason: Remittance['reason']): string {
  if (reason === 'payment-date-far-ahead') return 'date-admitted';
  if (reason === 'notification-with-money') return paidOtherwise;
  return reason === 'test-interchange' ? 'test-admitted' : 'admitted';
}

/** The states in which a decision is possible, and the state after it. */
interface Decision {
  readonly from: readonly Remittance['state'][];
  readonly to: Remittance['state'];
  kindOf(reason: Remittance['reason']): string;
}

const rejection: Decision = { from: ['held', 'quarantined', 'planned'], to: 'rejected', kindOf: () => 'rejected' };
const admission: Decision = { from: ['held'], to: 'admitting', kindOf: admittedAs };

interface Decided {
  readonly remittance: Remittance;
  readonly writes: readonly Write<Failure>[];
  readonly facts: Readonly<Record<string, string>>;
}

/** Moves a remittance from one of the given states to another, with the decision, and closes its exception. */
async function decide(
  request: DecisionRequest,
  { from, to, kindOf }: Decision,
  { table }: RemittancesDeps,
): Promise<Result<Decided, Failure>> {
  const { tenantId, subject } = request.principal;
  const key = remittanceKey(tenantId, request.params.remittanceId);
  const item = await table.get(key);
  if (item === undefined) return fail({ kind: 'not-found' });
  const remittance = bodyOfItem<Remittance>(item);
  const { id, state, reason } = remittance;
  const version = remittanceVersion(remittance);
  if (version !== request.expectedVersion) return fail({ kind: 'version-changed' });
  if (!from.includes(state)) return fail({ kind: 'remittance-not-held' });
  const opened = reason === undefined ? undefined : quarantineExceptionId(tenantId, id, reason);
  const exception = opened === undefined ? undefined : await readException(table, tenantId, opened);
  const resolution: Resolution = { kind: kindOf(reason), by: subject, at: request.at, reason: request.body.reason };
  return ok({
    remittance: { ...remittance, state: to, resolution, version: version + 1 },
    facts: { from: state, ...present({ code: reason }) },
    writes: [
      {
        update: key,
        set: { state: to, resolution, version: version + 1 },
        condition: asDecided(remittance),
        orElse: { kind: 'version-changed' },
      },
      ...(state === 'planned' ? await forgottenWrites(tenantId, remittance, table) : []),
      ...(exception?.state === 'open'
        ? [exceptionDecidedWrite(tenantId, exception, { state: 'resolved', resolution })]
        : []),
    ],
  });
}

/** When a planned payment is rejected, the same payment is handled as a new one, in another file or entered by a person. */
async function forgottenWrites(
  tenantId: TenantId,
  remittance: Remittance,
  table: Table,
): Promise<readonly Write<Failure>[]> {
  const { id, identityDigest } = remittance;
  const channel = channelKeyOf(tenantId, remittance);
  const isOwn = (await table.get(channel))?.remittanceId === id;
  return [
    { delete: paymentKey(tenantId, identityDigest) },
    { delete: plannedKey(tenantId, id) },
    ...(isOwn ? [{ delete: channel }] : []),
  ];
}
