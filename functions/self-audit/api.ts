import * as z from 'zod';
import type { Role } from '../../shared/domain/identity/principal.ts';
import { daysBetween } from '../../shared/domain/time/local-date.ts';
import { defineApi } from '../../shared/http/api.ts';
import { replacementOf } from '../../shared/http/replacement.ts';
import { idSchema, localDateSchema, monthQuery, pageOf, pageQuery } from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import {
  auditCaseSchema,
  caseActionSchema,
  caseStateSchema,
  conditionGapSchema,
  gapActionSchema,
  gapStateSchema,
  listedFlagSchema,
  referralBody,
  ruleSchema,
  selfAuditSchema,
  settingsBody,
  settingsOwn,
  settingsSchema,
  specialtyBody,
  specialtySchema,
  yearSchema,
} from './schemas.ts';

/** Only these roles see what the office finds in its own billing. */
const restricted: readonly Role[] = ['manager', 'auditor'];
/** Roles that may see a case when it names them; managers see every case. */
const staff: readonly Role[] = ['coder', 'biller', 'physician', 'manager', 'auditor'];
/** Roles that see gaps, which help coders. */
const gapReaders: readonly Role[] = ['coder', 'manager', 'auditor'];

export type SelfAuditView = z.input<typeof selfAuditSchema>;
export type FlagView = z.input<typeof listedFlagSchema>;
export type AuditCaseView = z.input<typeof auditCaseSchema>;
export type ConditionGapView = z.input<typeof conditionGapSchema>;

const mostDays = 366;

const requestSchema = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('billing').meta({ description: 'What a payer may call overbilled' }),
        from: localDateSchema.meta({ description: 'The first day of service' }),
        to: localDateSchema.meta({ description: 'The last day of service' }),
      })
      .refine(({ from, to }) => from <= to && daysBetween(from, to) < mostDays, {
        message: `expected at most ${mostDays} days, the first one first`,
        path: ['to'],
      }),
    z.strictObject({
      kind: z.literal('condition-gaps').meta({ description: 'Conditions of earlier years that the year lacks' }),
      year: yearSchema,
    }),
  ])
  .meta({ id: 'SelfAuditBody' });

const audit = '/v1/self-audits/{selfAuditId}';
const providerId = idSchema('provider').exactOptional().meta({ description: 'Only what is about this provider' });

export const selfAuditApi = defineApi({
  createSelfAudit: {
    method: 'POST',
    path: '/v1/self-audits',
    summary: 'Audits the office’s own billing of a period, or lists the condition gaps of a year',
    roles: restricted,
    idempotencyKey: 'required',
    body: requestSchema,
    answer: { status: 202, schema: selfAuditSchema },
  },
  listSelfAudits: {
    method: 'GET',
    path: '/v1/self-audits',
    summary: 'Self-audits that were asked for in a month, the newest first',
    roles: restricted,
    query: z.strictObject({ ...pageQuery, ...monthQuery }),
    answer: { status: 200, schema: pageOf(selfAuditSchema) },
  },
  getSelfAudit: {
    method: 'GET',
    path: audit,
    summary: 'Shows how far a self-audit is, what it found, and what it could not judge',
    roles: restricted,
    answer: { status: 200, schema: selfAuditSchema },
  },
  listSelfAuditFlags: {
    method: 'GET',
    path: `${audit}/flags`,
    summary: 'What was found, by rule and provider: figures, peers, threshold, encounters; the access is recorded',
    roles: restricted,
    query: z.strictObject({
      ...pageQuery,
      rule: ruleSchema.exactOptional(),
      providerId,
    }),
    answer: { status: 200, schema: pageOf(listedFlagSchema) },
  },
  openAuditCase: {
    method: 'POST',
    path: `${audit}/flags/{number}/case`,
    summary: 'Opens a case from a flag; the same finding about the same period has one case',
    roles: restricted,
    problems: ['self-audit-unended'],
    answer: { status: 201, repeat: 200, schema: auditCaseSchema },
  },
  reportAuditCase: {
    method: 'POST',
    path: '/v1/audit-cases',
    summary:
      'Report what may be fraud or overbilling: a payer’s letter, a complaint, a call to the hotline. You need not name who reported it',
    roles: staff,
    idempotencyKey: 'required',
    body: referralBody,
    answer: { status: 201, schema: auditCaseSchema },
  },
  listAuditCases: {
    method: 'GET',
    path: '/v1/audit-cases',
    summary: 'Cases of the self-audit; the access is recorded',
    roles: staff,
    query: z.strictObject({ ...pageQuery, state: caseStateSchema.exactOptional(), providerId }),
    answer: { status: 200, schema: pageOf(auditCaseSchema) },
  },
  getAuditCase: {
    method: 'GET',
    path: '/v1/audit-cases/{auditCaseId}',
    summary: 'Shows a case with its flag, notes, evidence and decisions; the access is recorded',
    roles: staff,
    answer: { status: 200, schema: auditCaseSchema },
  },
  changeAuditCase: {
    method: 'POST',
    path: '/v1/audit-cases/{auditCaseId}/actions',
    summary: 'Takes a case up, adds a note or evidence, dismisses or confirms it, or opens it again',
    roles: staff,
    ifMatch: 'required',
    body: caseActionSchema,
    problems: [
      'audit-case-ended',
      'audit-case-not-ended',
      'audit-case-full',
      'overpayment-not-identified',
      'evidence-missing',
    ],
    answer: { status: 200, schema: auditCaseSchema },
  },
  getSelfAuditSettings: {
    method: 'GET',
    path: '/v1/self-audit-settings',
    summary: 'Shows the thresholds of the self-audit; usual values, version 0, until the office decides',
    roles: restricted,
    answer: { status: 200, schema: settingsSchema },
  },
  replaceSelfAuditSettings: {
    method: 'PUT',
    path: '/v1/self-audit-settings',
    summary: 'Sets the thresholds and typical minutes. Self-audits that were requested earlier keep the former ones',
    roles: ['manager'],
    ifMatch: 'required',
    body: replacementOf('SelfAuditSettings', settingsBody, settingsOwn),
    answer: { status: 200, schema: settingsSchema },
  },
  getSpecialtyLevels: {
    method: 'GET',
    path: '/v1/specialty-levels',
    summary: 'Shows the office’s table of how specialties bill the levels of visits; empty until it is loaded',
    roles: restricted,
    answer: { status: 200, schema: specialtySchema },
  },
  replaceSpecialtyLevels: {
    method: 'PUT',
    path: '/v1/specialty-levels',
    summary: 'Loads the table of how specialties bill the levels of visits',
    roles: ['manager'],
    ifMatch: 'required',
    body: replacementOf('SpecialtyLevels', specialtyBody, settingsOwn),
    answer: { status: 200, schema: specialtySchema },
  },
  listConditionGaps: {
    method: 'GET',
    path: '/v1/condition-gaps',
    summary: 'Condition categories that the encounters of a year lack, patient by patient; the access is recorded',
    roles: gapReaders,
    query: z.strictObject({
      ...pageQuery,
      year: z.coerce.number().pipe(yearSchema),
      patientId: idSchema('patient').exactOptional().meta({ description: 'Only this patient’s' }),
      providerId: idSchema('provider').exactOptional().meta({ description: 'Only what this provider coded before' }),
      state: gapStateSchema.exactOptional(),
      ...markQuery,
    }),
    answer: { status: 200, schema: pageOf(conditionGapSchema.extend(markFields).meta({ id: 'ListedConditionGap' })) },
  },
  getConditionGap: {
    method: 'GET',
    path: '/v1/condition-gaps/{conditionGapId}',
    summary: 'Shows a gap; the access is recorded',
    roles: gapReaders,
    answer: { status: 200, schema: conditionGapSchema },
  },
  decideConditionGap: {
    method: 'POST',
    path: '/v1/condition-gaps/{conditionGapId}/decisions',
    summary: 'Links a gap to the encounter that codes it, dismisses it, or opens it again; it codes nothing',
    roles: ['coder', 'manager'],
    ifMatch: 'required',
    body: gapActionSchema,
    problems: ['condition-gap-ended', 'condition-gap-open', 'condition-not-coded', 'code-set-damaged'],
    answer: { status: 200, schema: conditionGapSchema },
  },
});
