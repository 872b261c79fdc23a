import type { CodingRulesOperations } from './context.ts';
import { dryRunOperations } from './dry-run.ts';
import { versionOperations } from './versions.ts';

export const operations: CodingRulesOperations = { ...versionOperations, ...dryRunOperations };
