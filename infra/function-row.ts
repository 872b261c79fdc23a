/** What makes a function run. */
export type Trigger =
  /** Turns a token into a principal, for every API family. */
  | { readonly kind: 'authorizer' }
  /** Serves whole resource families: `/v1/<family>` and `/v1/<family>/{proxy+}`. `isPublic`: without a token. */
  | { readonly kind: 'api'; readonly families: readonly string[]; readonly isPublic?: true }
  /** Receives from the queue of the same name; after `maximumReceives` a message goes to the queue's dead letters. */
  | {
      readonly kind: 'queue';
      readonly batchSize: number;
      readonly maximumReceives: number;
      readonly concurrency: number;
      /** Its work is mostly waiting for other systems: on one machine, too, it runs as often as its row says. */
      readonly waitsForOthers?: true;
    }
  /** Runs on a schedule. `input` is the event on AWS, `localInput` on the local host, where the ticker runs it more often. */
  | {
      readonly kind: 'schedule';
      readonly everyMinutes: number;
      readonly localEveryMilliseconds: number;
      readonly input: Readonly<Record<string, unknown>>;
      readonly localInput: Readonly<Record<string, unknown>>;
    };

/** The kinds of file in the bucket; a key is `<tenant>/<kind>/<name>`. */
export const fileKinds = [
  'remittance',
  'manifest',
  'claim-file',
  'document',
  'acknowledgement',
  'incoming',
  'drop',
  'outbox',
  'bank-statement',
  'attachment',
  'code-set-file',
  'code-set',
  'intake',
  'claim-intake',
  'inquiry',
  'books',
  'statement',
  'notice',
  'report',
  'collection',
] as const;
export type FileKind = (typeof fileKinds)[number];

/** Kinds of files that partners may write, if an installation permits it. */
export const fileKindsFromOutside: readonly FileKind[] = ['drop'];

/** Kinds of files that are needed for days only: their writer tags them, and the bucket removes tagged files. */
export const temporaryFileKinds: readonly FileKind[] = ['incoming'];

export interface FunctionRow {
  /** The folder in `functions/`, which is also the function's name. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly purpose: string;
  readonly trigger: Trigger;
  readonly table: 'none' | 'read' | 'write';
  readonly reads: readonly FileKind[];
  readonly writes: readonly FileKind[];
  /** The queues that it sends to, by the names of their workers. */
  readonly sends: readonly string[];
  /** Whether it reads the secrets of offices (`<stack>/<office>/<name>`). */
  readonly secrets?: 'read';
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** The room in `/tmp`, if it needs more than Lambda's 512 MB. */
  readonly temporaryMegabytes?: number;
}
