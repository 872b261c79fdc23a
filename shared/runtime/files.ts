import { S3Client } from '@aws-sdk/client-s3';
import { invariant } from '../domain/result.ts';
import { createFiles, type Files } from '../store/files.ts';
import { clientConfiguration, patience } from './client-configuration.ts';
import type { Environment } from './environment.ts';

/** The bucket of raw files, as the environment names it. */
export function openFiles(environment: Environment): Files {
  invariant(environment.FILES_BUCKET !== undefined, 'a function that handles files knows their bucket');
  const client = new S3Client({
    ...clientConfiguration(environment, environment.S3_ENDPOINT, patience.files),
    // A stand-in has no DNS name per bucket.
    forcePathStyle: environment.S3_ENDPOINT !== undefined,
  });
  return createFiles(client, environment.FILES_BUCKET);
}
