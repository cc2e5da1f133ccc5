import { nameColumn } from '../../../apimachinery/columns.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { ComponentStatus } from './schema.ts';

/** Columns of `kubectl get componentstatuses`. */
export const componentStatusTable: TableConvertor<ComponentStatus> = {
  columns: [
    nameColumn,
    { name: 'Status', type: 'string', description: 'Status of the component conditions' },
    { name: 'Message', type: 'string', description: 'Message of the component conditions' },
    { name: 'Error', type: 'string', description: 'Error of the component conditions' },
  ],
  cells({ metadata, conditions = [] }) {
    const healthy = conditions.find(({ type }) => type === 'Healthy');
    const status = { True: 'Healthy', False: 'Unhealthy' }[healthy?.status ?? ''] ?? 'Unknown';
    return [metadata.name, status, healthy?.message ?? '', healthy?.error ?? ''];
  },
};
