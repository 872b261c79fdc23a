import { installation } from '../../domain/identity/ids.ts';
import { loadedReleaseKey, withdrawnReleaseKey } from '../keys/code-set.ts';
import { at, byMonth, day, type EntityDescription } from './entity-description.ts';

/** The official code sets. Their releases belong to the installation (`_`), or to an office whose licence they need. */
export const codeSetsEntities: readonly EntityDescription[] = [
  {
    type: 'code-set-release',
    purpose: 'A loaded release of a code set; one for each first day.',
    key: loadedReleaseKey(installation, 'hcpcs', day),
    access: ['all of an owner: the catalogue', 'one, by set and day'],
    attributes:
      'kind, release, effectiveFrom, effectiveTo, artifact (SHA-256, size, layout), sources (name, SHA-256, size), rows, loadId, loadedAt, loadedBy, licence',
  },
  {
    type: 'code-set-withdrawn',
    purpose: 'A release that was withdrawn. It is kept, but lookups do not use it.',
    key: withdrawnReleaseKey(installation, 'hcpcs', day, at),
    access: ['those of an owner'],
    attributes: 'as of a release, withdrawn (by, at, reason)',
  },
  {
    type: 'code-set-load',
    purpose: 'A request to load the files of a release, and its progress.',
    ...byMonth('CODE-SET-LOAD', 'csl'),
    attributes:
      'id, kind, files, said (release and dates that a person gave), licence, requestedAt, requestedBy, state, bytesRead, rows, release, refusal',
  },
];
