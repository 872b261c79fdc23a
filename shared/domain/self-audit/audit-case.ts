import { fail, ok, type Result } from '../result.ts';
import { addDays, type Instant, type LocalDate } from '../time/local-date.ts';
import type { AuditPeriod } from './facts.ts';
import type { AuditFlag } from './flag.ts';

/** Where a case stands. */
export const caseStates = {
  open: 'nobody has taken it up',
  'under-review': 'somebody looks at the encounters',
  dismissed: 'nothing is wrong, for a reason',
  confirmed: 'something was wrong, and something was done',
} as const;

export type CaseState = keyof typeof caseStates;

/** What is done about billing that was wrong. */
export const caseMeasures = {
  'claims-corrected': 'claims were corrected or voided',
  'overpayment-returned': 'what was paid too much was returned, or its return was begun',
  'provider-taught': 'the provider was told and taught',
  'process-changed': 'a rule, a template or a process was changed',
  'counsel-asked': 'counsel or the compliance officer was asked',
  'payer-told': 'the payer or the government was told',
} as const;

export type CaseMeasure = keyof typeof caseMeasures;

/** Something of the record that a case rests on: a document or a note of an encounter, by its id. */
export type CaseEvidence = { readonly at: Instant; readonly by: string; readonly encounterId: string } & (
  | { readonly kind: 'document'; readonly documentId: string }
  | { readonly kind: 'note'; readonly noteId: string }
);

export interface CaseDecision {
  readonly outcome: 'dismissed' | 'confirmed';
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  readonly measures?: readonly CaseMeasure[];
  /** Of a confirmed one: by when an overpayment by Medicare or Medicaid is reported and returned (42 CFR 401.305: 60 days). */
  readonly returnBy?: LocalDate;
}

/** A flag that somebody looks into. */
export interface AuditCase extends AuditPeriod {
  readonly id: string;
  readonly version: number;
  readonly selfAuditId: string;
  /** As it was when the case was opened. */
  readonly flag: AuditFlag;
  readonly state: CaseState;
  readonly openedAt: Instant;
  readonly openedBy: string;
  readonly reviewer?: string;
  readonly notes: readonly { readonly at: Instant; readonly by: string; readonly text: string }[];
  readonly evidence: readonly CaseEvidence[];
  /** The latest last; a case that is opened again keeps the earlier ones. */
  readonly decisions: readonly CaseDecision[];
}

/** What people do with a case. */
export type CaseAction =
  | { readonly do: 'review' }
  | { readonly do: 'note'; readonly text: string }
  | {
      readonly do: 'add-evidence';
      readonly encounterId: string;
      readonly documentId?: string;
      readonly noteId?: string;
    }
  | { readonly do: 'dismiss'; readonly reason: string }
  | { readonly do: 'confirm'; readonly reason: string; readonly measures: readonly CaseMeasure[] }
  | { readonly do: 'reopen'; readonly reason: string };

export type CaseFailure = 'audit-case-ended' | 'audit-case-not-ended' | 'audit-case-full';

/** An item of the table holds no more. What is full can still be decided. */
const mostNotes = 50;
const mostEvidence = 100;
const mostDecisions = 20;

const daysToReturn = 60;

/** Who acts, when, and which day it is in the office. */
export interface CaseActor {
  readonly subject: string;
  readonly at: Instant;
  readonly today: LocalDate;
}

/** The next version of a case. Whoever opens an ended one again says why, as a note. */
export function afterCaseAction(
  before: AuditCase,
  action: CaseAction,
  { subject: by, at, today }: CaseActor,
): Result<AuditCase, CaseFailure> {
  const isEnded = before.state === 'dismissed' || before.state === 'confirmed';
  const next = { ...before, version: before.version + 1 };
  const withNote = (text: string) => ({ notes: [...before.notes, { at, by, text }] });
  switch (action.do) {
    case 'note':
      if (before.notes.length >= mostNotes) return fail('audit-case-full');
      return ok({ ...next, ...withNote(action.text) });
    case 'add-evidence':
      if (before.evidence.length >= mostEvidence) return fail('audit-case-full');
      return ok({ ...next, evidence: [...before.evidence, evidenceOf(action, at, by)] });
    case 'reopen':
      if (!isEnded) return fail('audit-case-not-ended');
      if (before.decisions.length >= mostDecisions) return fail('audit-case-full');
      return ok({ ...next, ...withNote(action.reason), state: 'open' });
    case 'review':
      return isEnded ? fail('audit-case-ended') : ok({ ...next, state: 'under-review', reviewer: by });
    case 'dismiss':
    case 'confirm': {
      if (isEnded) return fail('audit-case-ended');
      const outcome = action.do === 'dismiss' ? 'dismissed' : 'confirmed';
      const more = action.do === 'dismiss' ? {} : { measures: action.measures, returnBy: addDays(today, daysToReturn) };
      const decision: CaseDecision = { outcome, reason: action.reason, by, at, ...more };
      return ok({ ...next, state: outcome, decisions: [...before.decisions, decision] });
    }
  }
}

function evidenceOf(
  { encounterId, documentId, noteId }: Extract<CaseAction, { do: 'add-evidence' }>,
  at: Instant,
  by: string,
): CaseEvidence {
  if (documentId !== undefined) return { at, by, encounterId, kind: 'document', documentId };
  return { at, by, encounterId, kind: 'note', noteId: noteId ?? '' };
}
