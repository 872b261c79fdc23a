import type { OpenWork } from '../domain/claim/balance.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { AppealOutcome } from '../domain/remittance/denial/appeals.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DenialOutcome } from './denials.ts';
import { exceptionResolvedWrite } from './exceptions.ts';
import { entityKey } from './keys/entity.ts';
import { endedDenialIndex } from './keys/work.ts';
import type { Write } from './table.ts';

/** Changes to denials and exceptions that a claim lists as open. */
export interface WorkChange {
  readonly over: readonly OpenWork[];
  readonly changed: readonly OpenWork[];
  /** How closed denials ended. */
  readonly outcome: DenialOutcome;
  readonly at: Instant;
  /** The results of appeals in the payer's answer, by denial. */
  readonly appeals?: ReadonlyMap<string, AppealOutcome>;
}

/**
 * Closes denials and exceptions, or updates their amounts. The writes belong to the transaction of the claim's balance, whose version is
 * the condition for all of them.
 */
export function workWrites(
  tenant: TenantId,
  { over, changed, outcome, at, appeals = new Map() }: WorkChange,
): Write<never>[] {
  return [
    ...over.map(({ id, kind }): Write<never> => {
      if (kind === 'exception') return exceptionResolvedWrite(tenant, id, at);
      return {
        update: entityKey(tenant, 'DENIAL', id),
        set: {
          state: 'closed',
          outcome,
          closedAt: at,
          ...answerOf(appeals.get(id)),
          ...endedDenialIndex(tenant, at, id),
        },
        add: { version: 1 },
      };
    }),
    // A denial that the payer reversed before it answered again.
    ...[...appeals].flatMap(([id, answer]): Write<never>[] =>
      over.some((each) => each.id === id)
        ? []
        : [{ update: entityKey(tenant, 'DENIAL', id), set: answerOf(answer), add: { version: 1 } }],
    ),
    ...changed.map(({ id, kind, cents }): Write<never> => {
      const isException = kind === 'exception';
      return {
        update: entityKey(tenant, isException ? 'EXCEPTION' : 'DENIAL', id),
        set: isException ? { cents } : { openCents: cents },
        add: { version: 1 },
      };
    }),
  ];
}

/** What a denial stores of the payer's answer to its appeal. */
function answerOf(appealAnswer: AppealOutcome | undefined): { appealAnswer?: AppealOutcome } {
  return appealAnswer === undefined ? {} : { appealAnswer };
}
