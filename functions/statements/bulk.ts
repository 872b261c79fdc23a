import { inBulk } from '../../shared/runtime/api/in-bulk.ts';
import type { StatementsOperations } from './context.ts';

export const bulkOperations: StatementsOperations<'changeManyStatements'> = {
  changeManyStatements: (request) => {
    const { action } = request.body;
    return inBulk(request, 'statements', (id) =>
      action.do === 'make'
        ? { operation: 'createStatement', body: { accountId: id } }
        : { operation: 'recordReturnedStatement', params: { patientStatementId: id }, body: { on: action.on } },
    );
  },
};
