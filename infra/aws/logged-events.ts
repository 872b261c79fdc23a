import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionRow } from '../function-row.ts';
import { pascalCase } from './names.ts';

/** A log event of a function. A person must look at it when there are more than `threshold` in five minutes. */
export interface LoggedEvent {
  readonly event: string;
  /** The metric that counts the event, in the namespace with the stack's name. */
  readonly metricName: string;
  readonly says: string;
  readonly threshold: number;
}

/** Log events that operations must hear about and that Lambda's own metrics do not show. */
export function loggedEvents({ name, trigger }: FunctionRow): readonly LoggedEvent[] {
  const logged = (event: string, says: string, threshold = 0): LoggedEvent => ({
    event,
    metricName: `${pascalCase(name)}${pascalCase(event)}`,
    says,
    threshold,
  });
  return [
    // Lambda also counts a bad token as an error, because API Gateway expects the function to fail. It is not a fault.
    ...(trigger.kind === 'authorizer'
      ? [logged('authorizer-failed', `${name} could not check tokens: look at the identity provider.`)]
      : []),
    // A message that fails once or twice comes again after seconds and usually succeeds.
    ...(trigger.kind === 'queue'
      ? [logged('message-failed', `Messages of ${name} failed more than twice in five minutes.`, 2)]
      : []),
    ...(name === 'relay-due'
      ? [
          logged(
            'queue-refused',
            'A queue refused messages from relay-due, or could not be reached; they wait in the table.',
            2,
          ),
        ]
      : []),
    ...(name === 'run-connection'
      ? [
          logged(
            'connection-quiet',
            'A connection of an office has brought no new file for longer than the office expects.',
          ),
          logged('connection-failing', 'A connection of an office cannot be used: its exception says why.'),
        ]
      : []),
  ];
}

/** Counts the events in the function's log group. */
export function countLoggedEvents(scope: Construct, row: FunctionRow, logGroup: LogGroup, stackName: string): void {
  for (const { event, metricName } of loggedEvents(row)) {
    new MetricFilter(scope, `${metricName}Events`, {
      logGroup,
      filterPattern: FilterPattern.allTerms(event),
      metricNamespace: stackName,
      metricName,
      defaultValue: 0,
    });
  }
}
