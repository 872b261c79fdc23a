import { faultOf, type Logger } from '../../shared/domain/logger.ts';
import { type AuthorizeRequest, isBadToken } from './authorizer.ts';

/**
 * Logs our own faults, which an alarm counts. A bad token is not logged: API Gateway makes the function fail for each one, so that
 * Lambda's own count of errors also counts every bad token.
 */
export function logFaults(authorize: AuthorizeRequest, logger: Logger): AuthorizeRequest {
  return async (event) => {
    try {
      return await authorize(event);
    } catch (error) {
      if (!isBadToken(error)) logger.error('authorizer-failed', faultOf(error));
      throw error;
    }
  };
}
