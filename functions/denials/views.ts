import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { appealAt, appealLevels } from '../../shared/domain/deadline/appeal-levels.ts';
import type { PayerTerms } from '../../shared/domain/deadline/payer-terms.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type Cents, zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import {
  appealsOf,
  isAppealLate,
  isAppealStanding,
  nextLevelOf,
} from '../../shared/domain/remittance/denial/appeals.ts';
import { denialAdvice, denialCategories, denialWords } from '../../shared/domain/remittance/denial/denial-reasons.ts';
import { carcOf, isAnotherPayers } from '../../shared/domain/remittance/denial/denials.ts';
import { type Playbook, playbookFor } from '../../shared/domain/remittance/denial/playbooks.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import type { Denial, DenialOutcome } from '../../shared/store/denials.ts';
import { readPayerTerms } from '../../shared/store/payer-terms.ts';
import type { Table } from '../../shared/store/table.ts';

/** The operations that end a denial. */
const endedBy = ['writeOffDenial', 'moveDenial'] as const;

/** Guidance for a denial: the payers' terms, and the office's own playbooks. */
export interface DenialGuide {
  readonly terms: ReadonlyMap<string, PayerTerms>;
  readonly playbooks: readonly Playbook[];
}

export async function readGuide(table: Table, tenant: TenantId, payerIds: readonly string[]): Promise<DenialGuide> {
  const [terms, { denials }] = await Promise.all([
    readPayerTerms(table, tenant, [...new Set(payerIds)]),
    readBillingSettings(table, tenant),
  ]);
  return { terms, playbooks: denials.playbooks };
}

/** A denial in the API: codes with their meanings, and the payer's current balance on the claim. */
export function denialView(denial: Denial, balance: ClaimBalance | undefined, { terms, playbooks }: DenialGuide) {
  const { reasons, remarkCodes, lines, share, appealAnswer: _answer, outcome: _outcome, ...rest } = denial;
  const appeals = appealsOf(denial);
  return {
    ...rest,
    ...present({ outcome: outcomeOf(denial) }),
    appeals: appeals.map((appeal) => ({ ...appeal, isLate: isAppealLate(appeal) })),
    ...present({ nextAppeal: nextAppealOf(denial, terms.get(denial.payerId) ?? {}) }),
    ...present({ patientId: balance?.patientId }),
    payerPosition: share,
    categoryTitle: denialCategories[denial.category].title,
    reasons: reasons.map((reason) => ({
      group: reason.slice(0, reason.indexOf('-')),
      carc: carcOf(reason),
      words: denialWords(carcOf(reason)),
    })),
    remarkCodes: [...remarkCodes],
    lines: [...lines],
    remainingCents: standingWith(balance, share),
    mayBillNextPayer: mayBillNextPayer(denial, balance),
    advice: denialAdvice(carcOf(reasons[0] ?? '')),
    playbook: playbookView(denial, playbooks),
    endedBy: denial.state === 'open' ? [...endedBy] : [],
  };
}

/** Whether an open denial is one that another payer may cover, and a later payer of the claim has not answered. */
function mayBillNextPayer({ state, reasons, share }: Denial, balance: ClaimBalance | undefined): boolean {
  const later = balance?.payers.slice(share + 1) ?? [];
  return state === 'open' && isAnotherPayers(reasons) && later.some(({ status }) => status !== 'answered');
}

/** The current balance of a share of a claim. */
function standingWith(balance: ClaimBalance | undefined, share: number): Cents {
  return balance?.payers[share]?.receivableCents ?? zeroCents;
}

/**
 * How a denial ended. If the payer paid an appeal, it ended by payment, even when the payer first reversed its denial.
 */
function outcomeOf({ outcome, appealAnswer }: Denial): DenialOutcome | undefined {
  const isPaid = appealAnswer !== undefined && appealAnswer.result !== 'refused';
  return isPaid && outcome === 'taken-back' ? 'payment' : outcome;
}

/** The next appeal level of an open denial, by the payer's current terms; none while an appeal is pending. */
function nextAppealOf(denial: Denial, terms: PayerTerms) {
  if (denial.state !== 'open' || isAppealStanding(denial)) return undefined;
  const { level, noticeOn } = nextLevelOf(denial);
  const found = appealLevels(terms, noticeOn)[level - 1];
  const clock = appealAt(terms, noticeOn, level);
  if (found === undefined || clock === undefined) return undefined;
  const { title, answerDays, minimumCents } = found;
  return {
    ...{ level, title, answerDays, by: { on: clock.on, basis: clock.basis } },
    ...present({ minimumCents }),
    isBelowMinimum: denial.openCents < (minimumCents ?? 0),
  };
}

function playbookView({ category, reasons, remarkCodes }: Denial, own: readonly Playbook[]) {
  const { playbook, isOwn } = playbookFor({ category, carcs: reasons.map(carcOf), remarkCodes }, own);
  const { name, steps, attach, deed } = playbook;
  return { name, isOwn, steps: [...steps], attach: [...attach], deed };
}
