import type { CodeSetKind } from '../code-set/kinds.ts';
import type { CodeReferences } from '../code-set/references.ts';
import type { EvaluationCodes } from '../encounter/evaluation/evaluation-codes.ts';
import type { Provider } from '../practice/practice.ts';
import type { AuditedEncounter, AuditPeriod } from './facts.ts';
import type { AuditFlag } from './flag.ts';
import type { AuditSettings, SpecialtyLevels } from './settings.ts';

/** The facts that rules need besides the encounters. */
export interface AuditContext {
  readonly period: AuditPeriod;
  readonly settings: AuditSettings;
  readonly specialtyLevels: SpecialtyLevels;
  /** The office's own visit codes, which give each code's level. */
  readonly evaluationCodes: EvaluationCodes;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly references: CodeReferences;
}

/** Data that a rule needs and the office has not loaded or entered. */
export type AuditNeed = CodeSetKind | 'evaluation-codes';

/** A rule's findings, and what it could not judge. */
export interface Judged {
  readonly flags: readonly AuditFlag[];
  readonly missing: readonly AuditNeed[];
}

/** A rule over the final encounters of a period; pure. */
export type AuditRule = (encounters: readonly AuditedEncounter[], context: AuditContext) => Judged;
