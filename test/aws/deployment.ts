import { readFileSync } from 'node:fs';

/** A deployed stack for tests, and who may call its API. */
export interface Deployment {
  readonly stackName: string;
  readonly apiUrl: string;
  readonly tableName: string;
  readonly filesBucket: string;
  readonly assembleClaimsQueueUrl: string;
  /** A valid token of the deployment's identity provider, with the role of a manager. */
  readonly token: string | undefined;
}

export type Found = { readonly deployment: Deployment } | { readonly missing: string };

const how =
  'These tests need a real account: SUPERBILL_AWS_TEST=1, credentials and a region in the environment, and ' +
  'SUPERBILL_AWS_OUTPUTS, the file that `cdk deploy --outputs-file` wrote (docs/deploy.md).';

/**
 * Finds the deployment that the environment names. `SUPERBILL_AWS_STACK` chooses one if the file holds several.
 * @throws when the file has the wrong form or names production, where these tests must not run: they write, and take
 * messages from a queue
 */
export function findDeployment(variables: NodeJS.ProcessEnv = process.env): Found {
  const file = variables.SUPERBILL_AWS_OUTPUTS;
  if (variables.SUPERBILL_AWS_TEST !== '1' || file === undefined) return { missing: how };
  const stacks = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;
  const withApi = Object.keys(stacks).find((name) => stacks[name]?.ApiUrl !== undefined);
  const stackName = variables.SUPERBILL_AWS_STACK ?? withApi ?? 'none';
  if (stackName === 'superbill-production') throw new Error('these tests never run on production');
  const output = (name: string): string => {
    const value = stacks[stackName]?.[name];
    if (value === undefined) throw new Error(`${file} has no output ${name} of the stack ${stackName}`);
    return value;
  };
  return {
    deployment: {
      stackName,
      apiUrl: output('ApiUrl').replace(/\/$/, ''),
      tableName: output('TableName'),
      filesBucket: output('FilesBucketName'),
      assembleClaimsQueueUrl: output('AssembleClaimsQueueUrl'),
      token: variables.SUPERBILL_AWS_TOKEN,
    },
  };
}

/** Asks again until the answer is there. @throws after `seconds` */
export async function eventually<T>(seconds: number, ask: () => Promise<T | undefined>): Promise<T> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > until) throw new Error(`nothing after ${seconds} seconds`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
