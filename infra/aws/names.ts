import { Aws, Fn, type Stack } from 'aws-cdk-lib';
import type { FunctionRow } from '../functions.ts';

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
 * A name that no earlier stack of the same name can have left behind: what is kept when a stack goes would otherwise stop the
 * next one. 43 characters at most.
 */
export function uniqueName(stack: Stack): string {
  const uuid = Fn.select(2, Fn.split('/', stack.stackId));
  return `${stack.stackName}-${Fn.select(4, Fn.split('-', uuid))}`;
}

/** The secrets of all offices: `<stack>/<office>/<name>`, and what Secrets Manager adds to a name. */
export function secretArns(stackName: string): string {
  return `arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:secret:${stackName}/*`;
}

/** Whether no request waits for the function: it stands in the workers' stack. */
export function isWorker({ trigger }: FunctionRow): boolean {
  return trigger.kind === 'queue' || trigger.kind === 'schedule';
}

/** The full name of a function: known without asking CloudFormation, as are the next two. */
export function functionName(stackName: string, name: string): string {
  return `${stackName}-${name}`;
}

/** The name of the queue that a function works off. */
export function queueName(stackName: string, name: string): string {
  return `${stackName}-${name}`;
}

/** The name of the queue of what a function could not do. */
export function deadLettersName(stackName: string, name: string): string {
  return `${stackName}-${name}-dead-letters`;
}
