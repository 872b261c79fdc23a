import type { Operations } from '../../shared/runtime/api/operation.ts';
import type { codeEntryApi } from './api.ts';
import { draftOperations } from './drafts.ts';
import { type CodeEntryDeps, finalizeEncounter } from './finalize.ts';

/** What each route of the code entry API does. */
export const operations: Operations<typeof codeEntryApi, CodeEntryDeps> = { ...draftOperations, finalizeEncounter };
