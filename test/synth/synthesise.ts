import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { createStacks, type StackOptions, type Stacks } from '../../infra/aws/superbill-stacks.ts';
import type { FunctionRow } from '../../infra/function-row.ts';

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own shapes, hundreds of them; tests look at a few
  readonly Properties: Record<string, any>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly Condition?: string;
}

export interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Default?: string; readonly AllowedPattern?: string }>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const folders: string[] = [];

/** Removes the files that `planned` created. A test that calls `planned` must call this at its end. */
export function removePlanned(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}

/**
 * An app with the stacks, not yet synthesised. It leaves out what no test checks and what costs most time: the places
 * where constructs were made, the tree, and the hints of CDK's validator, which `npm run synth` prints. One file stands
 * for every function's bundle.
 */
export function planned(options: Partial<StackOptions> = {}): { readonly app: App; readonly stacks: Stacks } {
  const folder = mkdtempSync(join(tmpdir(), 'superbill-synth-'));
  folders.push(folder);
  const [asset, outdir] = [join(folder, 'asset'), join(folder, 'out')];
  mkdirSync(asset);
  writeFileSync(join(asset, 'handler.mjs'), 'export const handler = async () => undefined;\n');
  const quick = { stackTraces: false, treeMetadata: false, builtinCloudFormationValidation: false };
  const app = new App({ outdir, analyticsReporting: false, ...quick });
  return { app, stacks: createStacks(app, { assets: () => asset, ...options }) };
}

type Apart = Readonly<Record<keyof Stacks, Template>>;

/** The templates of each stage, which test files in one process share. */
const known = new Map<string, Apart>();

/**
 * The CloudFormation templates of the stacks, as they are deployed. A stage is synthesised once, everything else each
 * time.
 */
export function synthesiseApart(options: Partial<StackOptions> = {}): Apart {
  const { stageName = 'production', ...more } = options;
  if (Object.keys(more).length > 0) return synthesiseAnew(options);
  const made = known.get(stageName) ?? synthesiseAnew(options);
  known.set(stageName, made);
  return made;
}

function synthesiseAnew(options: Partial<StackOptions>): Apart {
  try {
    const { app, stacks } = planned(options);
    const { directory } = app.synth();
    const read = (name: keyof Stacks) =>
      JSON.parse(readFileSync(join(directory, stacks[name].templateFile), 'utf8')) as Template;
    return { data: read('data'), main: read('main'), workers: read('workers'), alarms: read('alarms') };
  } finally {
    removePlanned();
  }
}

/** All templates as one: references between stacks are replaced by what they refer to. */
export function synthesise(options: Partial<StackOptions> = {}): Template {
  const apart = synthesiseApart(options);
  const all = Object.values(apart);
  const ids = all.flatMap(({ Resources }) => Object.keys(Resources));
  if (new Set(ids).size !== ids.length) throw new Error('two stacks have resources of one logical id');
  const exported = new Map<string, unknown>();
  const handedOut = new Map<string, unknown>();
  for (const { Outputs = {} } of all) {
    for (const [name, output] of Object.entries(Outputs)) {
      const { Value, Export } = output as { readonly Value: unknown; readonly Export?: { readonly Name: string } };
      handedOut.set(`Outputs.${name}`, Value);
      if (Export !== undefined) exported.set(Export.Name, Value);
    }
  }
  const handedIn = new Map(
    ofType(apart.main, 'AWS::CloudFormation::Stack').flatMap(([, { Properties }]) =>
      Object.entries((Properties.Parameters ?? {}) as Record<string, unknown>),
    ),
  );
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (value === null || typeof value !== 'object') return value;
    const given = value as Record<string, unknown>;
    const reference = typeof given.Ref === 'string' ? handedIn.get(given.Ref) : undefined;
    if (reference !== undefined) return resolve(reference);
    if (typeof given['Fn::ImportValue'] === 'string') return resolve(exported.get(given['Fn::ImportValue']));
    const attribute = given['Fn::GetAtt'];
    if (Array.isArray(attribute) && handedOut.has(attribute[1])) return resolve(handedOut.get(attribute[1]));
    return Object.fromEntries(Object.entries(given).map(([name, part]) => [name, resolve(part)]));
  };
  return {
    Parameters: apart.main.Parameters,
    Outputs: apart.main.Outputs,
    Resources: Object.fromEntries(
      all.flatMap(({ Resources }) =>
        Object.entries(Resources).map(([id, resource]) => [id, resolve(resource) as Resource]),
      ),
    ),
  };
}

export function ofType(template: Template, type: string): readonly (readonly [string, Resource])[] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/**
 * The only resource of a type, or the only one that also passes the test.
 * @throws when there is none or several
 */
export function only(
  template: Template,
  type: string,
  test: (resource: Resource, id: string) => boolean = () => true,
): readonly [string, Resource] {
  const found = ofType(template, type).filter(([id, resource]) => test(resource, id));
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type} instead of 1`);
  return found[0] as readonly [string, Resource];
}

export function lambdaOf(template: Template, row: Pick<FunctionRow, 'name'>): readonly [string, Resource] {
  return only(
    template,
    'AWS::Lambda::Function',
    ({ Properties }) => Properties.FunctionName === `superbill-production-${row.name}`,
  );
}

/** The logical id of a function's role. */
export function roleOf(template: Template, row: Pick<FunctionRow, 'name'>): string {
  return lambdaOf(template, row)[1].Properties.Role['Fn::GetAtt'][0];
}

/** Every statement of every policy, inline or managed, that is attached to a role. */
export function statementsOf(template: Template, roleId: string): readonly Statement[] {
  const policies = Object.values(template.Resources).filter(
    ({ Type, Properties }) =>
      (Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy') &&
      Properties.Roles.some((role: { Ref?: string }) => role.Ref === roleId),
  );
  return policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Statement[]);
}

export function list<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** The actions that a role allows, sorted, once each. */
export function actionsOf(template: Template, row: Pick<FunctionRow, 'name'>, service?: string): readonly string[] {
  const actions = statementsOf(template, roleOf(template, row)).flatMap(({ Action }) => list(Action));
  return [...new Set(actions)].filter((action) => service === undefined || action.startsWith(`${service}:`)).sort();
}
