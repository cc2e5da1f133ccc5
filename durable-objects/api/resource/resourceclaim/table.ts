import { ageColumn, nameColumn } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { ResourceClaim } from './schema.ts';

/** Columns of `kubectl get resourceclaims`. */
export const resourceClaimTable: TableConvertor<ResourceClaim> = {
  columns: [
    nameColumn,
    {
      name: 'State',
      type: 'string',
      description: 'A summary of the current state (allocated, pending, reserved, etc.).',
    },
    ageColumn,
  ],
  cells: (claim, now) => [
    claim.metadata.name,
    stateText(claim),
    ageOf(claim.metadata.creationTimestamp, now),
  ],
};

function stateText({ metadata, status }: Frozen<ResourceClaim>): string {
  const states: string[] = [];
  const isDeleted = metadata.deletionTimestamp !== undefined;
  if (isDeleted) states.push('deleted');
  if (status.allocation) states.push('allocated');
  else if (!isDeleted) states.push('pending');
  if (status.reservedFor?.length) states.push('reserved');
  return states.join(',');
}
