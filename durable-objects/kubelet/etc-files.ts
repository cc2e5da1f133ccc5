import type { Pod } from '../api/index.ts';
import { services } from '../api/index.ts';
import type { Frozen } from '../lib/json.ts';
import { clusterZone } from '../network/dns.ts';
import type { Reader } from '../storage/store.ts';
import { fqdnOf, hostnameOf } from './spec.ts';

/** kube-dns' address until its Service says otherwise: the tenth of the range. */
const usualDnsServer = '10.96.0.10';

/** The address of the cluster's DNS server. */
export function dnsServerOf(read: Reader): string {
  const service = read.get(services, { namespace: 'kube-system', name: 'kube-dns' });
  return service?.spec.clusterIP ?? usualDnsServer;
}

/** /etc/resolv.conf by dnsPolicy and dnsConfig. */
export function resolvConf(read: Reader, pod: Frozen<Pod>): string {
  const { dnsPolicy, dnsConfig, hostNetwork } = pod.spec;
  const isCluster =
    dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && !hostNetwork);
  const namespace = pod.metadata.namespace ?? '';
  const search = isCluster
    ? [`${namespace}.svc.${clusterZone}`, `svc.${clusterZone}`, clusterZone]
    : [];
  const servers = dnsPolicy === 'None' ? [] : [isCluster ? dnsServerOf(read) : nodeResolver];
  const own = (dnsConfig?.options ?? []).map(({ name = '', value }) =>
    value === undefined ? name : `${name}:${value}`,
  );
  const isOwn = (option: string) => own.some((o) => o.split(':')[0] === option.split(':')[0]);
  const options = [...(isCluster ? ['ndots:5'].filter((option) => !isOwn(option)) : []), ...own];
  const domains = [...new Set([...search, ...(dnsConfig?.searches ?? [])])];
  const addresses = [...new Set([...servers, ...(dnsConfig?.nameservers ?? [])])].slice(0, 3);
  return [
    ...(domains.length > 0 ? [`search ${domains.join(' ')}`] : []),
    ...addresses.map((address) => `nameserver ${address}`),
    ...(options.length > 0 ? [`options ${options.join(' ')}`] : []),
    '',
  ].join('\n');
}

/** The nodes' own resolver, outside the cluster: nothing simulated answers there. */
const nodeResolver = '192.168.49.1';

/** /etc/hosts as the kubelet writes it. */
export function etcHosts(pod: Frozen<Pod>, podIP: string): string {
  const names = [fqdnOf(pod, clusterZone), hostnameOf(pod)].filter((name) => name !== undefined);
  const aliases = (pod.spec.hostAliases ?? []).map(
    ({ ip, hostnames = [] }) => `${ip}\t${hostnames.join('\t')}`,
  );
  return [
    '# Kubernetes-managed hosts file.',
    '127.0.0.1\tlocalhost',
    '::1\tlocalhost ip6-localhost ip6-loopback',
    'fe00::0\tip6-localnet',
    'fe00::0\tip6-mcastprefix',
    'fe00::1\tip6-allnodes',
    'fe00::2\tip6-allrouters',
    `${podIP}\t${names.join('\t')}`,
    ...(aliases.length > 0 ? ['', '# Entries added by HostAliases.', ...aliases] : []),
    '',
  ].join('\n');
}
