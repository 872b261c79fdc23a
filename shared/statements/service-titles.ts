import type { CodeSetKind } from '../domain/code-set/kinds.ts';
import type { CodeReferences, Lookup } from '../domain/code-set/references.ts';
import type { ProcedureRow } from '../domain/code-set/rows.ts';
import { procedureOn, procedureSystems } from '../domain/edits/codes.ts';
import type { BilledService } from './billed-services.ts';

/** The code sets that have titles for the services that the office itself has not described. */
export function setsOfTitles(services: readonly BilledService[]): CodeSetKind[] {
  const sets = services
    .filter(({ description }) => description === undefined)
    .flatMap(({ revenueCode, procedure, listedIn }): CodeSetKind[] => [
      ...(revenueCode === undefined ? [] : (['revenue-codes'] as const)),
      ...(procedure === undefined || listedIn === undefined ? [] : setsOfList(listedIn)),
    ]);
  return [...new Set(sets)];
}

function setsOfList(listedIn: NonNullable<BilledService['listedIn']>): readonly CodeSetKind[] {
  return listedIn === 'icd-10-pcs' ? [listedIn] : procedureSystems[listedIn];
}

/**
 * The name of a service: the office's own words, or else the title of its procedure, or else the title of its revenue
 * code. Undefined when no loaded code set has a title; the statement then shows only the code.
 */
export function titleOfService(service: BilledService, references: CodeReferences): string | undefined {
  const { description, revenueCode, namedOn } = service;
  if (description !== undefined) return description;
  const title = titleOfProcedure(service, references);
  if (title !== undefined || revenueCode === undefined) return title;
  const answer = references.listed('revenue-codes', revenueCode, namedOn);
  return answer.kind === 'found' ? written(answer.row.description) : undefined;
}

function titleOfProcedure(
  { procedure, listedIn, namedOn }: BilledService,
  references: CodeReferences,
): string | undefined {
  if (procedure === undefined || listedIn === undefined) return undefined;
  const answer: Lookup<Pick<ProcedureRow, 'longDescription' | 'shortDescription'>> =
    listedIn === 'icd-10-pcs'
      ? references.inpatientProcedure(procedure, namedOn)
      : procedureOn(references, listedIn, procedure, namedOn);
  if (answer.kind !== 'found') return undefined;
  return written(answer.row.longDescription) ?? written(answer.row.shortDescription);
}

/** A licensed file may have codes without words. */
function written(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}
