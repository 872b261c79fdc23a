import type { LocalDate } from '../time/local-date.ts';
import type { CodeSetKind } from './kinds.ts';

/** A release of an official set: its effective date, and its last day if the publisher states one (both included). */
export interface Release {
  readonly kind: CodeSetKind;
  /** For example `FY2027`, `2026Q4`. */
  readonly release: string;
  readonly effectiveFrom: LocalDate;
  readonly effectiveTo?: LocalDate;
}

/** A file from which a release was loaded. */
export interface SourceFile {
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/**
 * The release in force on a day: of those that have started and not ended, the one that started last. Releases coexist,
 * and a later one replaces an earlier one from its first day on.
 */
export function releaseInForce<Kept extends Pick<Release, 'effectiveFrom' | 'effectiveTo'>>(
  releases: readonly Kept[],
  day: LocalDate,
): Kept | undefined {
  let found: Kept | undefined;
  for (const release of releases) {
    const holds = release.effectiveFrom <= day && (release.effectiveTo === undefined || day <= release.effectiveTo);
    if (holds && (found === undefined || found.effectiveFrom < release.effectiveFrom)) found = release;
  }
  return found;
}

/** The release that ended last before a day: if none is in force, the next one must be loaded. */
export function releaseThatEnded<Kept extends Pick<Release, 'effectiveTo'>>(
  releases: readonly Kept[],
  day: LocalDate,
): (Kept & { readonly effectiveTo: LocalDate }) | undefined {
  const ended = releases.filter(
    (release): release is Kept & { readonly effectiveTo: LocalDate } =>
      release.effectiveTo !== undefined && release.effectiveTo < day,
  );
  return ended.toSorted((left, right) => (left.effectiveTo < right.effectiveTo ? 1 : -1))[0];
}
