import { describe, expect, it } from 'vitest';
import { gatewayProblems } from '../../infra/aws/gateway-problems.ts';
import { familiesWithLongBodies } from '../../infra/aws/waf.ts';
import { functionRows } from '../../infra/functions.ts';
import { gatewayProblems as localProblems } from '../../infra/local/gateway-problems.ts';
import { allRoutes } from '../support/whole-api.ts';
import { lambdaOf, ofType, only, synthesise } from './synthesise.ts';

const template = synthesise();
const families = functionRows.flatMap(({ trigger }) =>
  trigger.kind === 'api' ? trigger.families.map((family) => ({ family, isPublic: trigger.isPublic === true })) : [],
);

interface AnyMethod {
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly 'x-amazon-apigateway-integration': Readonly<Record<string, unknown>>;
}

interface GatewayResponse {
  readonly statusCode?: string;
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: { readonly 'application/json': string };
}

describe('the API', () => {
  const definition = only(template, 'AWS::ApiGateway::RestApi')[1].Properties.Body;
  const methods = Object.entries(definition.paths as Record<string, Record<string, AnyMethod>>).flatMap(
    ([path, item]) => Object.entries(item).map(([method, any]) => ({ path, method, ...any })),
  );

  it('has any method of two paths for every family, and no others', () => {
    expect(families.length).toBeGreaterThan(10);
    expect(methods.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      families
        .flatMap(({ family }) => [`/v1/${family}`, `/v1/${family}/{proxy+}`])
        .map((path) => `x-amazon-apigateway-any-method ${path}`)
        .sort(),
    );
    for (const type of ['Method', 'Resource', 'GatewayResponse', 'Authorizer']) {
      expect(ofType(template, `AWS::ApiGateway::${type}`)).toEqual([]);
    }
  });

  it('hands each path to the function whose row names the family', () => {
    for (const { path, 'x-amazon-apigateway-integration': integration } of methods) {
      const row = functionRows.find(
        ({ trigger }) => trigger.kind === 'api' && trigger.families.includes(path.split('/')[2] ?? ''),
      );
      const [id] = lambdaOf(template, row ?? { name: 'none' });
      expect(integration).toMatchObject({ type: 'aws_proxy', httpMethod: 'POST' });
      expect(JSON.stringify(integration.uri)).toContain(JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] }));
    }
  });

  it('asks the authorizer everywhere but on public rows', () => {
    const open = methods.filter(({ security }) => JSON.stringify(security) !== JSON.stringify([{ token: [] }]));
    expect(open.map(({ path }) => path).sort()).toEqual(
      families
        .filter(({ isPublic }) => isPublic)
        .flatMap(({ family }) => [`/v1/${family}`, `/v1/${family}/{proxy+}`])
        .sort(),
    );
    for (const { security } of open) expect(security).toBeUndefined();
    const { token, ...others } = definition.components.securitySchemes;
    expect(others).toEqual({});
    expect(token).toMatchObject({
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': {
        type: 'request',
        identitySource: 'method.request.header.Authorization',
        authorizerResultTtlInSeconds: 300,
      },
    });
    const [authorizer] = lambdaOf(template, { name: 'authorize' });
    expect(JSON.stringify(token)).toContain(JSON.stringify({ 'Fn::GetAtt': [authorizer, 'Arn'] }));
  });

  it('is deployed whole or not at all, and again whenever its definition changes', () => {
    const [, { Properties }] = only(template, 'AWS::ApiGateway::RestApi');
    expect(Properties.FailOnWarnings).toBe(true);
    const fewer = synthesise({ rows: functionRows.filter(({ name }) => name !== 'denials') });
    const deployment = (made: typeof template) => only(made, 'AWS::ApiGateway::Deployment')[0];
    expect(deployment(synthesise({ rows: functionRows }))).toBe(deployment(template));
    expect(deployment(fewer)).not.toBe(deployment(template));
  });

  it('may invoke its functions by one permission each, from this API alone', () => {
    const rights = ofType(template, 'AWS::Lambda::Permission').filter(
      ([, { Properties }]) => Properties.Principal === 'apigateway.amazonaws.com',
    );
    const invoked = functionRows.filter(({ trigger }) => trigger.kind === 'api' || trigger.kind === 'authorizer');
    expect(rights).toHaveLength(invoked.length);
    const [apiId] = only(template, 'AWS::ApiGateway::RestApi');
    for (const [, { Properties }] of rights) {
      expect(Properties.Action).toBe('lambda:InvokeFunction');
      expect(JSON.stringify(Properties.SourceArn)).toMatch(new RegExp(`execute-api.*\\{"Ref":"${apiId}"\\},"/\\*"`));
    }
  });

  it('writes its internal errors to a log group of ours, which exists before it', () => {
    const [stageId, stage] = only(template, 'AWS::ApiGateway::Stage');
    const [apiId] = only(template, 'AWS::ApiGateway::RestApi');
    const [groupId, group] = only(template, 'AWS::Logs::LogGroup', ({ Properties }) =>
      JSON.stringify(Properties.LogGroupName ?? '').includes('API-Gateway-Execution-Logs_'),
    );
    expect(group.Properties.LogGroupName).toEqual({
      'Fn::Join': ['', ['API-Gateway-Execution-Logs_', { Ref: apiId }, '/production']],
    });
    expect(group.Properties.RetentionInDays).toBe(365);
    expect(group.Properties.KmsKeyId).toBeDefined();
    expect(stage.DependsOn, stageId).toContain(groupId);
  });

  it('logs who called and the result, but no path with ids, query, body or token', () => {
    const [, stage] = only(template, 'AWS::ApiGateway::Stage');
    const format: string = stage.Properties.AccessLogSetting.Format;
    const variables = Object.values(JSON.parse(format) as Record<string, string>);
    expect(variables).toContain('$context.resourcePath');
    for (const variable of variables) {
      expect(variable).toMatch(/^\$context\.[A-Za-z.]+$/);
      expect(variable).not.toMatch(/\$context\.path|requestOverride|responseOverride|error\.message|apiKey/);
    }
    expect(stage.Properties).toMatchObject({
      TracingEnabled: true,
      MethodSettings: [
        { LoggingLevel: 'ERROR', DataTraceEnabled: false, MetricsEnabled: true, ThrottlingRateLimit: 100 },
      ],
    });
  });

  it('accepts nothing older than TLS 1.2', () => {
    expect(only(template, 'AWS::ApiGateway::RestApi')[1].Properties).toMatchObject({
      SecurityPolicy: expect.stringMatching(/^SecurityPolicy_TLS13_1_2_/),
      EndpointConfiguration: { Types: ['REGIONAL'] },
    });
  });

  it('returns problems where no function does, each with the request’s id', () => {
    const responses = definition['x-amazon-apigateway-gateway-responses'] as Record<string, GatewayResponse>;
    expect(Object.keys(responses).sort()).toEqual(gatewayProblems.map(({ response }) => response).sort());
    for (const { responseParameters, responseTemplates, statusCode } of Object.values(responses)) {
      expect(responseParameters).toMatchObject({
        'gatewayresponse.header.Content-Type': "'application/problem+json'",
        'gatewayresponse.header.X-Request-Id': 'context.requestId',
      });
      const body = JSON.parse(responseTemplates['application/json']);
      expect(body.instance).toBe('urn:request:$context.requestId');
      expect(Object.keys(body).sort()).toEqual(['detail', 'instance', 'status', 'title', 'type']);
      expect(String(body.status)).toBe(statusCode);
    }
  });

  it.each(Object.entries(localProblems))('returns %s as the local host does', (kind, { status, title, detail }) => {
    const same = gatewayProblems.filter((problem) => problem.kind === kind && problem.status === status);
    expect(same.length).toBeGreaterThan(0);
    for (const problem of same) expect(problem).toMatchObject({ title, detail });
  });
});

describe('the traces', () => {
  it('have no request with a token in its path, and every other one', () => {
    const [, { Properties }] = only(template, 'AWS::XRay::SamplingRule');
    const { URLPath, ...rule } = Properties.SamplingRule;
    expect(rule).toMatchObject({ FixedRate: 0, ReservoirSize: 0, Priority: 1, ServiceName: '*', HTTPMethod: '*' });
    const pattern = new RegExp(`^${String(URLPath).replaceAll('*', '.*')}$`);
    const withTokens = allRoutes.filter(({ path }) => /\{\w*Token\}/.test(path));
    expect(withTokens.length).toBeGreaterThan(3);
    for (const { name, path } of allRoutes) {
      expect(pattern.test(`/production${path}`), name).toBe(withTokens.some((each) => each.name === name));
    }
  });
});

describe('the firewall', () => {
  const [aclId, acl] = only(template, 'AWS::WAFv2::WebACL');
  const rules: { Name: string; Statement: Record<string, unknown> }[] = acl.Properties.Rules;

  it('is in front of the stage with AWS’s rules and a rate limit, and its log hides tokens, paths and queries', () => {
    const [, association] = only(template, 'AWS::WAFv2::WebACLAssociation');
    const [stageId] = only(template, 'AWS::ApiGateway::Stage');
    expect(association.Properties.WebACLArn).toEqual({ 'Fn::GetAtt': [aclId, 'Arn'] });
    expect(JSON.stringify(association.Properties.ResourceArn)).toContain(stageId);
    expect(rules.map(({ Name }) => Name)).toEqual([
      'AWSManagedRulesAmazonIpReputationList',
      'RateLimit',
      'AWSManagedRulesCommonRuleSet',
      'LongBodies',
      'AWSManagedRulesKnownBadInputsRuleSet',
    ]);
    const [, logging] = only(template, 'AWS::WAFv2::LoggingConfiguration');
    expect(JSON.stringify(logging.Properties.RedactedFields)).toContain('authorization');
    expect(JSON.stringify(logging.Properties.RedactedFields)).toContain('QueryString');
    expect(JSON.stringify(logging.Properties.RedactedFields)).toContain('UriPath');
  });

  it('lets long bodies through to the families that need them, and to no others', () => {
    const text = JSON.stringify(rules.find(({ Name }) => Name === 'LongBodies'));
    const pattern = new RegExp(JSON.parse(/"RegexString":("(?:[^"\\]|\\.)*")/.exec(text)?.[1] ?? '""'));
    for (const { family } of families) {
      const long = (familiesWithLongBodies as readonly string[]).includes(family);
      expect(pattern.test(`/production/v1/${family}`), family).toBe(long);
      expect(pattern.test(`/v1/${family}/some-id/notes`), family).toBe(long);
    }
    expect(pattern.test('/production/v1/submissions/v1/encounters')).toBe(false);
  });
});
