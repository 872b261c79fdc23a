import * as z from 'zod';
import { accountHolds, bankruptcyChapters } from '../../shared/domain/account/hold.ts';
import { formOf, x12Text } from '../../shared/http/forms.ts';
import {
  addressSchema,
  claimIdSchema,
  codesOf,
  idSchema,
  instantSchema,
  localDateSchema,
  personNameFields,
  reasonSchema,
  timeZoneSchema,
} from '../../shared/http/schemas.ts';

export const phoneSchema = formOf(/^\d{10}$/, 'ten digits', '6145550100');
export const emailSchema = formOf(/^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/, 'an e-mail address', 'pat@example.com')
  .max(200)
  .meta({ description: 'E-mail address' });
const timeSchema = formOf(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of the day', '18:30');

const patientGuarantorSchema = z
  .strictObject({
    kind: z.literal('patient').meta({ description: 'One of the account’s patients' }),
    patientId: idSchema('patient'),
  })
  .meta({ id: 'PatientGuarantor' });

const personGuarantorSchema = z
  .strictObject({
    kind: z.literal('person').meta({ description: 'A person who is not a patient of the office' }),
    name: z.strictObject(personNameFields),
    address: addressSchema,
  })
  .meta({ id: 'PersonGuarantor' });

const clientContactSchema = z
  .strictObject({
    name: x12Text(80),
    role: x12Text(60).exactOptional().meta({ description: 'What to ask about: `accounts payable`' }),
    email: emailSchema.exactOptional(),
    phone: phoneSchema.exactOptional(),
  })
  .meta({ id: 'ClientContact' });

const clientGuarantorSchema = z
  .strictObject({
    kind: z
      .enum(['employer', 'facility'])
      .meta({ description: 'An account that is billed for what is charged or moved to it' }),
    organizationName: x12Text(60),
    address: addressSchema,
    contacts: z.array(clientContactSchema).max(20).meta({ description: 'Whom to ask' }),
  })
  .meta({ id: 'ClientGuarantor' });

const guarantorSchema = z
  .union([patientGuarantorSchema, personGuarantorSchema, clientGuarantorSchema])
  .meta({ id: 'Guarantor', description: 'The person or organisation that has to pay' });

const contactRulesSchema = z
  .strictObject({
    mayEmail: z.boolean().meta({ description: 'Consented to e-mail' }),
    mayText: z.boolean().meta({ description: 'Consented to texts' }),
    mayCall: z.boolean().meta({ description: 'May be called' }),
    mayAutodial: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Consented to calls that a machine dials, or with a recorded voice' }),
    mayLeaveMessage: z.boolean().meta({ description: 'A message on a machine may say what it is about' }),
    callFrom: timeSchema.exactOptional().meta({ description: 'No calls before this time' }),
    callTo: timeSchema.exactOptional().meta({ description: 'No calls after this time' }),
  })
  .refine(({ callFrom, callTo }) => callFrom === undefined || callTo === undefined || callFrom < callTo, {
    message: 'expected a time after callFrom',
    path: ['callTo'],
  })
  .meta({ id: 'ContactRules', description: 'How the guarantor may be reached' });

const preferencesSchema = z
  .strictObject({
    language: formOf(/^[a-z]{2}$/, 'a language of two small letters (ISO 639)', 'es').meta({
      description: 'The language of statements and letters',
    }),
    delivery: z.enum(['paper', 'electronic']).meta({ description: 'How statements and letters go out' }),
    email: emailSchema.exactOptional(),
    mobile: phoneSchema.exactOptional().meta({ description: 'Where texts go' }),
    phone: phoneSchema.exactOptional(),
    confidentialAddress: addressSchema.exactOptional().meta({
      description: 'Where everything is sent instead of home, at the guarantor’s request (45 CFR 164.522(b))',
    }),
    timeZone: timeZoneSchema.exactOptional().meta({
      description: 'The guarantor’s time zone, if it is not that of the address; calls and texts keep to its hours',
    }),
    contactRules: contactRulesSchema,
  })
  .refine(({ delivery, email }) => delivery === 'paper' || email !== undefined, {
    message: 'required, because statements go electronically',
    path: ['email'],
  })
  .refine(({ contactRules, mobile }) => !contactRules.mayText || mobile !== undefined, {
    message: 'required, because texts are allowed',
    path: ['mobile'],
  })
  .refine(({ contactRules, email }) => !contactRules.mayEmail || email !== undefined, {
    message: 'required, because e-mail is allowed',
    path: ['email'],
  })
  .meta({
    id: 'AccountPreferences',
    description: 'How the guarantor wants to hear from the office',
    examples: [
      {
        language: 'en',
        delivery: 'paper',
        phone: '6145550100',
        contactRules: { mayEmail: false, mayText: false, mayCall: true, mayLeaveMessage: false },
      },
    ],
  });

export const holdKindSchema = z.enum(codesOf(accountHolds));

const claimIdsSchema = z.array(claimIdSchema).min(1).max(50).meta({ description: 'Only these claims of the account' });
const untilSchema = localDateSchema.meta({ description: 'The last day, if it ends automatically' });

const courtSchema = x12Text(60).meta({ description: 'The court' });
const caseNumberSchema = x12Text(30).meta({ description: 'The court’s number of the case' });

const bankruptcySchema = z
  .strictObject({
    chapter: z.enum(bankruptcyChapters).meta({ description: 'The chapter of the Bankruptcy Code' }),
    court: courtSchema,
    caseNumber: caseNumberSchema,
    filedOn: localDateSchema.meta({
      description: 'The day of the petition: services of this day or earlier are stayed, later ones are not',
    }),
  })
  .meta({ id: 'BankruptcyFacts', description: 'The bankruptcy as the court’s notice states it' });

export const estateSchema = z
  .strictObject({
    court: courtSchema.exactOptional(),
    caseNumber: caseNumberSchema.exactOptional(),
    claimBy: localDateSchema
      .exactOptional()
      .meta({ description: 'The last day on which a claim against the estate can be filed' }),
    filedOn: localDateSchema.exactOptional().meta({ description: 'The day on which the office filed its claim' }),
  })
  .meta({ id: 'EstateFacts', description: 'What is known of the estate' });

const holdContactSchema = z
  .strictObject({
    name: x12Text(80),
    address: addressSchema.exactOptional(),
    phone: phoneSchema.exactOptional(),
  })
  .meta({
    id: 'HoldContact',
    description: 'Who acts for the guarantor: a lawyer, a trustee, the executor of the estate',
  });

/** The facts of a hold besides its kind. */
const holdFacts = {
  claimIds: claimIdsSchema.exactOptional(),
  until: untilSchema.exactOptional(),
  bankruptcy: bankruptcySchema.exactOptional(),
  estate: estateSchema.exactOptional(),
  contact: holdContactSchema.exactOptional(),
};

const holdSchema = z
  .strictObject({
    number: z.int().meta({
      description: 'The number of the hold on its account; 0 is the hold that follows from the patient’s death',
    }),
    kind: holdKindSchema,
    reason: z.string(),
    by: z.string(),
    at: instantSchema,
    ...holdFacts,
    caseId: idSchema('collectionCase').exactOptional().meta({ description: 'The placement that it belongs to' }),
    estimateId: idSchema('estimate').exactOptional().meta({ description: 'The estimate whose dispute it belongs to' }),
    ended: z
      .strictObject({ reason: z.string(), by: z.string(), at: instantSchema })
      .exactOptional()
      .meta({ description: 'How it ended' }),
  })
  .meta({ id: 'AccountHold' });

export const holdBody = z
  .strictObject({
    kind: holdKindSchema,
    reason: reasonSchema,
    ...holdFacts,
  })
  .refine(({ kind, bankruptcy }) => bankruptcy === undefined || kind === 'bankruptcy', {
    message: 'only a bankruptcy has it',
    path: ['bankruptcy'],
  })
  .refine(({ kind, estate }) => estate === undefined || kind === 'deceased', {
    message: 'only a guarantor who died has an estate',
    path: ['estate'],
  })
  .meta({ id: 'AccountHoldBody' });

export const accountBody = z
  .strictObject({ guarantor: guarantorSchema, preferences: preferencesSchema })
  .meta({ id: 'AccountBody' });

export const newAccountBody = z
  .strictObject({
    guarantor: z
      .union([personGuarantorSchema, clientGuarantorSchema])
      .meta({ description: 'The person or organisation that has to pay' }),
    preferences: preferencesSchema.exactOptional().meta({ description: 'Mail and calls in English when absent' }),
  })
  .meta({ id: 'NewAccountBody' });

export const accountOwn = {
  id: idSchema('account'),
  version: z.int().min(0).meta({ description: 'Rises with each change; 0 before the first one' }),
  memberIds: z.array(idSchema('patient')).meta({ description: 'The patients whose shares are billed to it' }),
  state: z.enum(['active', ...codesOf(accountHolds)]).meta({
    description:
      'The strictest hold of the whole account; without one, `agency` or `returned` while some of its claims are',
  }),
  holds: z.array(holdSchema).meta({ description: 'Open ones and the latest that ended, oldest first' }),
};

export const accountSchema = z.strictObject({ ...accountOwn, ...accountBody.shape }).meta({ id: 'Account' });
