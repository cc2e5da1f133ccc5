import { ageColumn, nameColumn } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { IPAddress } from './schema.ts';

/** Columns of `kubectl get ipaddresses`. */
export const ipAddressTable: TableConvertor<IPAddress> = {
  columns: [
    nameColumn,
    {
      name: 'ParentRef',
      type: 'string',
      description: 'ParentRef references the resource that an IPAddress is attached to.',
    },
    ageColumn,
  ],
  cells: (address, now) => [
    address.metadata.name,
    parentText(address),
    ageOf(address.metadata.creationTimestamp, now),
  ],
};

/** `services/default/kubernetes`. */
function parentText({ spec: { parentRef } }: Frozen<IPAddress>): string {
  if (!parentRef) return '<none>';
  const { group, resource, namespace, name } = parentRef;
  const what = (group ? `${resource}.${group}` : resource).toLowerCase();
  return namespace ? `${what}/${namespace}/${name}` : `${what}/${name}`;
}
