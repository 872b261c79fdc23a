import * as z from 'zod';
import { codeSets } from '../../shared/domain/code-set/kinds.ts';
import { loadRefusals } from '../../shared/domain/code-set/load.ts';
import { defineApi } from '../../shared/http/api.ts';
import {
  codesOf,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
  sha256Schema,
} from '../../shared/http/schemas.ts';
import { uploadRoute } from '../../shared/http/upload-route.ts';

/** The operator loads the installation's sets, the manager an office's own; the operation checks which it is. */
const loaders = ['operator', 'manager'] as const;
const readers = ['coder', 'biller', 'manager', 'auditor', 'physician', 'api-client', 'operator'] as const;

const kindSchema = z.enum(codesOf(codeSets)).meta({ description: 'The set' });
const releaseNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$/, 'expected a name of letters, digits and hyphens, such as FY2027')
  .meta({ description: 'The name of the release', examples: ['FY2027', '2026Q4'] });
const fileNameSchema = z
  .string()
  .regex(/^[^\p{Cc}/\\]{1,200}$/u, 'expected the file’s name without its folder')
  .meta({ description: 'The name under which the file was published', examples: ['icd10cm_order_2027.txt'] });

const sourceSchema = z
  .object({ name: fileNameSchema, sha256: sha256Schema, sizeBytes: z.int() })
  .meta({ id: 'CodeSetFile' });

const licenceSchema = z
  .object({ by: z.string(), at: instantSchema })
  .meta({ id: 'LicenceAttestation', description: 'Who said that the office has a licence, and when' });

const releaseSchema = z.object({
  kind: kindSchema,
  release: z.string().meta({ description: 'The name of the release' }),
  effectiveFrom: localDateSchema.meta({ description: 'The first day on which the release is in force' }),
  effectiveTo: localDateSchema
    .exactOptional()
    .meta({ description: 'The last day on which it is in force, if the publisher says so' }),
});

const loadedReleaseSchema = z
  .object({
    ...releaseSchema.shape,
    sources: z.array(sourceSchema).meta({ description: 'The files from which it was loaded' }),
    rows: z.int().meta({ description: 'How many rows were kept' }),
    artifact: z
      .object({ sha256: sha256Schema, sizeBytes: z.int() })
      .meta({ description: 'The read-only file in which the release is kept' }),
    isOutdated: z.literal(true).exactOptional().meta({
      description: 'An earlier version of the product made it, and this version cannot read it: load its files again',
    }),
    loadId: z.string().meta({ description: 'The load that brought it' }),
    loadedAt: instantSchema.meta({ description: 'When it was loaded' }),
    loadedBy: z.string().meta({ description: 'Who asked for the load' }),
    licence: licenceSchema.exactOptional(),
  })
  .meta({ id: 'LoadedCodeSetRelease' });

const codeSetSchema = z
  .object({
    kind: kindSchema,
    title: z.string(),
    owner: z.enum(['installation', 'office']).meta({ description: 'Who publishes its releases' }),
    state: z.enum(['in-force', 'not-in-force', 'not-loaded']).meta({
      description: 'Whether a release is in force on `day`; `not-in-force` when there are only releases for other days',
    }),
    inForce: z.string().exactOptional().meta({ description: 'The release that is in force on `day`' }),
    releases: z
      .array(loadedReleaseSchema)
      .meta({ description: 'Every release that is loaded, the one that began last first' }),
  })
  .meta({ id: 'CodeSet' });

const loadSchema = z
  .object({
    id: z.string(),
    kind: kindSchema,
    files: z.array(sourceSchema).meta({ description: 'The files of the release' }),
    state: z.enum(['waiting', 'loading', 'loaded', 'refused']),
    sizeBytes: z.int(),
    bytesRead: z.int().meta({ description: 'How much of the files has been read' }),
    rows: z.int().meta({ description: 'How many rows were kept so far' }),
    requestedAt: instantSchema.meta({ description: 'When the load was asked for' }),
    requestedBy: z.string().meta({ description: 'Who asked for it' }),
    endedAt: instantSchema.exactOptional(),
    release: releaseSchema.exactOptional().meta({ description: 'The release that the files make up' }),
    wasLoaded: z
      .literal(true)
      .exactOptional()
      .meta({ description: 'The same release had been loaded before: nothing changed' }),
    licence: licenceSchema.exactOptional(),
    refusal: z
      .object({
        code: z.enum(codesOf(loadRefusals)),
        detail: z.string(),
        file: z.string().exactOptional(),
        line: z.int().exactOptional(),
        column: z.int().exactOptional().meta({ description: 'The place in the line' }),
      })
      .exactOptional()
      .meta({ description: 'Why nothing was loaded, and where the file is wrong' }),
  })
  .meta({ id: 'CodeSetLoad' });

export const codeSetsApi = defineApi({
  listCodeSets: {
    method: 'GET',
    path: '/v1/code-sets',
    summary:
      'Every official code set: what is loaded, from which files, what is in force on a day, and what is missing',
    roles: readers,
    query: z.strictObject({
      day: localDateSchema.optional().meta({ description: 'The office’s current day unless given' }),
    }),
    answer: {
      status: 200,
      schema: z.object({
        day: localDateSchema.meta({ description: 'The day that `state` is about' }),
        items: z.array(codeSetSchema),
      }),
    },
  },
  createCodeSetUpload: uploadRoute('/v1/code-sets/uploads', 'an official file', 'codeSet', loaders),
  createCodeSetLoad: {
    method: 'POST',
    path: '/v1/code-sets/loads',
    summary: 'Load the uploaded files of one release; the same release again changes nothing',
    roles: loaders,
    idempotencyKey: 'required',
    body: z.strictObject({
      kind: kindSchema,
      files: z
        .array(z.strictObject({ name: fileNameSchema, sha256: sha256Schema }))
        .min(1)
        .max(20)
        .meta({ description: 'The file of the release, or all its parts' }),
      release: releaseNameSchema.exactOptional(),
      effectiveFrom: localDateSchema.exactOptional().meta({ description: 'Needed where the file does not say it' }),
      effectiveTo: localDateSchema.exactOptional().meta({ description: 'The last day, where the publisher says so' }),
      licence: z
        .strictObject({
          attested: z.literal(true).meta({ description: 'Confirms it; your name and the time are kept' }),
        })
        .exactOptional()
        .meta({ description: 'That your office has a licence: needed for CPT and CDT' }),
    }),
    problems: ['code-set-file-not-uploaded', 'licence-not-attested'],
    answer: { status: 202, schema: loadSchema },
  },
  listCodeSetLoads: {
    method: 'GET',
    path: '/v1/code-sets/loads',
    summary: 'Loads that were asked for in a month, newest first',
    roles: readers,
    query: z.strictObject({ ...pageQuery, ...monthQuery }),
    answer: { status: 200, schema: pageOf(loadSchema) },
  },
  getCodeSetLoad: {
    method: 'GET',
    path: '/v1/code-sets/loads/{loadId}',
    summary: 'A load with its progress, and why it was refused',
    roles: readers,
    answer: { status: 200, schema: loadSchema },
  },
  withdrawCodeSetRelease: {
    method: 'POST',
    path: '/v1/code-sets/{kind}/{effectiveFrom}/withdraw',
    summary: 'Withdraw a release that was loaded by mistake: it is no longer used',
    roles: loaders,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    answer: { status: 200, schema: loadedReleaseSchema },
  },
});
