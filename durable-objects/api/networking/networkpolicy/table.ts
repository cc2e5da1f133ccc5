import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import { selectorText } from '../../../apimachinery/labels.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { NetworkPolicy } from './schema.ts';

/** Columns of `kubectl get networkpolicies`. */
export const networkPolicyTable: TableConvertor<NetworkPolicy> = {
  columns: [nameColumn, ...textColumns('Pod-Selector'), ageColumn],
  cells: ({ metadata, spec }, now) => [
    metadata.name,
    selectorText(spec.podSelector) || '<none>',
    ageOf(metadata.creationTimestamp, now),
  ],
};
