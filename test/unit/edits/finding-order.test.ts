import { expect, test } from 'vitest';
import type { Finding } from '../../../shared/domain/edits/finding.ts';
import { inOrder } from '../../../shared/domain/edits/finding-order.ts';

const finding = (severity: Finding['severity'], pointer: string, editId = 'edit'): Finding => ({
  ...{ editId, severity, pointer, message: 'a made-up finding' },
});

test('findings come errors first, then by place: the encounter, each diagnosis, each line; of one place as they were found', () => {
  const found = [
    finding('info', '/diagnoses/0'),
    finding('error', '/lines/10/units'),
    finding('error', '/lines/2/units', 'second'),
    finding('warning', ''),
    finding('error', '/lines/2/units', 'first'),
    finding('error', '/diagnoses/1'),
    finding('error', '/placeOfService'),
    finding('error', '/lines/2/modifiers', 'third'),
  ];
  expect(inOrder(found).map(({ severity, pointer, editId }) => `${severity} ${pointer} ${editId}`)).toEqual([
    'error /placeOfService edit',
    'error /diagnoses/1 edit',
    'error /lines/2/units second',
    'error /lines/2/units first',
    'error /lines/2/modifiers third',
    'error /lines/10/units edit',
    'warning  edit',
    'info /diagnoses/0 edit',
  ]);
});
