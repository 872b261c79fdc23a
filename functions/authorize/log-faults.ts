import { faultOf, type Logger } from '../../shared/domain/logger.ts';
import { type AuthorizeRequest, isBadToken } from './authorizer.ts';

/**
 * Logs our own faults, which an alarm counts. Bad tokens are not logged. For each of them the function must fail, so
 * Lambda's own error count includes bad tokens.
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
