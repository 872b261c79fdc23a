import { Aws, Fn, type Stack } from 'aws-cdk-lib';
import type { FunctionRow } from '../function-row.ts';

/** `import-remittance` -> `ImportRemittance`: construct ids and output names. */
export function pascalCase(name: string): string {
  return name
    .split(/[^a-z0-9]+/i)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** The environment variable that holds the URL of the queue of a function: `QUEUE_URL_IMPORT_REMITTANCE`. */
export function queueUrlVariable(name: string): string {
  return `QUEUE_URL_${name.toUpperCase().replaceAll('-', '_')}`;
}

/**
 * A name that no earlier stack with the same name can have used. Otherwise, a resource that outlived the earlier stack
 * would stop the next deployment. At most 43 characters.
 */
export function uniqueName(stack: Stack): string {
  const uuid = Fn.select(2, Fn.split('/', stack.stackId));
  return `${stack.stackName}-${Fn.select(4, Fn.split('-', uuid))}`;
}

/** The secrets of all offices: `<stack>/<office>/<name>`, with the suffix that Secrets Manager adds. */
export function secretArns(stackName: string): string {
  return `arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:secret:${stackName}/*`;
}

/** Whether the function is in the workers' stack, because no request waits for it. */
export function isWorker({ trigger }: FunctionRow): boolean {
  return trigger.kind === 'queue' || trigger.kind === 'schedule';
}

/** The full name of a function. Like the two names below, it needs no reference in CloudFormation. */
export function functionName(stackName: string, name: string): string {
  return `${stackName}-${name}`;
}

/** The name of a function's queue. */
export function queueName(stackName: string, name: string): string {
  return `${stackName}-${name}`;
}

/** The name of the queue of a function's dead letters. */
export function deadLettersName(stackName: string, name: string): string {
  return `${stackName}-${name}-dead-letters`;
}
