import type { Finding, Severity } from './finding.ts';

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Findings in a coder's order of work: errors first, then warnings, then information; within a severity those of the
 * whole encounter, then of each diagnosis, then of each line.
 */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((left, right) => {
    const [areaLeft, numberLeft] = placeOf(left);
    const [areaRight, numberRight] = placeOf(right);
    return ranks[left.severity] - ranks[right.severity] || areaLeft - areaRight || numberLeft - numberRight;
  });
}

function placeOf({ pointer }: Finding): readonly [area: number, number: number] {
  const [, area, number] = /^\/(diagnoses|lines)\/(\d+)/.exec(pointer) ?? [];
  return area === undefined ? [0, 0] : [area === 'diagnoses' ? 1 : 2, Number(number)];
}
