import { faultOf, type Logger } from '../../shared/domain/logger.ts';
import { type AuthorizeRequest, isBadToken } from './authorizer.ts';

/**
 * Logs what went wrong here, which an alarm counts. A bad token is not logged: API Gateway wants the function to fail at each of
 * them, so that Lambda's own count of errors shows every stranger who knocks.
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
