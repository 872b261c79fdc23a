import { readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';

/* Writes the types of the API's description to the given file, from which a client in TypeScript is made. */

// The generator prints with the API of the classic compiler, which the project's own TypeScript no longer has.
registerHooks({ resolve: (name, context, next) => next(name === 'typescript' ? 'typescript-5' : name, context) });

const { default: openapiTypes, astToString } = await import('openapi-typescript');
// A field with a default may be left out of a request.
const options = { defaultNonNullable: false };
const description = join(import.meta.dirname, '../../functions/api-description/openapi.json');
writeFileSync(process.argv[2], astToString(await openapiTypes(JSON.parse(readFileSync(description, 'utf8')), options)));
