import { ageColumn, firstThree, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Endpoints } from './schema.ts';

/** Columns of `kubectl get endpoints`. */
export const endpointsTable: TableConvertor<Endpoints> = {
  columns: [nameColumn, ...textColumns('Endpoints'), ageColumn],
  cells: (endpoints, now) => [
    endpoints.metadata.name,
    addressesText(endpoints),
    ageOf(endpoints.metadata.creationTimestamp, now),
  ],
};

/** `10.244.1.2:80,10.244.2.2:80`: the first three of the ready addresses. */
function addressesText({ subsets }: Frozen<Endpoints>): string {
  if (!subsets?.length) return '<none>';
  const list = subsets.flatMap(({ addresses = [], ports = [] }) =>
    ports.length === 0
      ? addresses.map(({ ip }) => ip)
      : ports.flatMap(({ port }) => addresses.map(({ ip }) => joinHostPort(ip, port))),
  );
  return firstThree(list);
}

function joinHostPort(ip: string, port: number): string {
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}
