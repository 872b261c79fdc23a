import * as z from 'zod';
import { mailingMethods } from '../../shared/domain/claim/paper-batch.ts';
import { defineApi } from '../../shared/http/api.ts';
import { formOf, x12Text } from '../../shared/http/forms.ts';
import { replacementOf } from '../../shared/http/replacement.ts';
import {
  addressSchema,
  centsSchema,
  claimIdSchema,
  fileUrlSchema,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  sha256Schema,
} from '../../shared/http/schemas.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const billers = ['biller', 'manager', 'api-client'] as const;

const stockSchema = z.enum(['preprinted', 'grid']).meta({
  description: '`preprinted`: only the text, for printed forms; `grid`: lines and labels, too, for plain paper',
});
const printerName = formOf(
  /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$/,
  'a name of 1 to 40 letters, digits, spaces, dots or hyphens',
  'Front desk',
);
const hundredths = z.int().min(-100).max(100);

const settingsFields = {
  printers: z
    .array(
      z.strictObject({
        name: printerName,
        right: hundredths.meta({ description: 'How far text is moved to the right, in hundredths of an inch' }),
        down: hundredths.meta({ description: 'How far text is moved down, in hundredths of an inch' }),
      }),
    )
    .max(50)
    .refine((printers) => new Set(printers.map(({ name }) => name)).size === printers.length, 'a name is listed twice')
    .meta({ description: 'Printers with how text is moved to meet their paper' }),
};
const settingsOwn = { version: z.int().min(0).meta({ description: 'Rises with each change. Also the ETag' }) };
const settingsSchema = z.object({ ...settingsOwn, ...settingsFields }).meta({ id: 'PaperSettings' });

const formSchema = z.enum(['cms-1500', 'ub-04', 'ada-dental']).meta({ description: 'The paper form' });

const findingSchema = z
  .object({
    code: z.enum(['text-cut', 'remark-cut', 'value-too-wide', 'no-box-left', 'character-replaced']),
    page: z.int().meta({ description: 'The page of the claim, from 1' }),
    box: z
      .string()
      .meta({ description: 'The box by the number of the form’s instructions; `24F.2` is on the second line' }),
    lost: z.int().meta({ description: 'How many characters or values did not fit on the page' }),
  })
  .meta({ id: 'PaperFinding', description: 'What of a claim did not fit on a form. It never shows the text' });

const fileSchema = z.object({ sha256: sha256Schema, sizeBytes: z.int() });

const mailingFields = {
  on: localDateSchema.meta({ description: 'The day on which it was given to the carrier' }),
  by: z.enum(mailingMethods),
  trackingNumber: x12Text(40).exactOptional().meta({ description: 'The carrier’s number, for the proof' }),
};

const batchSchema = z
  .object({
    id: idSchema('paperBatch'),
    createdAt: instantSchema,
    createdBy: z.string(),
    payerId: idSchema('payer'),
    stock: stockSchema,
    printer: z.string().exactOptional().meta({ description: 'For whose offset the text was moved' }),
    claims: z.array(
      z.object({
        claimId: claimIdSchema,
        filing: z.int().meta({ description: 'The number of the filing' }),
        form: formSchema,
        pages: z.int().meta({ description: 'With the explanation of benefits after the form' }),
        findings: z.array(findingSchema),
      }),
    ),
    pages: z.int().meta({ description: 'Of all claims together' }),
    chargeCents: centsSchema,
    file: fileSchema,
    manifest: fileSchema.exactOptional().meta({ description: 'For claims that a vendor prints and mails' }),
    mailTo: z
      .object({ name: z.string(), address: addressSchema.exactOptional() })
      .meta({ description: 'The address that was printed on it: the payer’s at that time' }),
    findings: z
      .array(z.object({ code: z.literal('payer-address-missing'), message: z.string() }))
      .meta({ description: 'What its envelopes lack, and what to do. Empty when they lack nothing' }),
    mailings: z
      .array(z.object({ ...mailingFields, recordedBy: z.string(), recordedAt: instantSchema }))
      .exactOptional()
      .meta({ description: 'When it was mailed, if that was recorded' }),
  })
  .meta({ id: 'PaperBatch', description: 'Claims that were filed on paper together, and the proof of it' });

export const paperApi = defineApi({
  getPaperClaim: {
    method: 'GET',
    path: '/v1/paper-claims/{claimId}',
    summary: 'A claim’s newest filing on the paper form of its kind, to look at; nothing is filed',
    roles: readers,
    query: z.strictObject({
      stock: stockSchema.default('grid'),
      printer: printerName
        .exactOptional()
        .meta({ description: 'One of the office’s printers, whose offset is used; not with a grid' }),
    }),
    answer: {
      status: 200,
      schema: z.object({
        form: formSchema,
        pages: z.int().meta({ description: 'With the explanation of benefits after the form' }),
        findings: z.array(findingSchema),
        file: fileUrlSchema,
      }),
    },
    problems: [
      'claim-without-filing',
      'claim-being-assembled',
      'printer-unknown',
      'code-set-damaged',
      'code-set-outdated',
    ],
  },
  createPaperBatch: {
    method: 'POST',
    path: '/v1/paper-batches',
    summary: 'Print the claims that wait for a payer that takes paper, all or those that you name; this files them',
    roles: billers,
    idempotencyKey: 'required',
    body: z.strictObject({
      payerId: idSchema('payer'),
      stock: stockSchema,
      printer: printerName.exactOptional().meta({ description: 'One of the office’s printers, for its offset' }),
      claimIds: z.array(claimIdSchema).min(1).max(20).exactOptional(),
      cutRemarks: z.literal(true).exactOptional().meta({
        description: 'Print claims whose remarks are longer than their box, too; their ends are lost',
      }),
    }),
    answer: {
      status: 201,
      schema: z.object({
        batch: batchSchema.exactOptional().meta({ description: 'Absent when no claim could be printed' }),
        reassembled: z.array(claimIdSchema).meta({
          description: 'Claims whose sources have changed: they are assembled again, and can be printed after that',
        }),
        unprintable: z.array(z.object({ claimId: claimIdSchema, findings: z.array(findingSchema) })).meta({
          description: 'Claims with a value that is wider than its box, or remarks that are longer; they stay ready',
        }),
        more: z.boolean().meta({ description: 'Whether more claims wait: ask again' }),
      }),
    },
    problems: [
      'payer-takes-files',
      'payer-address-missing',
      'no-paper-claims',
      'claims-not-ready',
      'printer-unknown',
      'code-set-damaged',
      'code-set-outdated',
    ],
  },
  recordMailing: {
    method: 'POST',
    path: '/v1/paper-batches/{batchId}/mailings',
    summary: 'Record that printed claims were mailed; the packet that proves timely filing has it',
    roles: billers,
    idempotencyKey: 'required',
    body: z.strictObject(mailingFields),
    answer: { status: 200, schema: batchSchema },
  },
  listPaperBatches: {
    method: 'GET',
    path: '/v1/paper-batches',
    summary: 'Claims that were filed on paper, by month; or those whose mailing nobody has recorded, the oldest first',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...monthQuery,
      toMail: z
        .literal('true')
        .exactOptional()
        .meta({ description: 'Only batches without a recorded mailing, of all months, the oldest first' }),
    }),
    answer: { status: 200, schema: pageOf(batchSchema) },
  },
  getPaperBatch: {
    method: 'GET',
    path: '/v1/paper-batches/{batchId}',
    summary: 'Claims that were filed on paper together: when, by whom, and the digest of the file',
    roles: readers,
    answer: { status: 200, schema: batchSchema },
  },
  getPaperBatchFile: {
    method: 'GET',
    path: '/v1/paper-batches/{batchId}/file',
    summary: 'A URL that reads the printed pages for five minutes: the same bytes each time',
    roles: readers,
    answer: { status: 200, schema: fileUrlSchema },
  },
  getPaperSettings: {
    method: 'GET',
    path: '/v1/paper-settings',
    summary: 'The office’s printers with their offsets',
    roles: readers,
    answer: { status: 200, schema: settingsSchema },
  },
  replacePaperSettings: {
    method: 'PUT',
    path: '/v1/paper-settings',
    summary: 'Replace the office’s printers with their offsets',
    roles: billers,
    body: replacementOf('PaperSettings', z.strictObject(settingsFields), settingsOwn),
    ifMatch: 'required',
    answer: { status: 200, schema: settingsSchema },
  },
});
