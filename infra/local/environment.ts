import type { FunctionRow } from '../function-row.ts';

/** The addresses of the stand-ins. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly s3: string;
  /** The address of a simulated card processor, if one runs: functions then use it in place of the real ones. */
  readonly cards?: string;
  /** The address of a simulated payer that answers questions in real time, if one runs. */
  readonly payer?: string;
}

/** What the environments of the functions are made from. */
export interface LocalStack {
  readonly endpoints: Endpoints;
  readonly tableName: string;
  readonly bucket: string;
  /** The URL of each queue, by the name of its function. */
  readonly queueUrls: ReadonlyMap<string, string>;
  readonly issuer: string;
  readonly jwksUri: string;
  readonly logLevel: string;
  /** The longest wait before a failed message comes again. */
  readonly longestRetrySeconds: number;
  /** The secrets of the offices: a JSON object `{ "<office>": { "<name>": { … } } }`. */
  readonly secretsFile: string;
  /** Where functions keep the artifacts of code sets that they have fetched. All functions share these artifacts. */
  readonly codeSetsFolder: string;
}

export const region = 'us-east-1';
export const accountId = '000000000000';
export const audience = 'superbill';

/** Stand-ins accept any credentials. These are valid nowhere else. */
export const credentials = { accessKeyId: 'superbill-local', secretAccessKey: 'superbill-local' } as const;

/** The configuration of the host's own SDK clients. */
export function sdkConfiguration(endpoint: string) {
  return { endpoint, region, credentials };
}

/** The variable that names a queue: `QUEUE_URL_POST_REMITTANCE` for `post-remittance`. */
function queueVariable(name: string): string {
  return `QUEUE_URL_${name.toUpperCase().replaceAll('-', '_')}`;
}

/**
 * The environment of one function: only what its row needs, as on AWS, so that a missing permission shows here already.
 * Nothing of the host's own environment is passed on.
 */
export function functionEnvironment(row: FunctionRow, stack: LocalStack): Record<string, string> {
  const environment: Record<string, string> = {
    STAGE: 'local',
    LOG_LEVEL: stack.logLevel,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_LAMBDA_FUNCTION_NAME: row.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(row.memoryMegabytes),
    TZ: 'UTC',
  };
  if (row.trigger.kind === 'authorizer') {
    environment.OIDC_ISSUER = stack.issuer;
    environment.OIDC_AUDIENCE = audience;
    environment.OIDC_JWKS_URI = stack.jwksUri;
    environment.OIDC_TENANT_CLAIM = 'tenant_id';
    environment.OIDC_ROLES_CLAIM = 'roles';
  }
  if (row.table !== 'none') {
    environment.TABLE_NAME = stack.tableName;
    environment.DYNAMODB_ENDPOINT = stack.endpoints.dynamodb;
  }
  if (row.reads.length > 0 || row.writes.length > 0) {
    environment.FILES_BUCKET = stack.bucket;
    environment.S3_ENDPOINT = stack.endpoints.s3;
  }
  if (row.reads.includes('code-set')) environment.CODE_SETS_FOLDER = stack.codeSetsFolder;
  if (row.temporaryMegabytes !== undefined) environment.TEMPORARY_MEGABYTES = String(row.temporaryMegabytes);
  if (row.secrets === 'read') {
    environment.SECRETS_FILE = stack.secretsFile;
    if (stack.endpoints.cards !== undefined) environment.CARD_PROCESSOR_ENDPOINT = stack.endpoints.cards;
    if (stack.endpoints.payer !== undefined) environment.PRACTICE_PAYER_ENDPOINT = stack.endpoints.payer;
  }
  const queues = row.trigger.kind === 'queue' ? [...new Set([...row.sends, row.name])] : row.sends;
  if (queues.length > 0) environment.SQS_ENDPOINT = stack.endpoints.sqs;
  if (row.trigger.kind === 'queue') environment.LONGEST_RETRY_SECONDS = String(stack.longestRetrySeconds);
  for (const name of queues) {
    const url = stack.queueUrls.get(name);
    if (url === undefined) throw new Error(`${row.name} sends to ${name}, which no row works off`);
    environment[queueVariable(name)] = url;
  }
  return environment;
}
