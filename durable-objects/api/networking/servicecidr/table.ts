import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { ServiceCIDR } from './schema.ts';

/** Columns of `kubectl get servicecidrs`. */
export const serviceCIDRTable: TableConvertor<ServiceCIDR> = {
  columns: [nameColumn, ...textColumns('CIDRs'), ageColumn],
  cells: ({ metadata, spec }, now) => [
    metadata.name,
    (spec.cidrs ?? []).join(','),
    ageOf(metadata.creationTimestamp, now),
  ],
};
