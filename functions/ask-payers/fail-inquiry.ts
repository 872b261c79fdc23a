import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type Inquiry, type InquiryFault, isOpen } from '../../shared/domain/inquiry/inquiry.ts';
import { present } from '../../shared/domain/present.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { inquiryWrite, readInquiry } from '../../shared/store/inquiries.ts';
import type { AskDeps } from './context.ts';
import { letGoOfDecided } from './let-go.ts';

/** Why an inquiry failed. */
export interface Fault {
  readonly fault: InquiryFault;
  /** Which values cannot be written, or the codes with which the question was refused; no text of the receiver's. */
  readonly places?: readonly string[];
}

/** Ends an inquiry as failed, with the reason. This holds for temporary faults too: a person then asks again. */
export async function failed(
  tenant: TenantId,
  before: Inquiry,
  { fault, places }: Fault,
  deps: AskDeps,
): Promise<void> {
  const { table, now } = deps;
  const at = now().toISOString();
  const state = { kind: 'failed', failedAt: at, fault, ...present({ places }) } as const;
  const audit = workerAudit('ask-payers', tenant, at, {
    action: 'inquiry-failed',
    entityId: before.id,
    facts: { fault },
  });
  const written = await table.transact([inquiryWrite(tenant, before, { ...before, state }), audit]);
  if (!written.ok) {
    const current = await readInquiry(table, tenant, before.id);
    // A person dismissed it at this moment: the message comes again.
    if (current !== undefined && current.version !== before.version && isOpen(current))
      throw new Error('inquiry-changed');
  }
  if (before.kind === 'claim-status' && before.state.kind === 'asking') await letGoOfDecided(tenant, deps);
}
