import type { ClaimIntake } from '../../shared/domain/claim-intake/claim-intake.ts';
import type { WaitReason } from '../../shared/domain/claim-intake/wait-reasons.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Edge } from '../../shared/runtime/edge.ts';
import type { Queues } from '../../shared/runtime/queues.ts';
import type { Files } from '../../shared/store/files.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { Practice } from './practice.ts';

/** What the work needs. */
export interface ImportDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly files: Files;
  readonly queues: Queues;
}

/** The outcome of a claim in a file. */
export type Outcome =
  | { readonly kind: 'taken'; readonly claimId: ClaimId; readonly writes: readonly Write[] }
  /** The claim is here as it is in the file, or in a later state. */
  | { readonly kind: 'known'; readonly claimId: ClaimId }
  | { readonly kind: 'waiting'; readonly reasons: readonly WaitReason[] };

/** The file whose claims are imported, the time, and the office's payers and providers. */
export interface Taking {
  readonly tenant: TenantId;
  readonly table: Table;
  readonly at: string;
  readonly postedOn: LocalDate;
  readonly intake: ClaimIntake;
  readonly practice: Practice;
}
