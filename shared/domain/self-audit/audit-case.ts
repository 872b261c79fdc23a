import { federalReturn, type Investigation } from '../deadline/clocks.ts';
import type { Role } from '../identity/principal.ts';
import type { Cents } from '../money/cents.ts';
import { present } from '../present.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { AuditFlag } from './flag.ts';

/** The state of a case. */
export const caseStates = {
  open: 'nobody has taken it up',
  'under-review': 'somebody looks at the encounters',
  dismissed: 'nothing is wrong, for a reason',
  confirmed: 'something was wrong, and something was done',
} as const;

export type CaseState = keyof typeof caseStates;

/** The corrective actions for wrong billing. */
export const caseMeasures = {
  'claims-corrected': 'claims were corrected or voided',
  'overpayment-returned': 'what was paid too much was returned, or its return was begun',
  'provider-taught': 'the provider was informed and trained',
  'process-changed': 'a rule, a template or a process was changed',
  'counsel-asked': 'counsel or the compliance officer was asked',
  'payer-told': 'the payer or the government was told',
} as const;

export type CaseMeasure = keyof typeof caseMeasures;

/** The origin of a case. */
export const caseSources = {
  'self-audit': 'the office’s own look found something unusual',
  'payer-letter': 'a payer or the government wrote',
  complaint: 'a patient or somebody else complained',
  hotline: 'somebody of the office reported it, by name or without one',
  audit: 'an audit by somebody else found it',
} as const;

export type CaseSource = keyof typeof caseSources;

/** A report by a person. */
export interface CaseReferral {
  readonly source: Exclude<CaseSource, 'self-audit'>;
  readonly receivedOn: LocalDate;
  readonly summary: string;
  /** Who reported it; absent for an anonymous report. */
  readonly reporter?: string;
  readonly providerId?: string;
  readonly claimIds?: readonly string[];
}

/**
 * Evidence for a case, by its id: a document or a note of an encounter, a claim, a call or message, a received
 * document.
 */
export type CaseEvidence = { readonly at: Instant; readonly by: string } & (
  | { readonly kind: 'document'; readonly encounterId: string; readonly documentId: string }
  | { readonly kind: 'note'; readonly encounterId: string; readonly noteId: string }
  | { readonly kind: 'claim'; readonly claimId: string }
  | { readonly kind: 'correspondence'; readonly correspondenceId: string }
  | { readonly kind: 'received-document'; readonly receivedDocumentId: string }
);

/** The overpayment of a case, and its return deadline. */
export interface CaseClock {
  /** When the office knew, or should have known, of the overpayment. */
  readonly identifiedOn: LocalDate;
  /** A timely good-faith investigation, which postpones the return by at most 180 days. */
  readonly investigation?: Investigation;
  readonly returnBy: LocalDate;
}

/** An amount that was returned, or a notification of those affected. */
export interface CaseDisclosure {
  readonly at: Instant;
  readonly by: string;
  readonly on: LocalDate;
  readonly to: string;
  readonly cents?: Cents;
  readonly refundId?: string;
  readonly referenceNumber?: string;
}

export interface CaseDecision {
  readonly outcome: 'dismissed' | 'confirmed';
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  readonly measures?: readonly CaseMeasure[];
  /**
   * For a confirmed case: the deadline to report and return an overpayment by Medicare or Medicaid (42 CFR 401.305: 60
   * days).
   */
  readonly returnBy?: LocalDate;
}

/** An investigation of a flag or a report. */
export interface AuditCase {
  readonly id: string;
  readonly version: number;
  readonly source: CaseSource;
  /** For a self-audit: its period, and the flag as of the opening of the case. */
  readonly selfAuditId?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly flag?: AuditFlag;
  /** For any other source: what was reported. */
  readonly referral?: CaseReferral;
  /** Who may see it, besides managers; by sign-in subject. */
  readonly named: readonly string[];
  /** The persons concerned: they may not see it, whatever their role. */
  readonly excluded: readonly string[];
  readonly clock?: CaseClock;
  readonly disclosures: readonly CaseDisclosure[];
  readonly state: CaseState;
  readonly openedAt: Instant;
  readonly openedBy: string;
  readonly reviewer?: string;
  readonly notes: readonly { readonly at: Instant; readonly by: string; readonly text: string }[];
  readonly evidence: readonly CaseEvidence[];
  /** The latest last; a reopened case keeps the earlier ones. */
  readonly decisions: readonly CaseDecision[];
}

/** What people do with a case. */
export type CaseAction =
  | { readonly do: 'review' }
  | { readonly do: 'note'; readonly text: string }
  | ({ readonly do: 'add-evidence' } & EvidenceNamed)
  | { readonly do: 'identify'; readonly on: LocalDate }
  | { readonly do: 'investigate'; readonly from: LocalDate; readonly to?: LocalDate }
  | ({ readonly do: 'disclose' } & Omit<CaseDisclosure, 'at' | 'by'>)
  | { readonly do: 'name' | 'unname' | 'exclude' | 'admit'; readonly who: string }
  | { readonly do: 'dismiss'; readonly reason: string }
  | { readonly do: 'confirm'; readonly reason: string; readonly measures: readonly CaseMeasure[] }
  | { readonly do: 'reopen'; readonly reason: string };

/** A document or a note with its encounter, or any other kind alone. */
export interface EvidenceNamed {
  readonly encounterId?: string;
  readonly documentId?: string;
  readonly noteId?: string;
  readonly claimId?: string;
  readonly correspondenceId?: string;
  readonly receivedDocumentId?: string;
}

export type CaseFailure =
  | 'audit-case-ended'
  | 'audit-case-not-ended'
  | 'audit-case-full'
  | 'overpayment-not-identified';

/** The limits of a table item. A case that reaches them can still be decided. */
const mostNotes = 50;
const mostEvidence = 100;
const mostDecisions = 20;
const mostPeople = 50;
const mostDisclosures = 50;

/** Who acts, when, and the office's date. */
export interface CaseActor {
  readonly subject: string;
  readonly at: Instant;
  readonly today: LocalDate;
}

/** The next version of a case. Reopening an ended one requires a reason, which becomes a note. */
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
    case 'identify':
      return ok({ ...next, clock: clockOf(action.on, before.clock?.investigation) });
    case 'investigate': {
      const { from, to } = action;
      const identifiedOn = before.clock?.identifiedOn;
      if (identifiedOn === undefined) return fail('overpayment-not-identified');
      return ok({ ...next, clock: clockOf(identifiedOn, { from, ...present({ to }) }) });
    }
    case 'disclose': {
      if (before.disclosures.length >= mostDisclosures) return fail('audit-case-full');
      const { do: _do, ...told } = action;
      return ok({ ...next, disclosures: [...before.disclosures, { at, by, ...told }] });
    }
    case 'name':
    case 'unname':
    case 'exclude':
    case 'admit':
      return withPeople(before, action);
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
      // A person who confirms a case knows of the overpayment at that time at the latest.
      const clock = before.clock ?? clockOf(today, undefined);
      const more = action.do === 'dismiss' ? {} : { measures: action.measures, returnBy: clock.returnBy };
      const decision: CaseDecision = { outcome, reason: action.reason, by, at, ...more };
      const kept = action.do === 'dismiss' ? {} : { clock };
      return ok({ ...next, ...kept, state: outcome, decisions: [...before.decisions, decision] });
    }
  }
}

function clockOf(identifiedOn: LocalDate, investigation: Investigation | undefined): CaseClock {
  const returnBy = federalReturn(identifiedOn, investigation);
  return { identifiedOn, returnBy, ...present({ investigation }) };
}

type PeopleAction = Extract<CaseAction, { readonly who: string }>;

function withPeople(before: AuditCase, { do: what, who }: PeopleAction): Result<AuditCase, CaseFailure> {
  const list = what === 'name' || what === 'unname' ? 'named' : 'excluded';
  const isAdded = what === 'name' || what === 'exclude';
  const others = before[list].filter((each) => each !== who);
  if (isAdded && others.length >= mostPeople) return fail('audit-case-full');
  return ok({ ...before, version: before.version + 1, [list]: isAdded ? [...others, who] : others });
}

function evidenceOf(named: EvidenceNamed, at: Instant, by: string): CaseEvidence {
  const { encounterId = '', documentId, noteId, claimId, correspondenceId, receivedDocumentId = '' } = named;
  if (documentId !== undefined) return { at, by, kind: 'document', encounterId, documentId };
  if (noteId !== undefined) return { at, by, kind: 'note', encounterId, noteId };
  if (claimId !== undefined) return { at, by, kind: 'claim', claimId };
  if (correspondenceId !== undefined) return { at, by, kind: 'correspondence', correspondenceId };
  return { at, by, kind: 'received-document', receivedDocumentId };
}

/** Whether a person may see a case: managers and named persons may, persons concerned may not. */
export function maySeeCase(
  { named, excluded }: Pick<AuditCase, 'named' | 'excluded'>,
  { subject, roles }: { readonly subject: string; readonly roles: readonly Role[] },
): boolean {
  return !excluded.includes(subject) && (roles.includes('manager') || named.includes(subject));
}

/** The statutory warning for everybody who handles a report. */
export const noRetaliation =
  'Nobody is dismissed, threatened or treated worse for reporting in good faith (31 USC 3730(h)). Do not try to find out who reported anonymously.';
