import * as z from 'zod';
import { defineApi } from '../../shared/http/api.ts';

export const descriptionApi = defineApi({
  describeApi: {
    method: 'GET',
    path: '/v1/openapi.json',
    summary: 'This document',
    roles: 'public',
    answer: { status: 200, schema: z.looseObject({ openapi: z.string() }) },
  },
  checkHealth: {
    method: 'GET',
    path: '/v1/health',
    summary: 'Says that the API answers',
    roles: 'public',
    answer: { status: 200, schema: z.strictObject({ status: z.literal('ok'), version: z.string() }) },
  },
});
