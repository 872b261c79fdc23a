import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { decidePosting } from '../../shared/posting/read-payment.ts';
import { joinRemittances } from '../../shared/store/deposits.ts';
import type { PlacedPayment } from '../../shared/store/manifest.ts';
import type { RemittanceFile } from '../../shared/store/remittances.ts';
import { joinAdditions } from '../../shared/store/table-writes.ts';
import { type Admission, admissionOf, admitPayment, admitPrepared, type PreparedPayment } from './admit-payment.ts';
import type { ImportDeps } from './context.ts';
import { continued, type Prepared, preparePayments } from './prepare-payments.ts';

/** A transaction has at most 100 actions. */
const actionsPerTransaction = 100;

/** A payment in file order, with its writes if it can be admitted together with its neighbours. */
interface Candidate extends PreparedPayment {
  readonly admission: Admission | undefined;
}

/**
 * Admits a few payments of a file, in file order. Their data are read at the same time, and neighbours without a
 * problem are admitted in one transaction. If that fails (for example because one is already known), each is admitted
 * alone.
 * @returns for each payment, the remittance's id when there are claims to post
 */
export async function admitPayments(
  tenant: TenantId,
  file: RemittanceFile,
  payments: readonly PlacedPayment[],
  deps: ImportDeps,
): Promise<(string | undefined)[]> {
  const candidates: Candidate[] = [];
  for (const [index, prepared] of (await preparePayments(tenant, file, payments, deps)).entries()) {
    const admission = await plainAdmission(tenant, prepared, deps);
    candidates.push({ placed: payments[index] as PlacedPayment, prepared, admission });
  }
  const ids: (string | undefined)[] = [];
  for (const run of runsOf(candidates)) {
    if (run.length > 1 && (await admitTogether(tenant, run, deps))) {
      ids.push(...run.map(({ admission }) => continued((admission as Admission).admitted)));
      continue;
    }
    for (const candidate of run) {
      // Data that were read before the others were admitted may be out of date.
      ids.push(
        await (run.length > 1
          ? admitPayment(tenant, file, candidate.placed, deps)
          : admitPrepared(tenant, file, candidate, deps)),
      );
    }
  }
  return ids;
}

/**
 * The writes that admit a payment that does not depend on others. Payments with provider-level adjustments, whose references an earlier
 * payment may name, and payments with a number that was seen before are admitted one by one.
 */
async function plainAdmission(tenant: TenantId, prepared: Prepared, deps: ImportDeps): Promise<Admission | undefined> {
  if (prepared.kind !== 'ready') return undefined;
  const { payment, remittance, channel } = prepared;
  const isPlain =
    payment.providerAdjustments.length === 0 && channel === undefined && remittance.resolution === undefined;
  if (!isPlain) return undefined;
  const posting = await decidePosting(tenant, prepared, deps.table);
  return posting.ok ? admissionOf(tenant, prepared, posting.value, deps) : undefined;
}

/** Groups neighbours that fit into one transaction; every other payment is alone. */
function runsOf(candidates: readonly Candidate[]): Candidate[][] {
  const runs: Candidate[][] = [];
  let actions = actionsPerTransaction;
  for (const candidate of candidates) {
    const own = candidate.admission?.writes.length ?? actionsPerTransaction;
    if (actions + own > actionsPerTransaction) {
      runs.push([]);
      actions = 0;
    }
    (runs.at(-1) as Candidate[]).push(candidate);
    actions += own;
  }
  return runs;
}

async function admitTogether(
  tenant: TenantId,
  run: readonly Candidate[],
  { table, now }: ImportDeps,
): Promise<boolean> {
  const all = run.flatMap(({ admission }) => admission?.writes ?? []);
  const writes = joinAdditions(joinRemittances(tenant, all, now().toISOString()));
  return writes !== undefined && (await table.transact(writes)).ok;
}
