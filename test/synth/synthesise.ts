import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { afterAll } from 'vitest';
import { createStack, type StackOptions } from '../../infra/aws/superbill-stack.ts';
import type { FunctionRow } from '../../infra/functions.ts';

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
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'superbill-synth-'));
  folders.push(folder);
  return folder;
}

/** A folder that stands for every function's bundle: tests of the stack need no real ones. */
function placeholderAsset(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'handler.mjs'), 'export const handler = async () => undefined;\n');
  return folder;
}

const asset = placeholderAsset();

/** An app with the stack in it, not yet synthesised. */
export function planned(options: Partial<StackOptions> = {}): { readonly app: App; readonly stack: Stack } {
  const app = new App({ outdir: temporaryFolder(), analyticsReporting: false });
  return { app, stack: createStack(app, { assets: () => asset, ...options }) };
}

/** The CloudFormation template that the stack comes to. */
export function synthesise(options: Partial<StackOptions> = {}): Template {
  const { app, stack } = planned(options);
  return app.synth().getStackArtifact(stack.artifactId).template as Template;
}

export function ofType(template: Template, type: string): readonly (readonly [string, Resource])[] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/** The one resource of a type, or the one that also passes the test. @throws when there is none or several */
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

/** The actions that a role may do, sorted, once each. */
export function actionsOf(template: Template, row: Pick<FunctionRow, 'name'>, service?: string): readonly string[] {
  const actions = statementsOf(template, roleOf(template, row)).flatMap(({ Action }) => list(Action));
  return [...new Set(actions)].filter((action) => service === undefined || action.startsWith(`${service}:`)).sort();
}
