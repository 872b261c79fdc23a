import { apiRows } from './api-rows.ts';
import type { FunctionRow } from './function-row.ts';
import { workerRows } from './worker-rows.ts';

/**
 * The only list of Superbill's Lambda functions. The CDK stacks, the local host, the bundles and the tests are made from
 * these rows. A folder in `functions/` without a row, or a row without a folder and a contract test, fails the tests.
 */
export const functionRows: readonly FunctionRow[] = [...apiRows, ...workerRows];
