import { predeterminationOperations } from './bill-predetermination.ts';
import type { CodeEntryOperations } from './context.ts';
import { documentationOperations } from './documentation.ts';
import { attachedDocumentOperations } from './documents.ts';
import { draftOperations } from './drafts.ts';
import { evaluationOperations } from './evaluations.ts';
import { finalizeOperations } from './finalize.ts';
import { findingOperations } from './findings.ts';
import { lookingUp } from './looking-up.ts';
import { mergeOperations } from './merge.ts';
import { overrideOperations } from './overrides.ts';
import { takeBackOperations } from './take-back.ts';

/** What each route of the code entry API does. */
export const operations: CodeEntryOperations = {
  ...draftOperations,
  ...documentationOperations,
  ...attachedDocumentOperations,
  ...evaluationOperations,
  listFindings: lookingUp(findingOperations.listFindings),
  overrideFinding: lookingUp(overrideOperations.overrideFinding),
  finalizeEncounter: lookingUp(finalizeOperations.finalizeEncounter),
  ...predeterminationOperations,
  ...takeBackOperations,
  ...mergeOperations,
};
