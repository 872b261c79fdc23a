import { posix } from 'node:path';
import { importsOf } from './code-text.ts';
import { type SourceTree, typescriptFiles, type Violation } from './source-tree.ts';

/**
 * Who may import whom. A zone is a part of the tree. It names everything that its files may import, apart from files of
 * the same zone. Whatever is not named is forbidden, packages included.
 */
interface Zone {
  readonly name: string;
  /** Its files. The first zone that matches a file is the file's zone. */
  readonly files: RegExp;
  /** Files of other zones that it may import. */
  readonly imports: readonly RegExp[];
  /** Packages, by name or `node:` module. */
  readonly packages: readonly RegExp[];
  /** Whether its files may import a file whose name is known only at run time. */
  readonly computed?: true;
  /** Whether each value of the first group that `files` captures makes a zone of its own. */
  readonly apart?: true;
}

const domain = /^shared\/domain\//;
const shared = /^shared\//;
const anyNode = /^node:/;
const hashing = /^node:crypto$/;
const anyPackage = /^/;

export const zones: readonly Zone[] = [
  { name: 'domain', files: domain, imports: [], packages: [] },
  { name: 'x12', files: /^shared\/x12\//, imports: [domain], packages: [hashing, /^node:buffer$/] },
  { name: 'fhir', files: /^shared\/fhir\//, imports: [domain], packages: [] },
  { name: 'table keys', files: /^shared\/store\/(?:keys\/|digest\.ts$)/, imports: [domain], packages: [hashing] },
  {
    name: 'store',
    files: /^shared\/store\//,
    imports: [domain, /^shared\/store\/(?:keys\/|digest\.ts$)/],
    packages: [/^@aws-sdk\//, /^zod$/, hashing, /^node:(stream|zlib|buffer)$/],
  },
  { name: 'queue', files: /^shared\/queue\//, imports: [domain], packages: [/^zod$/, /^@aws-sdk\/client-sqs$/] },
  { name: 'http', files: /^shared\/http\//, imports: [domain], packages: [/^zod$/, hashing] },
  { name: 'document', files: /^shared\/document\//, imports: [domain], packages: [/^pdf-lib$/, /^qr$/, /^node:zlib$/] },
  {
    name: 'statements',
    files: /^shared\/statements\//,
    imports: [/^shared\/(domain|store|document|cards)\//],
    packages: [/^node:zlib$/],
  },
  {
    name: 'reports',
    files: /^shared\/reports\//,
    imports: [/^shared\/(domain|store|document)\//, /^shared\/runtime\/api\/(?:open-drafts|work-list)\.ts$/],
    packages: [],
  },
  {
    // The adapters of companies that charge cards.
    name: 'cards',
    files: /^shared\/cards\//,
    imports: [/^shared\/(domain|store|posting)\//],
    packages: [/^zod$/, hashing],
  },
  { name: 'filing', files: /^shared\/filing\//, imports: [/^shared\/(domain|x12|store|posting)\//], packages: [] },
  {
    name: 'code sets',
    files: /^shared\/code-sets\//,
    imports: [domain],
    packages: [/^csv-parse(\/|$)/, /^saxes$/, hashing, /^node:(sqlite|fs|fs\/promises|path|os|stream|zlib)$/],
  },
  {
    name: 'posting',
    files: /^shared\/posting\//,
    imports: [/^shared\/(domain|x12|store)\//],
    packages: [/^zod$/, hashing],
  },
  {
    // Routes that answer with a file to read. No other part of the runtime knows documents.
    name: 'kept documents',
    files: /^shared\/runtime\/api\/kept-document\.ts$/,
    imports: [/^shared\/(domain|document)\//, /^shared\/store\/files\.ts$/, /^shared\/runtime\/api\/signed-urls\.ts$/],
    packages: [],
  },
  {
    name: 'runtime',
    files: /^shared\/runtime\//,
    imports: [/^shared\/(domain|x12|store|queue|http|code-sets)\//],
    packages: [/^@aws-sdk\//, /^@middy\/core$/, /^aws-lambda$/, /^croner$/, /^zod$/, anyNode],
  },
  {
    // Functions never import each other.
    name: 'function',
    apart: true,
    files: /^functions\/([^/]+)\//,
    imports: [shared],
    packages: [
      ...[/^zod$/, /^@middy\/core$/, /^aws-lambda$/, /^aws-jwt-verify(\/|$)/, /^ssh2-sftp-client$/],
      ...[/^csv-parse(\/|$)/, /^@medplum\/core$/, hashing],
    ],
  },
  {
    name: 'function list',
    files: /^infra\/(?:functions|function-row|api-rows|worker-rows)\.ts$/,
    imports: [/^infra\/(?:function-row|api-rows|worker-rows)\.ts$/],
    packages: [],
  },
  {
    name: 'generator',
    files: /^infra\/generate(?:-[a-z-]+)?\.ts$|^infra\/generate\//,
    imports: [/^infra\/functions\.ts$/, /^functions\/[^/]+\/api\.ts$/, /^shared\/(?:domain|http|store)\//],
    packages: [/^zod$/, anyNode],
    computed: true,
  },
  {
    name: 'infra',
    files: /^infra\/(?!local\/)/,
    imports: [/^infra\/function(?:s|-row)\.ts$/, /^shared\/store\/keys\//],
    packages: [/^aws-cdk-lib(\/|$)/, /^constructs$/, /^cdk-nag$/, /^esbuild$/, anyNode],
  },
  {
    // Where the host's parts are put together. The host itself does not know the simulator.
    name: 'local host command',
    files: /^infra\/local\/(?:main|command|start-with-simulators)\.ts$/,
    imports: [/^infra\/(?:local\/|bundle\.ts$)/, /^simulator\//],
    packages: [anyNode],
  },
  {
    name: 'local host',
    files: /^infra\/local\//,
    imports: [
      /^infra\/(functions|function-row|bundle)\.ts$/,
      /^shared\/store\/keys\//,
      /^shared\/domain\/identity\/principal\.ts$/,
    ],
    packages: [/^@aws-sdk\/client-(dynamodb|sqs|s3)$/, /^fauxqs$/, /^jose$/, anyNode],
    computed: true,
  },
  {
    // Stands in for a company that charges cards, and knows nothing of the product.
    name: 'practice card processor',
    files: /^simulator\/card-processor\//,
    imports: [],
    packages: [/^node:(crypto|http)$/],
  },
  {
    // Practises with the product from outside, as a payer does: files in, files out.
    name: 'simulator',
    files: /^simulator\//,
    imports: [/^shared\/(?:domain|x12)\//],
    packages: [anyNode, /^zod$/],
  },
  {
    name: 'demo',
    files: /^cli\/demo\//,
    imports: [shared, /^cli\//, /^infra\/local\//, /^simulator\//],
    packages: [anyNode, /^zod$/],
  },
  {
    // Proves the books without the code that makes them. It may use money, X12 tokens and the words of a command only,
    // nothing that posts, stores or reads claims.
    name: 'verifier',
    files: /^cli\/verify\//,
    imports: [
      /^cli\/read-options\.ts$/,
      /^shared\/domain\/(?:money\/|(?:present|result)\.ts$)/,
      /^shared\/x12\/(?:835\/scanned-claim|835\/stated-amounts|envelope|read-interchanges|segments|source-elements|unfold)\.ts$/,
    ],
    packages: [anyNode, /^zod$/],
  },
  { name: 'cli', files: /^cli\//, imports: [shared, /^cli\/verify\//, /^simulator\//], packages: [anyNode, /^zod$/] },
  { name: 'test', files: /^test\//, imports: [/^/], packages: [anyPackage], computed: true },
  {
    name: 'configuration',
    files: /^[^/]+\.ts$/,
    imports: [/^test\/support\/stories-first\.ts$/],
    packages: [/^vitest\/config$/],
  },
];

/** How much the rule covered. A scan that finds nothing would pass. */
export interface Scan {
  readonly violations: readonly Violation[];
  readonly files: number;
  readonly imports: number;
  readonly filesPerZone: ReadonlyMap<string, number>;
}

/** Checks every import of every TypeScript file of a tree. */
export function scanDependencies(tree: SourceTree): Scan {
  const violations: Violation[] = [];
  const filesPerZone = new Map<string, number>();
  let files = 0;
  let imports = 0;
  for (const [file, text] of typescriptFiles(tree)) {
    files += 1;
    const zone = zones.find((candidate) => candidate.files.test(file));
    if (zone === undefined) {
      violations.push({ file, problem: 'stands outside the tree’s layout' });
      continue;
    }
    filesPerZone.set(zone.name, (filesPerZone.get(zone.name) ?? 0) + 1);
    const { specifiers, computed } = importsOf(text);
    imports += specifiers.length;
    if (computed > 0 && zone.computed !== true)
      violations.push({ file, problem: 'imports what only running it tells' });
    for (const specifier of specifiers) {
      const problem = problemOf(tree, zone, file, specifier);
      if (problem !== undefined) violations.push({ file, problem });
    }
  }
  return { violations, files, imports, filesPerZone };
}

function problemOf(tree: SourceTree, zone: Zone, file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) {
    return zone.packages.some((pattern) => pattern.test(specifier)) ? undefined : `${zone.name} imports ${specifier}`;
  }
  const target = posix.join(posix.dirname(file), specifier);
  if (target.startsWith('..')) return `imports ${specifier}, outside of the project`;
  if (!tree.has(target)) return `imports ${target}, which does not exist`;
  if (isSameZone(zone, file, target)) return undefined;
  return zone.imports.some((pattern) => pattern.test(target)) ? undefined : `${zone.name} imports ${target}`;
}

/** Files of one zone import each other, unless what its pattern captures keeps them apart. */
function isSameZone(zone: Zone, file: string, target: string): boolean {
  if (zones.find((candidate) => candidate.files.test(target)) !== zone) return false;
  return zone.apart !== true || zone.files.exec(file)?.[1] === zone.files.exec(target)?.[1];
}
