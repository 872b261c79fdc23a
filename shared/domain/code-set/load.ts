import type { Instant, LocalDate } from '../time/local-date.ts';
import type { CodeSetKind } from './kinds.ts';
import type { Release, SourceFile } from './release.ts';

/** Why files of a code set were not loaded. A release is loaded as a whole or not at all. */
export const loadRefusals = {
  'not-a-code-set': 'The file is not an official file that can be loaded.',
  'other-set': 'The file is of another set than the load says.',
  'file-fault': 'The file is damaged, or does not fit its layout.',
  'content-differs': 'The uploaded bytes are not those that were announced. Upload the file again.',
  'release-not-stated':
    'The file does not say since when its release is in force. Say it (`effectiveFrom`, `--effective`).',
  'releases-differ': 'The files are not of one release.',
  'part-missing': 'The release has several files, and one of them is missing.',
  'part-twice': 'Two files are the same part of the release.',
  'release-taken':
    'Another release of this set begins on the same day. Withdraw that one first, or correct `effectiveFrom`.',
  'broke-off': 'The load broke off several times. Ask for it again.',
} as const;

export type LoadRefusalCode = keyof typeof loadRefusals;

/** Why a load was refused, and where: which file, and the line and column in it where there is one. */
export interface LoadRefusal {
  readonly code: LoadRefusalCode;
  /** What is wrong and what was expected; never a value of the file. */
  readonly detail?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * Whether loading a set requires a statement that the office has a licence for it: CPT and CDT belong to their
 * publishers.
 */
export function needsLicence(kind: CodeSetKind): boolean {
  return kind === 'cpt' || kind === 'cdt';
}

/** A person's statement that the office has a licence for a set: who and when. */
export interface LicenceAttestation {
  readonly by: string;
  readonly at: Instant;
}

/** The loader's statements about a release, which override those of the files. */
export interface SaidRelease {
  readonly release?: string;
  readonly effectiveFrom?: LocalDate;
  readonly effectiveTo?: LocalDate;
}

/** A request to load the files of one release, and its progress. */
export interface CodeSetLoad {
  readonly id: string;
  readonly kind: CodeSetKind;
  readonly files: readonly SourceFile[];
  readonly said: SaidRelease;
  readonly licence?: LicenceAttestation;
  readonly requestedAt: Instant;
  readonly requestedBy: string;
  readonly state: 'waiting' | 'loading' | 'loaded' | 'refused';
  /** How many bytes have been read, and how many rows were kept. */
  readonly bytesRead: number;
  readonly rows: number;
  readonly endedAt?: Instant;
  readonly refusal?: LoadRefusal;
  /** The release of the files. */
  readonly release?: Release;
  /** Whether the same release was loaded before, so that nothing changed. */
  readonly wasLoaded?: boolean;
}

/** A loaded release: its artifact, and its source. */
export interface LoadedRelease extends Release {
  readonly artifact: { readonly sha256: string; readonly sizeBytes: number; readonly version: number };
  readonly sources: readonly SourceFile[];
  readonly rows: number;
  readonly loadId: string;
  readonly loadedAt: Instant;
  readonly loadedBy: string;
  readonly licence?: LicenceAttestation;
}

/** Whether two releases are the same: the same bytes, name and dates. Loading one again is harmless. */
export function isSameRelease(left: ComparedRelease, right: ComparedRelease): boolean {
  const digests = ({ sources }: ComparedRelease) =>
    sources
      .map(({ sha256 }) => sha256)
      .sort()
      .join(' ');
  return left.release === right.release && left.effectiveTo === right.effectiveTo && digests(left) === digests(right);
}

type ComparedRelease = Pick<LoadedRelease, 'release' | 'effectiveTo' | 'sources'>;
