import {
  ageColumn,
  formatLabels,
  nameColumn,
  textColumns,
  wideColumns,
} from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Service } from './schema.ts';

/** Columns of `kubectl get services`; follows printService of pkg/printers/internalversion. */
export const serviceTable: TableConvertor<Service> = {
  columns: [
    nameColumn,
    ...textColumns('Type', 'Cluster-IP', 'External-IP', 'Port(s)'),
    ageColumn,
    ...wideColumns('Selector'),
  ],
  cells: (service, now) => [
    service.metadata.name,
    service.spec.type,
    service.spec.clusterIPs?.[0] ?? '<none>',
    externalIP(service),
    portsText(service),
    ageOf(service.metadata.creationTimestamp, now),
    formatLabels(service.spec.selector),
  ],
};

function externalIP({ spec, status }: Frozen<Service>): string {
  const external = spec.externalIPs ?? [];
  switch (spec.type) {
    case 'ClusterIP':
    case 'NodePort':
      return external.length === 0 ? '<none>' : external.join(',');
    case 'LoadBalancer': {
      const balanced = (status.loadBalancer.ingress ?? [])
        .map(({ ip, hostname }) => ip || hostname || '')
        .filter((address) => address !== '')
        .sort();
      const all = [...external, ...new Set(balanced)];
      return all.length === 0 ? '<pending>' : all.join(',');
    }
    case 'ExternalName':
      return spec.externalName ?? '';
    default:
      return '<unknown>';
  }
}

function portsText({ spec }: Frozen<Service>): string {
  const ports = (spec.ports ?? []).map(({ port, nodePort, protocol }) =>
    nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`,
  );
  return ports.length === 0 ? '<none>' : ports.join(',');
}
