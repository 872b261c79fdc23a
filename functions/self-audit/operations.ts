import { auditCaseOperations } from './audit-cases.ts';
import { conditionGapOperations } from './condition-gaps.ts';
import type { SelfAuditOperations } from './context.ts';
import { flagOperations } from './flags.ts';
import { selfAuditOperations } from './self-audits.ts';
import { settingsOperations } from './settings.ts';

/** What each route of the self-audit API does. */
export const operations: SelfAuditOperations = {
  ...selfAuditOperations,
  ...flagOperations,
  ...auditCaseOperations,
  ...settingsOperations,
  ...conditionGapOperations,
};
