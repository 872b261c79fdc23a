import { createAuthorizer, fetchKeys } from './authorizer.ts';
import { readSettings } from './environment.ts';

/** Turns an OpenID Connect token into a principal, for every API family. */
export const handler = createAuthorizer(readSettings(process.env), fetchKeys);
