import type { PostingRulesOperations } from './context.ts';
import { dryRunOperations } from './dry-run.ts';
import { ruleOperations } from './rules.ts';

/** What each route of the posting rules API does. */
export const operations: PostingRulesOperations = { ...dryRunOperations, ...ruleOperations };
