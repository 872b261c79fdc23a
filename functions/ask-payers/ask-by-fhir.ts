import type { AuthorizationDecision } from '../../shared/domain/authorization/authorization.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { FhirChannel } from '../../shared/domain/inquiry/channel.ts';
import type { AuthorizationRequest } from '../../shared/domain/inquiry/inquiry.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { pasRequestBundle } from '../../shared/fhir/pas-request.ts';
import { readPasResponse } from '../../shared/fhir/pas-response.ts';
import { officeDay } from '../../shared/store/office.ts';
import type { AskDeps } from './context.ts';
import type { Fault } from './fail-inquiry.ts';
import { asJson, fhirToken } from './fhir-token.ts';
import { answerOverHttp, faultOfStatus } from './http-answer.ts';
import { questionOf } from './questions.ts';

/** Asks for a prior authorisation by FHIR (Da Vinci PAS): one bundle to `Claim/$submit`. */
export async function askByFhir(
  tenant: TenantId,
  inquiry: AuthorizationRequest,
  { url, secretName }: FhirChannel,
  { table, secrets, fetch, now, logger }: AskDeps,
): Promise<Result<AuthorizationDecision, Fault>> {
  const at = now().toISOString();
  const today = await officeDay(table, tenant, at);
  const question = await questionOf(tenant, inquiry, table, today);
  if (!question.ok) return fail({ fault: question.failure });
  if (question.value.kind !== 'prior-authorization') return fail({ fault: 'record-missing' });
  const token = await fhirToken(await secrets.get(tenant, secretName), { fetch, logger });
  if (!token.ok) return token;
  const request = {
    headers: {
      ...{ 'Content-Type': 'application/fhir+json', Accept: 'application/fhir+json' },
      Authorization: `Bearer ${token.value}`,
    },
    body: JSON.stringify(pasRequestBundle(question.value.asked, at)),
  };
  const answer = await answerOverHttp(fetch, `${url.replace(/\/$/, '')}/Claim/$submit`, request, logger);
  if (!answer.ok) return answer;
  const { status, bytes } = answer.value;
  const byStatus = faultOfStatus(status);
  if (byStatus.fault === 'payer-unreachable') return fail(byStatus);
  const decision = readPasResponse(asJson(new TextDecoder().decode(bytes)), today, inquiry.id);
  return decision.ok ? ok(decision.value) : fail(byStatus);
}
