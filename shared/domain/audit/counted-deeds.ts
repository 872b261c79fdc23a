import type { AuditAction } from './actions.ts';

/**
 * Work that books nothing and ends no work item: actions of the audit trail, by the kind under which the productivity
 * report counts them.
 */
const countedActions = {
  'correspondence-recorded': 'contact',
  'message-written': 'contact',
  'denial-answered': 'appeal',
  'appeal-decided': 'appeal',
  'federal-dispute-opened': 'appeal',
  'federal-dispute-stepped': 'appeal',
  'payment-variance-decided': 'underpayment',
  'payment-dispute-written': 'underpayment',
  'payment-dispute-decided': 'underpayment',
  'accounts-placed': 'placement',
  'collection-case-recalled': 'placement',
  'collection-case-returned': 'placement',
  'agency-remit-line-matched': 'placement',
  'eligibility-check-requested': 'inquiry',
  'status-inquiry-requested': 'inquiry',
  'authorization-requested': 'inquiry',
  'claim-corrected': 'claim',
  'claim-voided': 'claim',
  'claim-held': 'claim',
  'claim-released': 'claim',
  'claim-withdrawn': 'claim',
  'attachments-submitted': 'claim',
  'coding-review-decided': 'coding',
  'physician-query-raised': 'coding',
  'physician-query-answered': 'coding',
  'task-changed': 'task',
} as const satisfies Partial<Record<AuditAction, string>>;

/** The kinds of counted work. */
export type CountedDeed = (typeof countedActions)[keyof typeof countedActions];

/** Of the actions on tasks, those that end one. */
const endsTask = { finish: true, drop: true };

/** The kind under which an audit item counts; undefined when it does not. */
export function countedDeed(action: string, facts: Readonly<Record<string, unknown>> = {}): CountedDeed | undefined {
  if (action === 'task-changed' && !Object.hasOwn(endsTask, String(facts.do))) return undefined;
  return Object.hasOwn(countedActions, action) ? countedActions[action as keyof typeof countedActions] : undefined;
}
