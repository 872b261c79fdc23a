import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { currentTime } from '../../shared/runtime/edge.ts';
import { createLogger } from '../../shared/runtime/logger.ts';
import type { Table } from '../../shared/store/table.ts';
import { descriptionApi } from './api.ts';
import { operations } from './operations.ts';

const withoutTable = async (): Promise<never> => {
  throw new Error('broken invariant: the API description reads and writes no table');
};

/** The function may use no table: nothing is stored here, so nothing is found. */
const table: Table = {
  get: async () => undefined,
  batchGet: withoutTable,
  query: withoutTable,
  queryAll: withoutTable,
  transact: withoutTable,
};

const deps = {
  table,
  logger: createLogger('api-description'),
  now: currentTime,
  newUlid: (): string => {
    throw new Error('broken invariant: the API description makes nothing that has an id');
  },
};

export const handler = createApiHandler(descriptionApi, operations, deps);
