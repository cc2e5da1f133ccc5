import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { ResourceQuota } from './schema.ts';

/** Columns of `kubectl get resourcequotas`. */
export const resourceQuotaTable: TableConvertor<ResourceQuota> = {
  columns: [nameColumn, ...textColumns('Request', 'Limit'), ageColumn],
  cells: (quota, now) => [
    quota.metadata.name,
    usageText(quota, (resource) => !isLimit(resource)),
    usageText(quota, isLimit),
    ageOf(quota.metadata.creationTimestamp, now),
  ],
};

/** `pods: 12/50, requests.storage: 8Gi/20Gi`. */
function usageText(
  { status }: Frozen<ResourceQuota>,
  isShown: (resource: string) => boolean,
): string {
  return Object.entries(status.hard ?? {})
    .sort()
    .filter(([resource]) => isShown(resource))
    .map(([resource, hard]) => `${resource}: ${status.used?.[resource] ?? '0'}/${hard}`)
    .join(', ');
}

function isLimit(resource: string): boolean {
  return resource.startsWith('limits.');
}
