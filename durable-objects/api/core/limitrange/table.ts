import { nameColumn } from '../../../apimachinery/columns.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { LimitRange } from './schema.ts';

/** Columns of `kubectl get limitranges`: a moment (upstream types it as text) instead of an age. */
export const limitRangeTable: TableConvertor<LimitRange> = {
  columns: [nameColumn, { name: 'Created At', type: 'date' }],
  cells: ({ metadata }) => [metadata.name, metadata.creationTimestamp],
};
