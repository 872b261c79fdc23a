import * as z from 'zod';
import { inquiryFaults } from '../../shared/domain/inquiry/inquiry.ts';
import { defineApi } from '../../shared/http/api.ts';
import { formOf } from '../../shared/http/forms.ts';
import { replacementOf, versionSchema } from '../../shared/http/replacement.ts';
import {
  centsSchema,
  codesOf,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
} from '../../shared/http/schemas.ts';

const readers = ['coder', 'biller', 'manager', 'auditor', 'api-client'] as const;
const askers = ['coder', 'biller', 'manager', 'api-client'] as const;

const serviceTypeSchema = formOf(/^[A-Z0-9]{1,2}$/, 'a service type of one or two characters', '30');

const partySchema = z
  .object({
    role: z.string().meta({ description: 'The code of what it is: PR payer, PRP primary payer, P3 primary care, ...' }),
    name: z.string().exactOptional(),
    idKind: z.string().exactOptional().meta({ description: 'What kind of id it is: PI payer, XX NPI, ...' }),
    id: z.string().exactOptional(),
    phone: z.string().exactOptional(),
  })
  .meta({ id: 'BenefitParty' });

const networkSchema = z
  .enum(['in', 'out', 'both', 'unknown'])
  .meta({ description: 'In which network it holds; `unknown` where the payer does not say' });

const benefitSchema = z
  .object({
    kind: z.string().meta({ description: 'active, inactive, copay, deductible, limit, other-payer, ...' }),
    words: z.string().meta({ description: 'What that means, in Superbill’s own words' }),
    code: z.string().meta({ description: 'The payer’s own code for it' }),
    serviceTypes: z.array(z.object({ code: z.string(), words: z.string() })),
    procedure: z.string().exactOptional(),
    network: networkSchema,
    coverageLevel: z.string().exactOptional().meta({ description: 'IND individual, FAM family, ...' }),
    insuranceType: z.string().exactOptional().meta({ description: 'HM HMO, MC Medicaid, MB Medicare Part B, ...' }),
    plan: z.string().exactOptional(),
    period: z.string().exactOptional().meta({ description: 'Per what: visit, calendar year, remaining, ...' }),
    amountCents: centsSchema.exactOptional(),
    percent: z.string().exactOptional(),
    quantity: z.string().exactOptional(),
    quantityKind: z.string().exactOptional().meta({ description: 'Of what: VS visits, DY days, ...' }),
    authorizationRequired: z.boolean().exactOptional().meta({ description: 'Whether a prior authorisation is needed' }),
    from: localDateSchema.exactOptional(),
    until: localDateSchema.exactOptional(),
    messages: z.array(z.string()).meta({ description: 'What the payer adds in its own words' }),
    circumstances: z.array(z.string()).meta({ description: 'Places, diagnoses and the like to which it is limited' }),
    parties: z.array(partySchema),
    raw: z.string().meta({ description: 'The segments of the answer that say it' }),
  })
  .meta({ id: 'Benefit' });

const serviceSchema = z
  .object({
    serviceType: z.string(),
    words: z.string(),
    network: networkSchema,
    coverageLevel: z.string().exactOptional(),
    covered: z.boolean().exactOptional().meta({ description: 'Absent where the payer says both, or nothing' }),
    copayCents: centsSchema.exactOptional(),
    coinsurancePercent: z.string().exactOptional(),
    deductibleCents: centsSchema.exactOptional(),
    deductibleLeftCents: centsSchema.exactOptional(),
    outOfPocketCents: centsSchema.exactOptional(),
    outOfPocketLeftCents: centsSchema.exactOptional(),
    authorizationRequired: z.boolean().exactOptional(),
    limits: z.array(
      z.object({
        period: z.string().exactOptional(),
        amountCents: centsSchema.exactOptional(),
        quantity: z.string().exactOptional(),
        quantityKind: z.string().exactOptional(),
        isLeft: z.boolean().meta({ description: 'Whether it is what is left of the limit' }),
      }),
    ),
    isContradicted: z
      .boolean()
      .meta({ description: 'Whether the payer contradicts itself here: see `contradictions`' }),
  })
  .meta({ id: 'ServiceBenefits', description: 'What the patient owes and has left, for one service type and network' });

const resultSchema = z
  .object({
    status: z.enum(['active', 'inactive', 'unclear', 'rejected']).meta({
      description: '`unclear`: the payer says both, or nothing; `rejected`: it did not answer the question',
    }),
    memberId: z.string().exactOptional(),
    groupNumber: z.string().exactOptional(),
    plan: z.string().exactOptional(),
    planFrom: localDateSchema.exactOptional(),
    planUntil: localDateSchema.exactOptional(),
    rejections: z.array(
      z.object({
        about: z.enum(['payer', 'provider', 'subscriber', 'patient', 'service']),
        code: z.string().exactOptional(),
        words: z.string(),
        followUp: z.string().exactOptional().meta({ description: 'What to do' }),
      }),
    ),
    services: z.array(serviceSchema),
    benefits: z.array(benefitSchema).meta({ description: 'Everything that the payer said, in its order' }),
    otherPayers: z.array(partySchema),
    managedCare: z.array(partySchema).meta({ description: 'Plans that answer instead: claims go there' }),
    contradictions: z.array(
      z.object({
        benefits: z.array(z.int()).meta({ description: 'The places of two benefits that cannot both hold, from 0' }),
        kind: z.enum(['covered-and-not', 'amounts-differ', 'authorization-differs', 'left-exceeds-whole']),
      }),
    ),
  })
  .meta({ id: 'EligibilityResult' });

const stateFields = {
  state: z.enum(['planned', 'asking', 'queued', 'sent', 'answered', 'failed', 'cancelled']).meta({
    description: '`planned` for its day, `asking` in real time, `queued` for the next file, `sent` in one',
  }),
  askAt: instantSchema.exactOptional().meta({ description: 'When it is asked by itself' }),
  sentAt: instantSchema.exactOptional(),
  answeredAt: instantSchema.exactOptional(),
  fault: z
    .object({
      code: z.enum(codesOf(inquiryFaults)),
      detail: z.string(),
      places: z.array(z.string()).exactOptional().meta({ description: 'Which values cannot be written' }),
    })
    .exactOptional()
    .meta({ description: 'Why it came to nothing, and what mends it' }),
};

const checkFields = {
  id: idSchema('inquiry'),
  version: versionSchema,
  patientId: idSchema('patient'),
  coverageId: idSchema('coverage'),
  payerId: idSchema('payer'),
  providerId: idSchema('provider'),
  serviceOn: localDateSchema,
  serviceTypes: z.array(z.string()),
  requestedAt: instantSchema,
  requestedBy: z.string(),
  ...stateFields,
  needsAttention: z.boolean().meta({
    description: 'Whether a person should look: not in force, changed, contradictory, another payer, or it failed',
  }),
  changes: z
    .array(
      z.object({
        field: z.string(),
        before: z.union([z.string(), z.number(), z.boolean()]).exactOptional(),
        after: z.union([z.string(), z.number(), z.boolean()]).exactOptional(),
      }),
    )
    .exactOptional()
    .meta({ description: 'What differs from the answer before, or from the coverage on file' }),
};

const checkSchema = z.object({ ...checkFields, result: resultSchema.exactOptional() }).meta({ id: 'EligibilityCheck' });
const listedSchema = z
  .object({ ...checkFields, status: resultSchema.shape.status.exactOptional(), plan: z.string().exactOptional() })
  .meta({ id: 'ListedEligibilityCheck' });

const receiverIdSchema = formOf(
  /^[A-Za-z0-9._-]{2,15}$/,
  '2 to 15 letters, digits, dots, hyphens or underscores',
  'CLEARING1',
);
const nameSchema = formOf(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
  'a name of letters, digits, dots, hyphens and underscores',
  'payer-one',
);

const channelFields = {
  senderId: receiverIdSchema
    .exactOptional()
    .meta({ description: 'Who the office is to the receiver; the billing provider’s submitter id when absent' }),
  usage: z.enum(['production', 'test']).default('production'),
  via: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('core'),
      url: z
        .url({ protocol: /^https$/, error: 'expected an address that begins with https://' })
        .max(500)
        .meta({ description: 'The receiver’s address for inquiries in real time (CAQH CORE)' }),
      envelope: z.enum(['soap', 'mime']).default('soap'),
      secretName: nameSchema.meta({
        description: 'Name of the secret with `user` and `password`; never the secret itself',
      }),
    }),
    z.strictObject({
      kind: z.literal('file'),
      folder: nameSchema.exactOptional().meta({
        description: 'Files are put under <office>/drop/<folder>/; without it people fetch them',
      }),
      everyMinutes: z.int().min(1).max(1440).default(15).meta({ description: 'How often a file is written, at most' }),
    }),
  ]),
};

const channelBody = z.strictObject(channelFields).meta({ id: 'InquiryChannelBody' });
const channelOwn = { receiverId: receiverIdSchema, version: versionSchema };
const channelSchema = z.object({ ...channelOwn, ...channelFields }).meta({ id: 'InquiryChannel' });

const settingsFields = {
  statusAfterDays: z.int().min(1).max(365).exactOptional().meta({
    description: 'So many days after a claim was sent without an answer, its payer is asked; never when absent',
  }),
};
const settingsOwn = { version: z.int().min(0).meta({ description: 'Rises with each change. Also the ETag' }) };
const settingsSchema = z.object({ ...settingsOwn, ...settingsFields }).meta({ id: 'InquirySettings' });

export type CheckView = z.input<typeof checkSchema>;
export type ListedCheckView = z.input<typeof listedSchema>;

export const inquiriesApi = defineApi({
  createEligibilityCheck: {
    method: 'POST',
    path: '/v1/eligibility-checks',
    summary: 'Asks a payer whether a coverage is in force on a day, and what it pays; now, or by itself on a later day',
    roles: askers,
    idempotencyKey: 'required',
    body: z.strictObject({
      patientId: idSchema('patient'),
      coverageId: idSchema('coverage'),
      providerId: idSchema('provider').meta({ description: 'Who asks: a provider that bills' }),
      serviceOn: localDateSchema,
      serviceTypes: z
        .array(serviceTypeSchema)
        .min(1)
        .max(20)
        .default(['30'])
        .meta({ description: '30 the plan as a whole, 98 office visit, MH mental health, ...' }),
      askOn: localDateSchema.exactOptional().meta({
        description: 'The day on which it is asked by itself, such as two days before the visit; now when absent',
      }),
    }),
    problems: ['not-found', 'inquiry-channel-missing', 'eligibility-attestation-missing'],
    answer: { status: 202, schema: checkSchema },
  },
  listEligibilityChecks: {
    method: 'GET',
    path: '/v1/eligibility-checks',
    summary: 'Checks that were asked for in a month, the newest first; those that need a person, or of one patient',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...monthQuery,
      patientId: idSchema('patient').exactOptional(),
      needsAttention: z
        .literal('true')
        .exactOptional()
        .meta({ description: 'Only those at which a person should look' }),
      state: stateFields.state.exactOptional(),
    }),
    answer: { status: 200, schema: pageOf(listedSchema) },
  },
  getEligibilityCheck: {
    method: 'GET',
    path: '/v1/eligibility-checks/{checkId}',
    summary: 'One check with the payer’s answer in plain terms, and notes who looked',
    roles: readers,
    answer: { status: 200, schema: checkSchema },
  },
  cancelEligibilityCheck: {
    method: 'POST',
    path: '/v1/eligibility-checks/{checkId}/cancel',
    summary: 'Takes back a check that was not sent yet',
    roles: askers,
    idempotencyKey: 'required',
    problems: ['inquiry-over'],
    answer: { status: 200, schema: checkSchema },
  },
  listInquiryChannels: {
    method: 'GET',
    path: '/v1/inquiry-channels',
    summary: 'How each receiver is asked',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(channelSchema) },
  },
  getInquiryChannel: {
    method: 'GET',
    path: '/v1/inquiry-channels/{receiverId}',
    summary: 'How a receiver is asked',
    roles: readers,
    answer: { status: 200, schema: channelSchema },
  },
  replaceInquiryChannel: {
    method: 'PUT',
    path: '/v1/inquiry-channels/{receiverId}',
    summary: 'Says how a receiver is asked: in real time or in files; a new one with version 0',
    roles: ['manager'],
    ifMatch: 'required',
    body: replacementOf('InquiryChannel', channelBody, channelOwn),
    answer: { status: 200, schema: channelSchema },
  },
  getInquirySettings: {
    method: 'GET',
    path: '/v1/inquiry-settings',
    summary: 'When payers are asked about claims by themselves',
    roles: readers,
    answer: { status: 200, schema: settingsSchema },
  },
  replaceInquirySettings: {
    method: 'PUT',
    path: '/v1/inquiry-settings',
    summary: 'Says when payers are asked about claims that have no answer',
    roles: ['manager'],
    ifMatch: 'required',
    body: replacementOf('InquirySettings', z.strictObject(settingsFields), settingsOwn),
    answer: { status: 200, schema: settingsSchema },
  },
});
