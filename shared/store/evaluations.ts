import type { CodesOfVisit, EvaluationCodes } from '../domain/encounter/evaluation/evaluation-codes.ts';
import type { VisitResult, VisitWorksheet } from '../domain/encounter/evaluation/level.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { evaluationCodesKey, evaluationKey, evaluationPrefix } from './keys/coding-aids.ts';
import { standsAt, type Table, type Write } from './table.ts';

/** A stored worksheet: the findings in the record, the result, its author and time. It never changes. */
export interface KeptEvaluation {
  readonly id: string;
  readonly encounterId: string;
  /** The version of the encounter that was examined. */
  readonly encounterVersion: number;
  readonly at: Instant;
  readonly by: string;
  readonly worksheet: VisitWorksheet;
  readonly result: VisitResult & CodesOfVisit;
}

export function evaluationWrite(tenant: TenantId, evaluation: KeptEvaluation): Write<never> {
  const key = evaluationKey(tenant, evaluation.encounterId, evaluation.id);
  return { put: entityItem(key, 'evaluation', evaluation), condition: { absent: true } };
}

/** The worksheets of an encounter, the first one first. */
export async function readEvaluations(
  table: Table,
  tenant: TenantId,
  encounterId: string,
): Promise<readonly KeptEvaluation[]> {
  const { pk } = evaluationKey(tenant, encounterId, '');
  const items = await table.queryAll({ partition: pk, prefix: evaluationPrefix });
  const kept = items.map((item) => documentOfItem<KeptEvaluation>(item));
  return kept.sort((left, right) => (left.at < right.at ? -1 : 1));
}

export async function readEvaluationCodes(table: Table, tenant: TenantId): Promise<EvaluationCodes> {
  const item = await table.get(evaluationCodesKey(tenant));
  return item === undefined ? { version: 0, levels: [], prolonged: [] } : documentOfItem<EvaluationCodes>(item);
}

/** Replaces the office's codes by the next version. */
export function evaluationCodesWrite(tenant: TenantId, codes: EvaluationCodes): Write<never> {
  const before = codes.version - 1;
  return {
    put: entityItem(evaluationCodesKey(tenant), 'evaluation-codes', codes),
    condition: standsAt(before),
  };
}
