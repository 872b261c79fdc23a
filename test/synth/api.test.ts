import { describe, expect, it } from 'vitest';
import { gatewayProblems } from '../../infra/aws/gateway-problems.ts';
import { familiesWithLongBodies } from '../../infra/aws/waf.ts';
import { functionRows } from '../../infra/functions.ts';
import { gatewayProblems as localProblems } from '../../infra/local/gateway-problems.ts';
import { ofType, only, type Resource, synthesise } from './synthesise.ts';

const template = synthesise();
const families = functionRows.flatMap(({ trigger }) =>
  trigger.kind === 'api' ? trigger.families.map((family) => ({ family, isPublic: trigger.isPublic === true })) : [],
);

/** `/v1/claims/{proxy+}` and the like, by logical id of the resource. */
function pathOf(id: string): string {
  const { Properties } = template.Resources[id] as Resource;
  const parent: string | undefined = Properties.ParentId.Ref;
  return `${parent === undefined ? '' : pathOf(parent)}/${Properties.PathPart}`;
}

describe('the API', () => {
  const methods = ofType(template, 'AWS::ApiGateway::Method').map(([, { Properties }]) => ({
    path: pathOf(Properties.ResourceId.Ref),
    ...(Properties as { HttpMethod: string; AuthorizationType: string; AuthorizerId?: unknown }),
  }));

  it('has two methods for every family, and no others', () => {
    expect(families.length).toBeGreaterThan(10);
    expect(methods.map(({ HttpMethod, path }) => `${HttpMethod} ${path}`).sort()).toEqual(
      families.flatMap(({ family }) => [`ANY /v1/${family}`, `ANY /v1/${family}/{proxy+}`]).sort(),
    );
  });

  it('asks the authorizer everywhere but on public rows', () => {
    const open = methods.filter(({ AuthorizationType }) => AuthorizationType !== 'CUSTOM');
    expect(open.map(({ path, AuthorizationType }) => `${AuthorizationType} ${path}`).sort()).toEqual(
      families
        .filter(({ isPublic }) => isPublic)
        .flatMap(({ family }) => [`NONE /v1/${family}`, `NONE /v1/${family}/{proxy+}`])
        .sort(),
    );
    const [authorizerId, authorizer] = only(template, 'AWS::ApiGateway::Authorizer');
    for (const { AuthorizationType, AuthorizerId } of methods) {
      if (AuthorizationType === 'CUSTOM') expect(AuthorizerId).toEqual({ Ref: authorizerId });
    }
    expect(authorizer.Properties).toMatchObject({
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerResultTtlInSeconds: 300,
    });
  });

  it('logs who asked and how it went, but no path with ids, query, body or token', () => {
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

  it('takes nothing older than TLS 1.2', () => {
    expect(only(template, 'AWS::ApiGateway::RestApi')[1].Properties).toMatchObject({
      SecurityPolicy: expect.stringMatching(/^SecurityPolicy_TLS13_1_2_/),
      EndpointConfiguration: { Types: ['REGIONAL'] },
    });
  });

  it('answers with problems where no function does, each with the request’s id', () => {
    const responses = ofType(template, 'AWS::ApiGateway::GatewayResponse').map(([, { Properties }]) => Properties);
    expect(responses.map(({ ResponseType }) => ResponseType).sort()).toEqual(
      gatewayProblems.map(({ response }) => response).sort(),
    );
    for (const { ResponseParameters, ResponseTemplates, StatusCode } of responses) {
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.Content-Type': "'application/problem+json'",
        'gatewayresponse.header.X-Request-Id': 'context.requestId',
      });
      const body = JSON.parse(ResponseTemplates['application/json']);
      expect(body.instance).toBe('urn:request:$context.requestId');
      expect(body.status === undefined ? undefined : String(body.status)).toBe(StatusCode);
    }
  });

  it.each(Object.entries(localProblems))('says %s as the local host does', (kind, { status, title }) => {
    const same = gatewayProblems.filter((problem) => problem.kind === kind && problem.status === status);
    expect(same.length).toBeGreaterThan(0);
    for (const problem of same) expect(problem.title).toBe(title);
  });
});

describe('the firewall', () => {
  const [aclId, acl] = only(template, 'AWS::WAFv2::WebACL');
  const rules: { Name: string; Statement: Record<string, unknown> }[] = acl.Properties.Rules;

  it('stands before the stage with AWS’s rules and a rate limit, and its log hides tokens and queries', () => {
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
  });

  it('lets long bodies through to the families that need them, and to no others', () => {
    const text = JSON.stringify(rules.find(({ Name }) => Name === 'LongBodies'));
    const pattern = new RegExp(JSON.parse(/"RegexString":("(?:[^"\\]|\\.)*")/.exec(text)?.[1] ?? '""'));
    for (const { family } of families) {
      const long = (familiesWithLongBodies as readonly string[]).includes(family);
      expect(pattern.test(`/production/v1/${family}`), family).toBe(long);
      expect(pattern.test(`/v1/${family}/some-id/notes`), family).toBe(long);
    }
    expect(pattern.test('/production/v1/claims/v1/encounters')).toBe(false);
  });
});
