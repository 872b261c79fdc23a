import { describe, it } from 'vitest';
import { apiContract } from './api-contract.ts';
import { findDeployment } from './deployment.ts';
import { filesContract } from './files-contract.ts';
import { queueContract } from './queue-contract.ts';
import { tableContract } from './table-contract.ts';

const found = findDeployment();

if ('missing' in found) {
  console.log(found.missing);
  it('asks AWS itself only with an account', ({ skip }) => skip(found.missing));
} else {
  const { deployment } = found;
  describe('a real table', () => tableContract(deployment));
  describe('a real bucket', () => filesContract(deployment));
  describe('a real queue', () => queueContract(deployment));
  describe('a real API', () => apiContract(deployment));
}
