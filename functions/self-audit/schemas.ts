import * as z from 'zod';
import { codeSets } from '../../shared/domain/code-set/kinds.ts';
import { categories } from '../../shared/domain/encounter/evaluation/categories.ts';
import { caseMeasures, caseSources, caseStates } from '../../shared/domain/self-audit/audit-case.ts';
import { gapStates } from '../../shared/domain/self-audit/condition-gaps.ts';
import { auditRules, flagReasons } from '../../shared/domain/self-audit/flag.ts';
import { minuteSources } from '../../shared/domain/self-audit/long-days.ts';
import { selfAuditKinds, selfAuditRefusals } from '../../shared/domain/self-audit/run.ts';
import { formOf } from '../../shared/http/forms.ts';
import { versionSchema } from '../../shared/http/replacement.ts';
import {
  amountSchema,
  claimIdSchema,
  codesOf,
  idSchema,
  instantSchema,
  inWords,
  localDateSchema,
  reasonSchema,
  subjectSchema,
} from '../../shared/http/schemas.ts';

/** Schemas of self-audits, their flags, cases and condition gaps. */

export const yearSchema = z.int().min(2016).max(2100).meta({ description: 'The calendar year of the services' });
export const ruleSchema = z.enum(codesOf(auditRules)).meta({ description: inWords(auditRules) });
export const gapStateSchema = z.enum(codesOf(gapStates)).meta({ description: inWords(gapStates) });
export const caseStateSchema = z.enum(codesOf(caseStates)).meta({ description: inWords(caseStates) });

const countSchema = (description: string) => z.int().min(0).meta({ description });

export const selfAuditSchema = z
  .object({
    id: idSchema('selfAudit'),
    kind: z.enum(codesOf(selfAuditKinds)).meta({ description: inWords(selfAuditKinds) }),
    from: localDateSchema.meta({ description: 'The first audited day of service' }),
    to: localDateSchema.meta({ description: 'The last audited day of service' }),
    year: yearSchema.exactOptional(),
    state: z.enum(['reading', 'judging', 'done', 'refused']).meta({
      description: 'Whether it still reads encounters, judges them, has ended, or could not be finished',
    }),
    monthsRead: countSchema('How many months of entry are read'),
    months: countSchema('How many months of entry there are to read'),
    read: countSchema('How many encounters were looked at so far'),
    counted: countSchema('How many of them are final and in the period'),
    found: countSchema('How many flags or gaps were found'),
    notJudged: z
      .array(
        z.object({
          rule: ruleSchema,
          missing: z.enum([...codesOf(codeSets), 'evaluation-codes']).meta({
            description: 'The set of codes to load, or the office’s codes of visits to enter',
          }),
        }),
      )
      .meta({ description: 'What could not be judged because something is missing' }),
    requestedAt: instantSchema.meta({ description: 'When it was asked for' }),
    requestedBy: z.string().meta({ description: 'Who asked for it' }),
    endedAt: instantSchema.exactOptional().meta({ description: 'When it ended' }),
    refusal: z
      .object({ code: z.enum(codesOf(selfAuditRefusals)), detail: z.string() })
      .exactOptional()
      .meta({ description: 'Why it could not be finished, and what to do' }),
  })
  .meta({ id: 'SelfAudit' });

const ratioFields = {
  count: z.int().meta({ description: 'The part' }),
  of: z.int().meta({ description: 'The total' }),
};
const ratioSchema = z.object(ratioFields).meta({ id: 'Ratio', description: 'A part of a total, as exact counts' });

const flagFields = {
  rule: ruleSchema,
  providerId: idSchema('provider'),
  subject: z.string().meta({
    description: 'What it is about: a category of visits, a modifier, a procedure, a pair, a day, a reason',
  }),
  why: z.string().meta({ description: 'The rule, the figures, the peers and the threshold, in words' }),
  reasons: z.array(z.enum(codesOf(flagReasons)).meta({ description: inWords(flagReasons) })),
  own: ratioSchema.meta({ description: 'The provider’s own figure' }),
  peers: z
    .object({ ...ratioFields, providers: z.int().meta({ description: 'How many others' }) })
    .exactOptional()
    .meta({ description: 'The others of the same taxonomy in the office, together' }),
  specialty: z
    .object({ ...ratioFields, source: z.string().meta({ description: 'Where the table is from' }) })
    .exactOptional()
    .meta({ description: 'The same figures from the office’s table for the specialty' }),
  threshold: z
    .object({
      name: z.string().meta({ description: 'A setting of the self-audit, or `mue`' }),
      value: z.int().meta({ description: 'The value of the threshold' }),
    })
    .meta({ description: 'The threshold that was passed' }),
  parts: z
    .array(
      z.object({
        name: z
          .string()
          .meta({ description: `A level, a month, or where minutes are from. ${inWords(minuteSources)}` }),
        ...ratioFields,
        peers: ratioSchema.exactOptional().meta({ description: 'The same of the others' }),
      }),
    )
    .meta({ description: 'The figures in parts' }),
  encounters: z.int().meta({ description: 'How many encounters the figures rest on' }),
  flagged: z.int().meta({ description: 'How many encounters were flagged' }),
  encounterIds: z.array(idSchema('encounter')).meta({ description: 'The first hundred of them' }),
  citation: z
    .object({
      set: z.enum(codesOf(codeSets)).meta({ description: 'The set of codes' }),
      release: z.string().meta({ description: 'Its release' }),
      row: z.string().meta({ description: 'The row of its file' }),
      effective: localDateSchema.meta({ description: 'Since when the release is in force' }),
    })
    .exactOptional()
    .meta({ description: 'The official row, where there is one' }),
};

const flagSchema = z.object(flagFields).meta({ id: 'SelfAuditFlag' });

export const listedFlagSchema = z
  .object({
    number: z.int().min(1).meta({ description: 'The number of the flag in its self-audit' }),
    ...flagFields,
    caseId: idSchema('auditCase').exactOptional().meta({ description: 'Its case, if somebody has opened one' }),
    caseState: caseStateSchema.exactOptional(),
  })
  .meta({ id: 'ListedSelfAuditFlag' });

const sourceSchema = z.enum(codesOf(caseSources)).meta({ description: inWords(caseSources) });

const referralFields = {
  receivedOn: localDateSchema.meta({ description: 'The day on which it was reported' }),
  summary: z.string().min(1).max(4000).meta({ description: 'What is said to be wrong' }),
  reporter: z.string().min(1).max(200).exactOptional().meta({
    description: 'Who reported it, shown only to managers; absent for anonymous reports',
  }),
  providerId: idSchema('provider').exactOptional().meta({ description: 'Whose billing it is about' }),
  claimIds: z.array(claimIdSchema).min(1).max(50).exactOptional(),
};
const reportedSchema = z
  .enum(['payer-letter', 'complaint', 'hotline', 'audit'])
  .meta({ description: inWords(caseSources) });
const referralSchema = z
  .strictObject({ source: reportedSchema, ...referralFields })
  .meta({ id: 'CaseReferral', description: 'What somebody reported' });

export const referralBody = z
  .strictObject({
    source: reportedSchema,
    ...referralFields,
    concerns: z
      .array(subjectSchema)
      .max(20)
      .exactOptional()
      .meta({ description: 'The people whom it concerns (the subjects of their sign-in); they cannot see the case' }),
  })
  .meta({ id: 'CaseReferralBody' });

const evidenceFields = {
  encounterId: idSchema('encounter').exactOptional(),
  documentId: idSchema('document').exactOptional(),
  noteId: idSchema('note').exactOptional(),
  claimId: claimIdSchema.exactOptional(),
  correspondenceId: idSchema('correspondence').exactOptional().meta({ description: 'A call or a message' }),
  receivedDocumentId: idSchema('receivedDocument').exactOptional().meta({ description: 'A fax or a letter that came' }),
};

const clockSchema = z
  .strictObject({
    identifiedOn: localDateSchema.meta({
      description: 'When the office knew, or should have known, of an overpayment',
    }),
    investigation: z
      .strictObject({ from: localDateSchema, to: localDateSchema.exactOptional() })
      .exactOptional()
      .meta({ description: 'An investigation in good faith, which extends the time to return it by at most 180 days' }),
    returnBy: localDateSchema.meta({ description: 'The last day to report and return it (42 CFR 401.305)' }),
  })
  .meta({ id: 'CaseClock', description: 'When an overpayment became known, and by when it must be returned' });

const disclosedFields = {
  on: localDateSchema,
  to: z.string().min(1).max(200).meta({ description: 'To whom: the payer, the contractor, the OIG' }),
  cents: amountSchema.exactOptional().meta({ description: 'What was returned with it' }),
  refundId: idSchema('refund').exactOptional().meta({ description: 'The refund by which it was returned' }),
  referenceNumber: z.string().min(1).max(80).exactOptional().meta({ description: 'Their number of it' }),
};
const disclosureSchema = z
  .strictObject({ at: instantSchema, by: z.string(), ...disclosedFields })
  .meta({ id: 'CaseDisclosure' });

export const auditCaseSchema = z
  .object({
    id: idSchema('auditCase'),
    version: versionSchema,
    source: sourceSchema,
    selfAuditId: idSchema('selfAudit').exactOptional().meta({ description: 'The self-audit whose flag it is' }),
    from: localDateSchema.exactOptional().meta({ description: 'The first day of the period' }),
    to: localDateSchema.exactOptional().meta({ description: 'The last day of the period' }),
    flag: flagSchema.exactOptional().meta({ description: 'The flag as it was when the case was opened' }),
    referral: referralSchema.exactOptional(),
    named: z.array(z.string()).meta({ description: 'Who may see it, in addition to managers' }),
    excluded: z.array(z.string()).meta({ description: 'Whom it concerns: they do not see it, whatever their role' }),
    clock: clockSchema.exactOptional(),
    disclosures: z.array(disclosureSchema).meta({ description: 'What was returned, or told to whom it concerns' }),
    notice: z.string().meta({ description: 'What the law wants of everybody who has to do with a report' }),
    state: caseStateSchema,
    openedAt: instantSchema.meta({ description: 'When the case was opened' }),
    openedBy: z.string().meta({ description: 'Who opened it' }),
    reviewer: z.string().exactOptional().meta({ description: 'Who has taken it up' }),
    notes: z
      .array(z.object({ at: instantSchema, by: z.string(), text: z.string() }))
      .meta({ description: 'What people noted, the oldest first' }),
    evidence: z
      .array(
        z.object({
          at: instantSchema,
          by: z.string(),
          kind: z
            .enum(['document', 'note', 'claim', 'correspondence', 'received-document'])
            .meta({ description: 'What it is' }),
          ...evidenceFields,
        }),
      )
      .meta({ description: 'On what the case rests, by its id' }),
    decisions: z
      .array(
        z.object({
          outcome: z.enum(['dismissed', 'confirmed']).meta({ description: 'What was decided' }),
          reason: z.string(),
          by: z.string(),
          at: instantSchema,
          measures: z
            .array(z.enum(codesOf(caseMeasures)))
            .exactOptional()
            .meta({ description: inWords(caseMeasures) }),
          returnBy: localDateSchema.exactOptional().meta({
            description: 'The last day to report and return an overpayment by Medicare or Medicaid',
          }),
        }),
      )
      .meta({ description: 'The decisions, the latest last' }),
  })
  .meta({ id: 'AuditCase' });

export const caseActionSchema = z
  .discriminatedUnion('do', [
    z.strictObject({ do: z.literal('review').meta({ description: 'Takes it up' }) }),
    z.strictObject({
      do: z.literal('note').meta({ description: 'Adds a note' }),
      text: z.string().min(1).max(2000).meta({ description: 'What is noted' }),
    }),
    z
      .strictObject({
        do: z.literal('add-evidence').meta({ description: 'Names something on record that it rests on' }),
        ...evidenceFields,
      })
      .refine(
        ({ do: _do, encounterId, ...named }) =>
          Object.values(named).filter((each) => each !== undefined).length === 1 &&
          (encounterId !== undefined) === (named.documentId !== undefined || named.noteId !== undefined),
        'expected a document or a note with its encounter, or one other id',
      ),
    z.strictObject({
      do: z.literal('identify').meta({ description: 'An overpayment is known: from now on its clock runs' }),
      on: localDateSchema.meta({ description: 'When the office knew, or had to know' }),
    }),
    z.strictObject({
      do: z.literal('investigate').meta({ description: 'A timely investigation in good faith puts the return off' }),
      from: localDateSchema.meta({ description: 'When it began' }),
      to: localDateSchema.exactOptional().meta({ description: 'When it ended, if it has' }),
    }),
    z.strictObject({
      do: z.literal('disclose').meta({ description: 'Something was returned, or told' }),
      ...disclosedFields,
    }),
    z.strictObject({
      do: z.enum(['name', 'unname', 'exclude', 'admit']).meta({
        description: 'Who may see it: `name` and `unname`; whom it concerns and who may not: `exclude` and `admit`',
      }),
      who: subjectSchema.meta({ description: 'Who, by the subject of the sign-in' }),
    }),
    z.strictObject({ do: z.literal('dismiss').meta({ description: 'Nothing is wrong' }), reason: reasonSchema }),
    z.strictObject({
      do: z.literal('confirm').meta({ description: 'Something was wrong, and this was done' }),
      reason: reasonSchema,
      measures: z
        .array(z.enum(codesOf(caseMeasures)))
        .min(1)
        .max(6)
        .refine((measures) => new Set(measures).size === measures.length, 'a measure is listed twice')
        .meta({ description: inWords(caseMeasures) }),
    }),
    z.strictObject({ do: z.literal('reopen').meta({ description: 'Opens it again' }), reason: reasonSchema }),
  ])
  .meta({ id: 'AuditCaseAction' });

const percentSchema = (description: string) => z.int().min(0).max(100).meta({ description });
const procedureSchema = formOf(/^[A-Z0-9]{5}$/, 'a procedure code of five capital letters or digits', 'X9003');

const settingsFields = {
  leastEncounters: z.int().min(10).max(10_000).meta({ description: 'A rate over fewer encounters is not judged' }),
  pointsAbove: percentSchema('By how many percentage points a rate may be above peers and the specialty'),
  mueNearPercent: percentSchema('The percentage of the likely units from which units count as near'),
  mueNearSharePercent: percentSchema('How many of a hundred days of a procedure may be near its likely units'),
  pairSharePercent: percentSchema('How many of a hundred sessions may have a pair that needs a modifier'),
  dayMinutes: z.int().min(60).max(1440).meta({ description: 'How many minutes one person can have in one day' }),
  typicalMinutes: z
    .array(
      z.strictObject({
        procedure: procedureSchema,
        minutes: z.int().min(1).max(1440).meta({ description: 'Minutes of one unit' }),
      }),
    )
    .max(500)
    .refine(
      (rows) => new Set(rows.map(({ procedure }) => procedure)).size === rows.length,
      'a procedure is listed twice',
    )
    .meta({ description: 'How long a unit of a timed service takes; visits have their own times' }),
};

const versionFromZero = z.int().min(0).meta({ description: 'Rises with each change; 0 while nothing was said' });
export const settingsOwn = { version: versionFromZero };
export const settingsBody = z.strictObject(settingsFields).meta({ id: 'SelfAuditSettingsBody' });
export const settingsSchema = z.strictObject({ ...settingsOwn, ...settingsFields }).meta({ id: 'SelfAuditSettings' });

const specialtyFields = {
  source: z
    .string()
    .min(1)
    .max(200)
    .exactOptional()
    .meta({ description: 'Where the counts are from', examples: ['Medicare, services by specialty, 2025'] }),
  rows: z
    .array(
      z.strictObject({
        taxonomyCode: formOf(/^[A-Z0-9]{10}$/, 'a taxonomy code of ten characters', '207Q00000X'),
        category: z.enum(codesOf(categories)).meta({ description: 'The category of visits' }),
        level: z.int().min(1).max(5).meta({ description: 'The level of the visits' }),
        visits: z.int().min(0).max(999_999_999).meta({ description: 'How many visits of the level there were' }),
      }),
    )
    .max(2000)
    .refine(
      (rows) => new Set(rows.map((row) => `${row.taxonomyCode} ${row.category} ${row.level}`)).size === rows.length,
      'a level of a category and taxonomy is listed twice',
    )
    .meta({ description: 'Visits by taxonomy, category and level' }),
};

export const specialtyBody = z.strictObject(specialtyFields).meta({ id: 'SpecialtyLevelsBody' });
export const specialtySchema = z.strictObject({ ...settingsOwn, ...specialtyFields }).meta({ id: 'SpecialtyLevels' });

export const conditionGapSchema = z
  .object({
    id: idSchema('conditionGap'),
    version: versionSchema,
    year: yearSchema,
    patientId: idSchema('patient'),
    model: z.string().meta({ description: 'The model of risk adjustment', examples: ['CMS-HCC V28'] }),
    category: z.string().meta({ description: 'The category of the model' }),
    diagnoses: z.array(z.string()).meta({ description: 'The diagnoses of earlier years that have the category' }),
    encounterIds: z
      .array(idSchema('encounter'))
      .meta({ description: 'The encounters of earlier years, the latest first' }),
    providerIds: z.array(idSchema('provider')).meta({ description: 'Who gave those services' }),
    lastOn: localDateSchema.meta({ description: 'The last day on which it was coded' }),
    foundAt: instantSchema.meta({ description: 'When it was found' }),
    state: gapStateSchema,
    encounterId: idSchema('encounter').exactOptional().meta({
      description: 'The encounter of the year that codes it',
    }),
    decision: z
      .object({ by: z.string(), at: instantSchema, reason: z.string().exactOptional() })
      .exactOptional()
      .meta({ description: 'Who decided, when and why' }),
  })
  .meta({ id: 'ConditionGap' });

export const gapActionSchema = z
  .discriminatedUnion('do', [
    z.strictObject({
      do: z.literal('link').meta({ description: 'Names the final encounter of the year that codes it' }),
      encounterId: idSchema('encounter'),
    }),
    z.strictObject({
      do: z.literal('dismiss').meta({ description: 'Dismisses it: it is not a gap' }),
      reason: reasonSchema,
    }),
    z.strictObject({ do: z.literal('reopen').meta({ description: 'Opens it again' }), reason: reasonSchema }),
  ])
  .meta({ id: 'ConditionGapAction' });
