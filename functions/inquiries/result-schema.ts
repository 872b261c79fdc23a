import * as z from 'zod';
import { centsSchema, localDateSchema } from '../../shared/http/schemas.ts';

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
    covered: z.boolean().exactOptional().meta({ description: 'Absent if the payer says both yes and no, or nothing' }),
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

/** Schema of a payer's answer about a coverage. */
export const resultSchema = z
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
        benefits: z
          .array(z.int())
          .meta({ description: 'The positions of two benefits that contradict each other, from 0' }),
        kind: z.enum(['covered-and-not', 'amounts-differ', 'authorization-differs', 'left-exceeds-whole']),
      }),
    ),
  })
  .meta({ id: 'EligibilityResult' });
