import { ageColumn, nameColumn } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { APIService } from './schema.ts';

/** Columns of `kubectl get apiservices`. */
export const apiServiceTable: TableConvertor<APIService> = {
  columns: [
    nameColumn,
    {
      name: 'Service',
      type: 'string',
      description: 'The reference to the service that hosts this API endpoint.',
    },
    { name: 'Available', type: 'string', description: 'Whether this service is available.' },
    ageColumn,
  ],
  cells: (apiService, now) => [
    apiService.metadata.name,
    serviceText(apiService),
    availableText(apiService),
    ageOf(apiService.metadata.creationTimestamp, now),
  ],
};

function serviceText({ spec: { service } }: Frozen<APIService>): string {
  return service ? `${service.namespace ?? ''}/${service.name ?? ''}` : 'Local';
}

function availableText({ status }: Frozen<APIService>): string {
  const available = (status.conditions ?? []).find(({ type }) => type === 'Available');
  if (!available) return 'Unknown';
  const { status: text, reason } = available;
  return text === 'True' ? text : `${text} (${reason ?? ''})`;
}
