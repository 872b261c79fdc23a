import * as z from 'zod';
import { formOf } from '../../shared/http/forms.ts';
import { amountSchema, localDateSchema } from '../../shared/http/schemas.ts';
import { booksSettingsSchema } from './books-settings-schema.ts';
import { cardSettingsSchema } from './card-settings-schema.ts';
import { collectionSettingsSchema } from './collection-settings-schema.ts';
import { contractSettingsSchema } from './contract-settings-schema.ts';
import { correspondenceSettingsSchema } from './correspondence-settings-schema.ts';
import { denialSettingsSchema } from './denial-settings-schema.ts';
import { refundsSchema, unclaimedSchema } from './refund-settings-schema.ts';
import { assistanceSchema, discountsSchema, smallBalancesSchema } from './relief-settings-schema.ts';
import { reportSettingsSchema } from './report-settings-schema.ts';
import { statementsSchema } from './statement-settings-schema.ts';

const roleLimitSchema = z
  .strictObject({
    billerCents: amountSchema.meta({ description: 'What a biller decides alone' }),
    managerCents: amountSchema.meta({ description: 'What a manager decides alone' }),
  })
  .refine(({ billerCents, managerCents }) => billerCents <= managerCents, {
    message: 'expected no less than a biller may decide',
    path: ['managerCents'],
  })
  .meta({ id: 'RoleLimit', description: 'What one person decides alone; above it a second person agrees' });

const limitsSchema = z
  .strictObject({
    writeOff: roleLimitSchema,
    transfer: roleLimitSchema,
    refund: roleLimitSchema,
    discount: roleLimitSchema,
    journal: roleLimitSchema,
  })
  .meta({ id: 'LimitSettings', description: 'What one person may decide alone, by role' });

const returnedChecksSchema = z
  .strictObject({
    feeCents: amountSchema.meta({ description: 'The fee for a returned check; none while it is zero' }),
    states: z
      .array(
        z.strictObject({
          state: formOf(/^[A-Z]{2}$/, 'two capital letters', 'OH').meta({ description: 'The state' }),
          mostCents: amountSchema.meta({ description: 'The most that it allows' }),
          from: localDateSchema.meta({ description: 'The first day on which the rule applies' }),
        }),
      )
      .max(200)
      .meta({ description: 'What the states’ laws allow. In a state that is not named there is no fee' }),
  })
  .meta({ id: 'ReturnedCheckSettings', description: 'The fee for a check that the bank returns' });

/** The settings are one item of at most 400 KB. */
const mostBytes = 350_000;

/** A field for each area of billing. */
export const settingsBody = z
  .strictObject({
    statements: statementsSchema,
    limits: limitsSchema,
    contracts: contractSettingsSchema,
    refunds: refundsSchema,
    unclaimed: unclaimedSchema,
    books: booksSettingsSchema,
    denials: denialSettingsSchema,
    returnedChecks: returnedChecksSchema,
    reports: reportSettingsSchema,
    correspondence: correspondenceSettingsSchema,
    discounts: discountsSchema,
    assistance: assistanceSchema,
    smallBalances: smallBalancesSchema,
    collections: collectionSettingsSchema,
    cards: cardSettingsSchema,
  })
  .refine((settings) => Buffer.byteLength(JSON.stringify(settings)) <= mostBytes, {
    message: `together they are larger than ${mostBytes} bytes: shorten letters, or take some rows away`,
  })
  .meta({ id: 'BillingSettingsBody' });

export const settingsOwn = {
  version: z.int().min(0).meta({ description: 'Rises with each change; 0 while nothing has been said' }),
};

export const settingsSchema = z.strictObject({ ...settingsOwn, ...settingsBody.shape }).meta({ id: 'BillingSettings' });
