import type { Authorization } from '../../shared/domain/authorization/authorization.ts';
import { type Inquiry, isLate } from '../../shared/domain/inquiry/inquiry.ts';
import { present } from '../../shared/domain/present.ts';
import { ok } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { askedView } from '../../shared/http/inquiry-schemas.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { authorizationOfItem } from '../../shared/store/authorizations.ts';
import { inquiryOfItem } from '../../shared/store/inquiries.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { waitingAuthorizations } from '../../shared/store/keys/practice.ts';
import type { ShownMark } from '../../shared/store/work-marks.ts';
import type { WaitingAuthorizationView } from './authorization-schema.ts';
import { decisionView } from './authorizations.ts';
import type { PatientsOperations } from './context.ts';

export const waitingOperations: PatientsOperations<'listWaitingAuthorizations'> = {
  listWaitingAuthorizations: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { status, payerId, isLate: onlyLate, limit } = request.query;
    const marks = askedMarks(request);
    const query = { partitions: [waitingAuthorizations(tenantId)], index: true, limit, marks } as const;
    const page = await listPage(request, table, query, (item, mark) => {
      const authorization = authorizationOfItem(item);
      const isAsked =
        (status === undefined || authorization.status === status) &&
        (payerId === undefined || authorization.payerId === payerId);
      return isAsked ? { authorization, mark } : undefined;
    });
    if (!page.ok) return page;
    const ids = page.value.items.flatMap(({ authorization: { requestId } }) => requestId ?? []);
    const found = await table.batchGet(ids.map((id) => entityKey(tenantId, 'INQUIRY', id)));
    const requests = new Map(
      found.flatMap((item) => (item === undefined ? [] : [inquiryOfItem(item)])).map((one) => [one.id, one]),
    );
    const items = page.value.items
      .map(({ authorization, mark }) =>
        viewOf(authorization, requests.get(authorization.requestId ?? ''), { mark, at: request.at }),
      )
      .filter(({ request: asked }) => onlyLate === undefined || asked?.isLate === true);
    return asRead(
      ok({ ...page.value, items }),
      { action: 'authorizations-read', entityId: 'authorizations' },
      () => [],
    );
  },
};

function viewOf(
  { requestId: _, services, diagnoses, decision, ...rest }: Authorization,
  asked: Inquiry | undefined,
  { mark, at }: { readonly mark: ShownMark | undefined; readonly at: Instant },
): WaitingAuthorizationView {
  const request = asked?.kind === 'prior-authorization' ? asked : undefined;
  return {
    ...rest,
    status: rest.status as WaitingAuthorizationView['status'],
    services: services.map(({ procedures, units }) => ({ procedures: [...procedures], ...present({ units }) })),
    ...present({
      mark,
      diagnoses: diagnoses && [...diagnoses],
      decision: decision && decisionView(decision),
      request: request && {
        ...{ id: request.id, requestedAt: request.requestedAt, isLate: isLate(request, at) },
        ...askedView(request.state),
      },
    }),
  };
}
