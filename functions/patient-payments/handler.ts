import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { patientPaymentsApi } from './api.ts';
import { operations } from './operations.ts';

export const handler = createApiHandler(patientPaymentsApi, operations, createEdge('patient-payments'));
