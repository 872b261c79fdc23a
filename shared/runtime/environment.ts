import * as z from 'zod';

/** The environment of a function, parsed once per cold start. Endpoints are set only for stand-ins. */
const schema = z.object({
  TABLE_NAME: z.string().min(1),
  FILES_BUCKET: z.string().min(1).optional(),
  /** `production`, or the name of another stage. */
  STAGE: z.string().default('local'),
  /** The folder for artifacts of code sets; by default in the temporary folder. */
  CODE_SETS_FOLDER: z.string().min(1).optional(),
  /** The room in the temporary folder. */
  TEMPORARY_MEGABYTES: z.coerce.number().int().min(1).default(512),
  SECRETS_PREFIX: z.string().min(1).optional(),
  SECRETS_FILE: z.string().min(1).optional(),
  /** The lowest level that is logged: debug, info, warn, error, silent. */
  LOG_LEVEL: z.string().default('info'),
  /** The longest wait before a failed message comes again. */
  LONGEST_RETRY_SECONDS: z.coerce.number().int().min(1).default(300),
  AWS_REGION: z.string().default('us-east-1'),
  DYNAMODB_ENDPOINT: z.url().optional(),
  SQS_ENDPOINT: z.url().optional(),
  S3_ENDPOINT: z.url().optional(),
  /** The address of a stand-in for card processors. */
  CARD_PROCESSOR_ENDPOINT: z.url().optional(),
  PRACTICE_PAYER_ENDPOINT: z.url().optional(),
});

export interface Environment extends z.infer<typeof schema> {
  /** The URL of a function's queue. @throws when the row does not list it. */
  queueUrl(name: string): string;
}

/** Parses the process's environment. @throws when something is missing: a deployment fault. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = schema.safeParse(variables);
  if (!parsed.success) {
    throw new Error(
      `environment: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')} missing or malformed`,
    );
  }
  const queueUrl = (name: string): string => {
    const variable = `QUEUE_URL_${name.replaceAll('-', '_').toUpperCase()}`;
    const url = variables[variable];
    if (url === undefined) throw new Error(`environment: ${variable} missing`);
    return url;
  };
  return { ...parsed.data, queueUrl };
}
