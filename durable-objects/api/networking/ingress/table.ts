import { ageColumn, nameColumn } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { Column, TableConvertor } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Ingress } from './schema.ts';

const columns: readonly Column[] = [
  {
    name: 'Class',
    type: 'string',
    description:
      'The name of the IngressClass resource that should be used for additional configuration',
  },
  {
    name: 'Hosts',
    type: 'string',
    description: 'Hosts that incoming requests are matched against before the ingress rule',
  },
  {
    name: 'Address',
    type: 'string',
    description: 'Address is a list containing ingress points for the load-balancer',
  },
  { name: 'Ports', type: 'string', description: 'Ports of TLS configurations that open' },
];

/** Columns of `kubectl get ingresses`. */
export const ingressTable: TableConvertor<Ingress> = {
  columns: [nameColumn, ...columns, ageColumn],
  cells: (ingress, now) => [
    ingress.metadata.name,
    ingress.spec.ingressClassName ?? '<none>',
    hostsText(ingress),
    addressText(ingress),
    (ingress.spec.tls ?? []).length > 0 ? '80, 443' : '80',
    ageOf(ingress.metadata.creationTimestamp, now),
  ],
};

/** The hosts of the first three rules that name one. */
function hostsText({ spec }: Frozen<Ingress>): string {
  const rules = spec.rules ?? [];
  const most = 3;
  const list: string[] = [];
  let more = false;
  for (const { host } of rules) {
    if (list.length === most) more = true;
    if (!more && host) list.push(host);
  }
  if (list.length === 0) return '*';
  return more ? `${list.join(',')} + ${rules.length - most} more...` : list.join(',');
}

/** Where the ingress is reached, sorted; '' as long as no controller has said so. */
export function addressText({ status }: Frozen<Ingress>): string {
  const list = (status.loadBalancer.ingress ?? []).map(
    ({ ip, hostname }) => ip || (hostname ?? ''),
  );
  return [...new Set(list.filter((text) => text !== ''))].sort().join(',');
}
