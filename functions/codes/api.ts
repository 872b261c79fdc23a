import * as z from 'zod';
import { codeSystems } from '../../shared/domain/code-set/entered-code.ts';
import { codeSets } from '../../shared/domain/code-set/kinds.ts';
import { defineApi } from '../../shared/http/api.ts';
import { codesOf, idSchema, localDateSchema } from '../../shared/http/schemas.ts';

const readers = ['coder', 'biller', 'manager', 'auditor', 'physician', 'api-client'] as const;
const choosers = ['coder', 'biller', 'manager', 'physician', 'api-client'] as const;

const systemSchema = z.enum(codeSystems).meta({ description: 'The system of the code' });

const daySchema = localDateSchema
  .exactOptional()
  .meta({ description: 'The day that counts, such as the date of service; the office’s current day unless given' });

const providerSchema = idSchema('provider').exactOptional().meta({ description: 'Whose choices rank first' });

const citationSchema = z
  .object({
    set: z.enum(codesOf(codeSets)).meta({ description: 'The official set' }),
    release: z.string().meta({ description: 'The release of the set' }),
    row: z.string().exactOptional().meta({ description: 'The row of the file' }),
    effective: localDateSchema.meta({ description: 'Since when the release is in force' }),
  })
  .meta({ description: 'Its state' });

const codeFields = {
  system: systemSchema,
  code: z.string().meta({ description: 'The code without its point' }),
  description: z.string().meta({ description: 'The long description' }),
  billable: z.boolean().meta({ description: 'Whether it can be billed; a header has more specific codes below it' }),
};

const conditionCategoriesSchema = z
  .array(
    z.object({
      model: z.string().meta({ description: 'The model, such as CMS-HCC V28' }),
      category: z.string().meta({ description: 'The category of the model' }),
    }),
  )
  .readonly()
  .meta({ description: 'The hierarchical condition categories that the diagnosis counts for' });

const foundFields = {
  ...codeFields,
  citation: citationSchema,
  chosenBefore: z.boolean().meta({ description: 'Whether it was chosen before' }),
  conditionCategories: conditionCategoriesSchema,
};

const foundCodeSchema = z
  .object({
    ...foundFields,
    reason: z
      .object({
        kind: z
          .enum(['code', 'description', 'inclusion-term', 'index-term', 'replaced-code'])
          .meta({ description: 'What matched' }),
        term: z
          .string()
          .exactOptional()
          .meta({ description: 'The term, or the replaced code, that matched; absent when the description matched' }),
      })
      .meta({ description: 'Why it was found' }),
  })
  .meta({ id: 'FoundCode' });

const suggestedCodeSchema = z
  .object({
    ...foundFields,
    reasons: z
      .array(
        z.object({
          kind: z.enum(['description', 'inclusion-term', 'index-term']).meta({ description: 'What matched' }),
          term: z.string().meta({ description: 'The description or term that was documented' }),
          start: z.int().meta({ description: 'Where the words begin in your text, from 0' }),
          end: z.int().meta({ description: 'Where they end: the first character after them' }),
        }),
      )
      .readonly()
      .meta({ description: 'Why it is suggested, the best first' }),
  })
  .meta({ id: 'SuggestedCode' });

const neighbourSchema = z.object({ code: codeFields.code, description: codeFields.description });
const treeCodeSchema = z.object({ ...neighbourSchema.shape, billable: codeFields.billable });

const codePageSchema = z
  .object({
    system: systemSchema,
    code: codeFields.code,
    standing: z
      .enum(['billable', 'header', 'not-yet', 'ended', 'replaced'])
      .meta({ description: 'Whether it can be billed on the day, or why not' }),
    description: codeFields.description.exactOptional(),
    from: localDateSchema.exactOptional().meta({ description: 'The first day on which it may be used' }),
    to: localDateSchema.exactOptional().meta({ description: 'The last one' }),
    citation: citationSchema,
    above: z.array(neighbourSchema).readonly().meta({ description: 'From the chapter down to the code above' }),
    below: z.array(treeCodeSchema).readonly().meta({ description: 'The codes one step more specific' }),
    moreBelow: z.boolean().meta({ description: 'Whether there are more below than are shown' }),
    notes: z
      .array(
        z.object({
          kind: z
            .enum([
              'includes',
              'inclusion-term',
              'excludes1',
              'excludes2',
              'code-first',
              'use-additional',
              'code-also',
              'note',
            ])
            .meta({ description: 'What kind of note it is' }),
          text: z.string().meta({ description: 'The note' }),
          standsOn: z
            .string()
            .meta({ description: 'The code, block or chapter that has the note; it applies to all codes below' }),
          citation: citationSchema,
        }),
      )
      .readonly()
      .meta({ description: 'The notes that apply to the code, its own first' }),
    seventhCharacters: z
      .array(
        z.object({
          character: z.string().meta({ description: 'The character' }),
          meaning: z.string().meta({ description: 'What it says' }),
        }),
      )
      .readonly()
      .meta({ description: 'The seventh characters that the code takes' }),
    replacedBy: z.array(treeCodeSchema).readonly().meta({ description: 'The codes that replaced it' }),
    replaces: z.array(z.string()).readonly().meta({ description: 'The codes that it replaced' }),
    conditionCategories: conditionCategoriesSchema,
  })
  .meta({ id: 'CodePage' });

const priceQuery = z.strictObject({
  day: localDateSchema.optional().meta({
    description: 'The date of service; the office’s current day unless given',
  }),
  modifiers: z
    .string()
    .regex(
      /^[0-9A-Z]{2}(?:,[0-9A-Z]{2}){0,3}$/,
      'expected at most four modifiers with commas between them, such as 50,RT',
    )
    .optional()
    .meta({ description: 'The modifiers of the line, with commas between them' }),
  zip: z
    .string()
    .regex(/^\d{5}(?:\d{4})?$/, 'expected five or nine digits, such as 43215')
    .optional()
    .meta({ description: 'The ZIP code where the service is given; the price of the nation unless given' }),
  minutes: z.coerce
    .number()
    .pipe(z.int().min(1).max(1440))
    .optional()
    .meta({ description: 'The minutes of an anesthesia service' }),
  qualifying: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Whether the provider takes part in an advanced payment model' }),
});

const hundredths = (what: string) => z.int().meta({ description: `${what}, in hundredths` });
const thousandths = (what: string) => z.int().meta({ description: `${what}, in thousandths` });

const medicarePriceSchema = z
  .object({
    procedure: z.string(),
    day: localDateSchema.meta({ description: 'The day for which the answer is valid' }),
    standing: z.enum(['priced', 'not-paid', 'not-on-schedule', 'zip-unknown', 'zip-needed']).meta({
      description:
        'Whether there is a price, or why not. `zip-needed`: anesthesia has no price of the nation. `zip-unknown`: no locality has the ZIP code',
    }),
    because: z.string().exactOptional().meta({ description: 'Why Medicare pays nothing' }),
    prices: z
      .array(
        z.object({
          place: z.enum(['non-facility', 'facility', 'anywhere']).meta({ description: 'Where the service is given' }),
          allowedCents: z.int().meta({ description: 'What Medicare allows for one unit' }),
        }),
      )
      .readonly()
      .meta({ description: 'The price by where the service is given; empty where there is none' }),
    relativeValues: z
      .object({
        work: hundredths('Work'),
        nonFacilityExpense: hundredths('Practice expense outside a facility'),
        facilityExpense: hundredths('Practice expense in a facility'),
        malpractice: hundredths('Malpractice'),
      })
      .exactOptional()
      .meta({ description: 'The relative values of the service' }),
    anesthesia: z
      .object({
        baseUnits: z.int().meta({ description: 'The base units of the code' }),
        timeUnits: z.string().meta({ description: 'The units of the time, of fifteen minutes, to a tenth' }),
      })
      .exactOptional()
      .meta({ description: 'The units of an anesthesia service' }),
    conversionFactor: z
      .string()
      .exactOptional()
      .meta({
        description: 'Dollars for one relative value or unit',
        examples: ['33.4009'],
      }),
    locality: z
      .object({
        name: z.string(),
        work: thousandths('Geographic index (GPCI) of work').exactOptional(),
        expense: thousandths('Geographic index (GPCI) of practice expense').exactOptional(),
        malpractice: thousandths('Geographic index (GPCI) of malpractice').exactOptional(),
        needsPlusFour: z.boolean().meta({
          description: 'Whether the ZIP code lies in several localities, so that this one is only the most likely',
        }),
      })
      .exactOptional()
      .meta({ description: 'The locality; none for the national price' }),
    factors: z
      .array(
        z.object({
          modifier: z.string().meta({ description: 'The modifier' }),
          thousandths: thousandths('The factor of the modifier'),
          because: z.string().meta({ description: 'Why' }),
        }),
      )
      .readonly()
      .meta({ description: 'How modifiers change the price, in order' }),
    citations: z.array(citationSchema).readonly().meta({ description: 'The rows that it was worked out from' }),
  })
  .meta({ id: 'MedicarePrice' });

export const codesApi = defineApi({
  searchCodes: {
    method: 'POST',
    path: '/v1/codes/search',
    summary: 'Finds codes by their beginnings or by words in any order, with synonyms and misspellings, best first',
    roles: readers,
    body: z.strictObject({
      text: z
        .string()
        .min(1)
        .max(200)
        .meta({ description: 'What was typed so far', examples: ['knee pain right'] }),
      systems: z
        .array(systemSchema)
        .min(1)
        .max(codeSystems.length)
        .default(['icd-10-cm'])
        .meta({ description: 'Which systems are searched; diagnoses when absent' }),
      day: daySchema,
      billableOnly: z.boolean().default(true).meta({ description: 'Leaves headers out, unless it is false' }),
      providerId: providerSchema,
      limit: z.int().min(1).max(50).default(20).meta({ description: 'How many codes at most' }),
    }),
    problems: ['code-set-damaged', 'code-set-outdated'],
    answer: {
      status: 200,
      schema: z.object({
        day: localDateSchema.meta({ description: 'The day for which the answer is valid' }),
        items: z.array(foundCodeSchema).readonly(),
        didYouMean: z.string().exactOptional().meta({
          description: 'What was typed is not a code; this code looks like it (O and 0, I and 1). Check it',
        }),
        leftOut: z.array(z.string()).readonly().meta({ description: 'Words that had to be left out to find anything' }),
        notLoaded: z
          .array(systemSchema)
          .readonly()
          .meta({ description: 'Systems of which no release is in force on the day' }),
      }),
    },
  },
  suggestCodes: {
    method: 'POST',
    path: '/v1/codes/suggest',
    summary:
      'Suggests diagnoses for a documented text, best first, each with the words that it follows from. You decide',
    roles: readers,
    body: z.strictObject({
      text: z.string().min(1).max(20_000).meta({ description: 'What was documented' }),
      day: daySchema,
      providerId: providerSchema,
      limit: z.int().min(1).max(50).default(10).meta({ description: 'How many codes at most' }),
    }),
    problems: ['code-set-damaged', 'code-set-outdated', 'code-set-not-loaded'],
    answer: {
      status: 200,
      schema: z.object({
        day: localDateSchema.meta({ description: 'The day for which the answer is valid' }),
        items: z.array(suggestedCodeSchema).readonly(),
        excluded: z
          .array(
            z.object({
              start: z.int().meta({ description: 'Where the passage begins in your text, from 0' }),
              end: z.int().meta({ description: 'Where it ends' }),
              why: z.enum(['negated', 'uncertain']).meta({ description: 'It is not there, or it is not sure' }),
            }),
          )
          .readonly()
          .meta({ description: 'Passages for which nothing is suggested' }),
      }),
    },
  },
  chooseCode: {
    method: 'POST',
    path: '/v1/codes/choices',
    summary: 'Remembers that a code was chosen, so that it ranks better for the provider and the office',
    roles: choosers,
    body: z.strictObject({
      system: systemSchema,
      code: z.string().min(1).max(12).meta({ description: 'The code, with or without its point' }),
      day: daySchema,
      providerId: providerSchema,
    }),
    problems: [
      'not-found',
      'code-malformed',
      'code-unknown',
      'code-set-damaged',
      'code-set-outdated',
      'code-set-not-loaded',
    ],
    answer: { status: 200, schema: z.object({ system: systemSchema, code: codeFields.code }) },
  },
  getCode: {
    method: 'GET',
    path: '/v1/codes/{system}/{code}',
    summary: 'Shows a code on a day: its place in the tree, the notes that hold for it, and what replaced it',
    roles: readers,
    query: z.strictObject({
      day: localDateSchema.optional().meta({
        description: 'The day that counts, such as the date of service; the office’s current day unless given',
      }),
    }),
    problems: [
      ...(['code-system-unknown', 'code-malformed', 'code-unknown'] as const),
      ...(['code-set-damaged', 'code-set-outdated', 'code-set-not-loaded'] as const),
    ],
    answer: { status: 200, schema: codePageSchema },
  },
  getMedicarePrice: {
    method: 'GET',
    path: '/v1/codes/{system}/{code}/medicare-price',
    summary: 'Works out what Medicare allows for a unit of a service on a day, and shows every figure behind it',
    roles: readers,
    query: priceQuery,
    problems: ['code-malformed', 'code-set-damaged', 'code-set-outdated', 'code-set-not-loaded'],
    answer: { status: 200, schema: medicarePriceSchema },
  },
});
