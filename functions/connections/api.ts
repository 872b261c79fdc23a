import { z } from 'zod';
import { claimPurposes } from '../../shared/domain/claim-intake/claim-intake.ts';
import { fileFailures, runFailures, unrecognisedReasons } from '../../shared/domain/connection/failures.ts';
import { defineApi } from '../../shared/http/api.ts';
import { formOf } from '../../shared/http/forms.ts';
import { replacementOf, versionSchema } from '../../shared/http/replacement.ts';
import { codesOf, idSchema, instantSchema, pageOf, pageQuery } from '../../shared/http/schemas.ts';
import { nextRunAt } from '../../shared/runtime/schedule.ts';

const managers = ['manager'] as const;
const readers = ['biller', 'manager', 'auditor'] as const;

/** Text that may be sent to a remote host: one line without control characters. */
const remoteText = (maximum: number) =>
  z
    .string()
    .min(1)
    .max(maximum)
    .regex(/^[^\p{Cc}]+$/u, 'expected one line without control characters');

/** A name that becomes a part of a path: of a secret, or of a folder. */
const nameSchema = (example: string) =>
  formOf(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'a name of letters, digits, dots, hyphens and underscores', example);

const patternSchema = remoteText(100)
  .default('*')
  .meta({ description: 'Names of files to take: * stands for any characters, ? for one; case does not count' });

const afterDownloadSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('leave') }),
    z.strictObject({ kind: z.literal('delete') }),
    z.strictObject({ kind: z.literal('archive'), directory: remoteText(500) }),
  ])
  .default({ kind: 'leave' })
  .meta({ description: 'What happens to a file at the host once it is taken; `archive` moves it to a directory' });

const sftpSchema = z.strictObject({
  kind: z.literal('sftp'),
  host: z
    .string()
    .max(253)
    .regex(
      /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]{2,45})$/,
      'expected a host name or an address, such as sftp.example.com',
    ),
  port: z.int().min(1).max(65_535).default(22),
  user: remoteText(100),
  hostKeyFingerprints: z
    .array(
      z
        .string()
        .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'expected SHA256: and 43 characters, as ssh-keygen -l shows them')
        .meta({ examples: ['SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU'] }),
    )
    .min(1)
    .max(5)
    .meta({ description: 'The keys that the host may show; any other one refuses the connection' }),
  secretName: nameSchema('payer-one-sftp').meta({
    description:
      'Name of the secret with `password`, or `privateKey` and perhaps `passphrase`; never the secret itself',
  }),
  directory: remoteText(500).default('.'),
  pattern: patternSchema,
  afterDownload: afterDownloadSchema,
});

const dropSchema = z.strictObject({
  kind: z.literal('s3-drop'),
  folder: nameSchema('payer-one').meta({
    description: 'Files put under <office>/drop/<folder>/ in the bucket of files are taken, and left there',
  }),
  pattern: patternSchema,
});

const scheduleSchema = z
  .strictObject({
    cron: z.string().max(100).meta({ description: 'Five fields: minute, hour, day of month, month, day of week' }),
    timeZone: z.string().max(60).meta({ description: 'IANA time zone, such as America/Chicago' }),
  })
  .refine((schedule) => nextRunAt(schedule, '2026-01-01T00:00:00.000Z') !== undefined, {
    message: 'expected a cron expression of five fields that comes due, and an IANA time zone',
    path: ['cron'],
  });

const connectionFields = {
  name: z.string().min(1).max(100),
  isOn: z.boolean().default(true),
  origin: z.discriminatedUnion('kind', [sftpSchema, dropSchema]),
  schedule: scheduleSchema,
  documents: z
    .enum(['fax', 'letter'])
    .exactOptional()
    .meta({ description: 'What PDF and TIFF files from this connection are; they then wait to be filed' }),
  claimFiles: z.enum(codesOf(claimPurposes)).exactOptional().meta({
    description:
      'What happens with another system’s claim files (837): `sent` takes the claims over, `to-send` sends them from here. Without it, claim files are not taken',
  }),
  quietAfterHours: z
    .int()
    .min(1)
    .max(8760)
    .exactOptional()
    .meta({ description: 'People are told when no new file has come for this many hours' }),
};

const connectionBody = z.strictObject(connectionFields).meta({ id: 'ConnectionBody' });

const runStateSchema = z.enum(['running', 'done', 'failed', 'interrupted']);
const failureSchema = z.strictObject({ code: z.enum(codesOf(runFailures)), detail: z.string() });

const connectionOwn = {
  id: idSchema('connection'),
  version: versionSchema,
  nextRunAt: instantSchema.exactOptional(),
  isRunning: z.boolean(),
  lastRunAt: instantSchema.exactOptional(),
  lastRunState: runStateSchema.exactOptional(),
  lastFailure: failureSchema.exactOptional(),
  lastNewsAt: instantSchema.meta({
    description: 'When the last new file came; before the first one, when the connection was switched on',
  }),
  isQuiet: z.boolean(),
};

const connectionSchema = z.object({ ...connectionOwn, ...connectionFields }).meta({ id: 'Connection' });

const count = z.int();
const runSchema = z
  .object({
    id: z.string(),
    connectionId: z.string(),
    runAt: instantSchema.meta({ description: 'When it was planned for, or asked for' }),
    asked: z.boolean().meta({ description: 'Whether a person asked for the run; otherwise it was scheduled' }),
    startedAt: instantSchema,
    endedAt: instantSchema.exactOptional(),
    state: runStateSchema,
    failure: failureSchema.exactOptional(),
    listed: count,
    imported: count,
    duplicates: count,
    setAside: count,
    unrecognised: count,
    growing: count,
    failed: count,
    fileFailures: z.array(z.object({ code: z.enum(codesOf(fileFailures)), detail: z.string(), files: count })),
    hasMore: z.boolean().meta({ description: 'Whether files were left for the next run, which starts at once' }),
  })
  .meta({ id: 'ConnectionRun' });

const fileSchema = z
  .object({
    name: z.string(),
    sizeBytes: z.int(),
    modifiedAt: instantSchema,
    seenAt: instantSchema,
    outcome: z.enum(['imported', 'duplicate', 'set-aside', 'unrecognised', 'incomplete']),
    sha256: z.string().exactOptional(),
    fileId: z
      .string()
      .exactOptional()
      .meta({ description: 'The remittance file, acknowledgement file, file of answers, or claim intake' }),
    reason: z.object({ code: z.enum(codesOf(unrecognisedReasons)), detail: z.string() }).exactOptional(),
  })
  .meta({ id: 'ConnectionFile' });

export type ConnectionBody = z.output<typeof connectionBody>;

export const connectionsApi = defineApi({
  createConnection: {
    method: 'POST',
    path: '/v1/connections',
    summary: 'Adds a connection: a place from which remittances are fetched automatically',
    roles: managers,
    body: connectionBody,
    answer: { status: 201, schema: connectionSchema },
  },
  listConnections: {
    method: 'GET',
    path: '/v1/connections',
    summary: 'Lists every connection, with its next and its last run',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(connectionSchema) },
  },
  getConnection: {
    method: 'GET',
    path: '/v1/connections/{connectionId}',
    summary: 'Shows a connection',
    roles: readers,
    answer: { status: 200, schema: connectionSchema },
  },
  replaceConnection: {
    method: 'PUT',
    path: '/v1/connections/{connectionId}',
    summary: 'Replaces a connection by a new version, switches it on or off',
    roles: managers,
    body: replacementOf('Connection', connectionBody, connectionOwn),
    ifMatch: 'required',
    answer: { status: 200, schema: connectionSchema },
  },
  runConnection: {
    method: 'POST',
    path: '/v1/connections/{connectionId}/runs',
    summary: 'Looks at a connection now, whatever its schedule',
    roles: ['manager', 'biller'],
    problems: ['connection-off', 'connection-running'],
    answer: { status: 202, schema: z.object({ id: idSchema('connectionRun') }) },
  },
  listConnectionRuns: {
    method: 'GET',
    path: '/v1/connections/{connectionId}/runs',
    summary: 'The import history of a connection, newest first',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(runSchema) },
  },
  listConnectionFiles: {
    method: 'GET',
    path: '/v1/connections/{connectionId}/files',
    summary: 'What a connection has seen and what became of each file, newest first',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(fileSchema) },
  },
});
