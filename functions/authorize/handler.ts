import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { createLogger } from '../../shared/runtime/logger.ts';
import { createAuthorizer, fetchKeys } from './authorizer.ts';
import { readSettings } from './environment.ts';
import { logFaults } from './log-faults.ts';

const logger = createLogger('authorize', undefined, process.env.LOG_LEVEL);

/** Turns an OpenID Connect token into a principal, for every API family. */
export const handler: (event: APIGatewayRequestAuthorizerEvent) => Promise<unknown> = logFaults(
  createAuthorizer(readSettings(process.env), fetchKeys),
  logger,
);
