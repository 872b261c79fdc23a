import type * as z from 'zod';
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { type Scenario, type ScenarioFailure, type ScenarioProblem, scenarioSchema } from './scenario.ts';
import { referenceProblems } from './scenario-references.ts';

/** Reads the text of a scenario file: checks its form, and that every reference has its name. */
export function readScenario(text: string): Result<Scenario, ScenarioFailure> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return invalid([{ place: '', message: `is not JSON: ${(error as SyntaxError).message}` }]);
  }
  const parsed = scenarioSchema.safeParse(value);
  if (!parsed.success) return invalid(parsed.error.issues.flatMap((issue) => problemsOf(issue, [])));
  const problems = referenceProblems(parsed.data);
  return problems.length > 0 ? invalid(problems) : ok(parsed.data);
}

function invalid(problems: readonly ScenarioProblem[]): Result<never, ScenarioFailure> {
  return fail({ kind: 'scenario-invalid', problems });
}

type Path = readonly PropertyKey[];

/**
 * If the text could have several forms, the form whose check fails at the deepest place was probably meant, and its
 * problem is reported.
 */
function problemsOf(issue: z.core.$ZodIssue, above: Path): ScenarioProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((branch) => branch.some(({ path: inner, code }) => isMeant(inner, code)));
    if (meant !== undefined) return meant.flatMap((inner) => problemsOf(inner, path));
  }
  if (issue.code === 'invalid_key') {
    return issue.issues.map(({ message }) => ({ place: placeOf(path), message }));
  }
  return [{ place: placeOf(path), message: issue.message }];
}

function isMeant(inner: Path, code: string | undefined): boolean {
  return inner.length > 0 || code === 'unrecognized_keys' || code === 'custom';
}

function placeOf(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
