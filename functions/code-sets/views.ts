import { artifactVersion } from '../../shared/code-sets/artifact-version.ts';
import { type CodeSetKind, codeSets } from '../../shared/domain/code-set/kinds.ts';
import { type CodeSetLoad, type LoadedRelease, loadRefusals } from '../../shared/domain/code-set/load.ts';
import { releaseInForce } from '../../shared/domain/code-set/release.ts';
import { present } from '../../shared/domain/present.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';

/** Views of code sets and loads in the API. */

export function releaseView({ artifact, sources, ...release }: LoadedRelease) {
  const { sha256, sizeBytes, version } = artifact;
  const isOutdated = version === artifactVersion ? undefined : (true as const);
  const files = { artifact: { sha256, sizeBytes }, sources: sources.map((source) => ({ ...source })) };
  return { ...release, ...files, ...present({ isOutdated }) };
}

/** A set with its releases, the latest start first. */
export function codeSetView(kind: CodeSetKind, releases: readonly LoadedRelease[], day: LocalDate) {
  const ofKind = releases.filter((release) => release.kind === kind);
  const ordered = ofKind.toSorted((left, right) => (left.effectiveFrom < right.effectiveFrom ? 1 : -1));
  const inForce = releaseInForce(ordered, day)?.release;
  const state = inForce !== undefined ? 'in-force' : ordered.length > 0 ? 'not-in-force' : 'not-loaded';
  const { title, owner } = codeSets[kind];
  return { kind, title, owner, state, ...present({ inForce }), releases: ordered.map(releaseView) } as const;
}

export function loadView({ said: _said, refusal, wasLoaded, files, ...load }: CodeSetLoad) {
  return {
    ...load,
    files: files.map((file) => ({ ...file })),
    sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
    ...present({
      wasLoaded: wasLoaded === true ? (true as const) : undefined,
      refusal: refusal && {
        ...refusal,
        detail: [loadRefusals[refusal.code], refusal.detail].filter((text) => text !== undefined).join(' '),
      },
    }),
  };
}
