import type { ClaimBalance } from '../domain/claim/balance.ts';
import {
  type AppealOutcome,
  type AppealResult,
  decidedBy,
  type StandingAppeal,
} from '../domain/remittance/denial/appeals.ts';
import type { ClaimPosting } from '../domain/remittance/post/claim-posting.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import type { Denial } from '../store/denials.ts';

/** The effect of a payer's answer on its pending appeals. */
export interface AnsweredAppeals {
  /** The appeals that stay pending. */
  readonly left: readonly StandingAppeal[];
  readonly decided: readonly { readonly appeal: StandingAppeal; readonly result: AppealResult }[];
}

/**
 * Decides appeals by a payer's answer. A reversal alone decides no appeal; the answer after it does.
 * @param open the ids of the claim's denials that stay open
 */
export function answeredAppeals(
  before: ClaimBalance,
  { kind, adjudication }: Pick<ClaimPosting, 'kind' | 'adjudication'>,
  denied: readonly Pick<Denial, 'lines' | 'deniedCents'>[],
  open: ReadonlySet<string>,
): AnsweredAppeals {
  const standing = before.appeals ?? [];
  if (standing.length === 0 || kind !== 'posted' || adjudication === undefined) return { left: standing, decided: [] };
  const { share, lines } = adjudication;
  const answer = { share, lines, denied: denied.map((each) => ({ lines: each.lines, cents: each.deniedCents })) };
  const judged = standing.map((appeal) => {
    const result = open.has(appeal.denialId) ? undefined : decidedBy(answer, appeal);
    return { appeal, result };
  });
  return {
    left: judged.filter(({ result }) => result === undefined).map(({ appeal }) => appeal),
    decided: judged.flatMap(({ appeal, result }) => (result === undefined ? [] : [{ appeal, result }])),
  };
}

/** The outcomes of decided appeals, by denial. */
export function outcomesOf(
  { decided }: AnsweredAppeals,
  {
    noticeOn,
    at,
    ledgerEntryId,
  }: { readonly noticeOn: LocalDate; readonly at: Instant; readonly ledgerEntryId: string },
): ReadonlyMap<string, AppealOutcome> {
  return new Map(decided.map(({ appeal, result }) => [appeal.denialId, { result, noticeOn, at, ledgerEntryId }]));
}

/** The appeal that a new denial refuses: of the appeals about the same lines, the one of the highest level. */
export function refusedBy(
  denial: Pick<Denial, 'lines'>,
  { decided }: AnsweredAppeals,
): { readonly denialId: string; readonly level: number } | undefined {
  const lines = denial.lines.length === 0 ? undefined : denial.lines;
  const touched = decided.filter(
    ({ appeal, result }) =>
      result !== 'won' &&
      (lines === undefined || appeal.lines === undefined || lines.some((line) => appeal.lines?.includes(line))),
  );
  const furthest = touched.sort((a, b) => b.appeal.level - a.appeal.level)[0]?.appeal;
  return furthest === undefined ? undefined : { denialId: furthest.denialId, level: furthest.level };
}
