import { createHash } from 'node:crypto';
import { syntheticFiles } from '../../simulator/code-sets/generators.ts';
import { type Office, type Person, waitFor } from './office.ts';

interface LoadView {
  readonly id: string;
  readonly state: 'waiting' | 'loading' | 'loaded' | 'refused';
  readonly rows: number;
  readonly release?: { readonly release: string };
  readonly refusal?: { readonly detail: string };
}

/** A loaded release, described in words. */
export interface LoadedSet {
  readonly fileName: string;
  readonly rows: number;
}

/**
 * SYNTHETIC files in the layouts of the official ones: diagnoses with notes and index, HCPCS, and made-up codes in
 * place of CPT, which is licensed.
 */
const everyDay = { effectiveFrom: '2015-10-01', effectiveTo: '2099-12-31' } as const;

/**
 * The demo's visits are in the recent past, so these releases are in force on any day; real ICD-10 releases end with
 * their fiscal year.
 */
const sets = [
  { person: 'operator', kind: 'icd-10-cm', more: everyDay },
  { person: 'operator', kind: 'icd-10-cm-tabular', more: everyDay },
  { person: 'operator', kind: 'icd-10-cm-index', more: everyDay },
  { person: 'operator', kind: 'hcpcs', more: everyDay },
  { person: 'manager', kind: 'cpt', more: { ...everyDay, licence: { attested: true } } },
] as const;

/** Loads the codes that the office bills, as any user would: upload, load, wait. */
export function loadCodeSets(office: Office): Promise<LoadedSet[]> {
  return Promise.all(
    sets.map(async ({ person, kind, more }) => {
      const { fileName, text } = syntheticFiles[kind];
      const bytes = Buffer.from([...text({ seed: 'demo' })].join(''));
      const sha256 = await upload(office, person, bytes);
      const asked = { kind, files: [{ name: fileName, sha256 }], ...more };
      const { id } = (await office.post<LoadView>(person, '/v1/code-sets/loads', asked)).body;
      const ended = await waitFor(`the load of ${fileName}`, async () => {
        const load = await office.get<LoadView>(person, `/v1/code-sets/loads/${id}`);
        return load.state === 'loaded' || load.state === 'refused' ? load : undefined;
      });
      if (ended.state === 'refused') throw new Error(`${fileName} was refused: ${ended.refusal?.detail}`);
      return { fileName, rows: ended.rows };
    }),
  );
}

async function upload(office: Office, person: Person, bytes: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = '/v1/code-sets/uploads';
  const asked = { sha256, sizeBytes: bytes.length };
  const { uploadUrl, headers } = (
    await office.post<{ readonly uploadUrl: string; readonly headers: Record<string, string> }>(person, path, asked)
  ).body;
  const put = await fetch(uploadUrl, { method: 'PUT', headers, body: new Uint8Array(bytes) });
  if (!put.ok) throw new Error(`the upload of a code set was refused (${put.status})`);
  return sha256;
}
