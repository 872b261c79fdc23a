import * as z from 'zod';
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
import { questionOf } from './questions.ts';

const secretSchema = z.object({ token: z.string().min(1) });

/** Payers decide at once, or answer at once that the decision is pending. */
const patienceMilliseconds = 60_000;

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
  const secret = secretSchema.safeParse(asJson(await secrets.get(tenant, secretName)));
  if (!secret.success) return fail({ fault: 'secret-missing' });
  try {
    const response = await fetch(`${url.replace(/\/$/, '')}/Claim/$submit`, {
      method: 'POST',
      headers: {
        ...{ 'Content-Type': 'application/fhir+json', Accept: 'application/fhir+json' },
        Authorization: `Bearer ${secret.data.token}`,
      },
      body: JSON.stringify(pasRequestBundle(question.value.asked, at)),
      signal: AbortSignal.timeout(patienceMilliseconds),
      // A redirect would send the token to another address.
      redirect: 'error',
    });
    if (response.status >= 500 || response.status === 429) return fail({ fault: 'payer-unreachable' });
    const decision = readPasResponse(asJson(await response.text()), today);
    return decision.ok ? ok(decision.value) : fail({ fault: decision.failure });
  } catch (error) {
    logger.warn('payer-unreachable', { name: error instanceof Error ? error.name : 'unknown' });
    return fail({ fault: 'payer-unreachable' });
  }
}

function asJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
