import * as z from 'zod';
import { accounts } from '../../shared/domain/ledger/accounts.ts';
import { entryKinds } from '../../shared/domain/ledger/entry.ts';
import { centsSchema, codesOf, instantSchema, localDateSchema } from '../../shared/http/schemas.ts';

/** The schemas of day sheets and of the reconciliation of deposits. */

const accountSchema = z.enum(codesOf(accounts));
const kindSchema = z.enum(codesOf(entryKinds));
const entriesSchema = z.int().meta({ description: 'How many entries the sum is made of' });
const trueAtSchema = instantSchema.meta({ description: 'The moment up to which it is true' });

const receivableSchema = z.object({
  account: accountSchema,
  openingCents: centsSchema,
  chargesCents: centsSchema,
  paymentsCents: centsSchema.meta({ description: 'Negative when payments were applied to claims' }),
  adjustmentsCents: centsSchema.meta({ description: 'Negative when something was written off' }),
  transfersCents: centsSchema.meta({ description: 'What came from other receivables; negative if it went to them' }),
  otherCents: centsSchema.meta({ description: 'Refunds, openings, and what went to other books' }),
  closingCents: centsSchema,
  differenceCents: centsSchema.meta({
    description: 'What the steps do not explain; zero except while a remittance is being posted',
  }),
});

const rowFields = { cents: centsSchema, entries: entriesSchema };
const payerField = { payerId: z.string().exactOptional() };

const groupSchema = z.object({
  id: z.string().meta({ description: 'The provider; or the person, or `posting` for what was booked automatically' }),
  chargesCents: centsSchema,
  paymentsCents: centsSchema,
  adjustmentsCents: centsSchema,
  entries: entriesSchema,
});

export const daySheetSchema = z
  .object({
    day: localDateSchema.meta({ description: 'The day on which it was booked' }),
    entityId: z.string().exactOptional(),
    trueAt: trueAtSchema,
    receivables: z
      .array(receivableSchema)
      .meta({ description: 'How each came from its opening to its closing balance' }),
    charges: z
      .array(z.object({ ...rowFields, kind: kindSchema.exactOptional() }))
      .meta({ description: 'Charges, and reversed charges' }),
    receipts: z
      .array(
        z.object({
          ...rowFields,
          ...payerField,
          kind: kindSchema.exactOptional(),
          method: z.string().exactOptional().meta({ description: 'How it was paid: `ACH`, `CHK`, `card`, …' }),
        }),
      )
      .meta({
        description: 'Money that payers and patients sent; below zero: fees that were withheld, and refunds',
      }),
    payments: z
      .array(z.object({ ...rowFields, ...payerField, kind: kindSchema.exactOptional() }))
      .meta({ description: 'Money applied to claims, including money that came earlier' }),
    adjustments: z.array(
      z.object({
        ...rowFields,
        ...payerField,
        account: accountSchema.exactOptional(),
        reason: z.string().exactOptional(),
      }),
    ),
    transfers: z
      .array(z.object({ ...rowFields, kind: kindSchema.exactOptional(), account: accountSchema.exactOptional() }))
      .meta({ description: 'What came to a receivable from another one' }),
    refunds: z
      .array(
        z.object({
          ...rowFields,
          ...payerField,
          kind: kindSchema.exactOptional(),
          account: accountSchema.exactOptional(),
        }),
      )
      .meta({ description: 'Refunds owed and sent' }),
    deposits: z
      .array(z.object({ ...rowFields, kind: kindSchema.exactOptional(), bankAccount: z.string().exactOptional() }))
      .meta({ description: 'Money that the bank showed' }),
    manual: z
      .array(z.object({ ...rowFields, kind: kindSchema.exactOptional(), account: accountSchema.exactOptional() }))
      .meta({ description: 'What managers posted by hand' }),
    byProvider: z.array(groupSchema).meta({ description: 'The same by billing provider' }),
    byUser: z.array(groupSchema).meta({ description: 'The same by the person who booked it' }),
  })
  .meta({ id: 'DaySheet' });

export const reconciliationSchema = z
  .object({
    entityId: z.string().exactOptional(),
    from: localDateSchema,
    to: localDateSchema,
    trueAt: trueAtSchema,
    inTransitCents: centsSchema.meta({ description: 'What is in transit at the end of the last day' }),
    days: z
      .array(
        z.object({
          day: localDateSchema.meta({ description: 'The day on which it was booked' }),
          openingInTransitCents: centsSchema,
          postedCents: centsSchema.meta({ description: 'New payments' }),
          relievedCents: centsSchema.meta({ description: 'What the bank showed for known payments' }),
          closingInTransitCents: centsSchema,
          bankCents: centsSchema.meta({ description: 'What came to the bank' }),
          bankAccounts: z
            .array(z.object({ bankAccount: z.string(), cents: centsSchema }))
            .meta({ description: 'The same by account' }),
          feesCents: centsSchema.meta({ description: 'Fees that were kept before money arrived' }),
          unidentifiedCents: centsSchema.meta({
            description: 'What the bank showed without a known payment; negative when such payments were identified',
          }),
        }),
      )
      .meta({ description: 'Days on which something was booked' }),
  })
  .meta({ id: 'DepositReconciliation' });
