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

/** What a claim of a file came to. */
export type Outcome =
  | { readonly kind: 'taken'; readonly claimId: ClaimId; readonly writes: readonly Write[] }
  /** It is here as it stands in the file, or as it went on from there. */
  | { readonly kind: 'known'; readonly claimId: ClaimId }
  | { readonly kind: 'waiting'; readonly reasons: readonly WaitReason[] };

/** For which file claims are taken in, when, and with whom the office works. */
export interface Taking {
  readonly tenant: TenantId;
  readonly table: Table;
  readonly at: string;
  readonly postedOn: LocalDate;
  readonly intake: ClaimIntake;
  readonly practice: Practice;
}
