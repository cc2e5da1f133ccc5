/** The checks that `?verbose` lists; all of them pass as long as anything answers. */
const livez = [
  'ping',
  'log',
  'loopback-serving-certificate',
  'etcd',
  'poststarthook/start-apiserver-admission-initializer',
  'poststarthook/generic-apiserver-start-informers',
  'poststarthook/priority-and-fairness-config-consumer',
  'poststarthook/priority-and-fairness-filter',
  'poststarthook/storage-object-count-tracker-hook',
  'poststarthook/start-apiextensions-informers',
  'poststarthook/start-apiextensions-controllers',
  'poststarthook/crd-informer-synced',
  'poststarthook/start-system-namespaces-controller',
  'poststarthook/peer-endpoint-reconciler-controller',
  'poststarthook/start-cluster-authentication-info-controller',
  'poststarthook/start-kube-apiserver-identity-lease-controller',
  'poststarthook/start-kube-apiserver-identity-lease-garbage-collector',
  'poststarthook/storage-readiness',
  'poststarthook/start-legacy-token-tracking-controller',
  'poststarthook/start-service-ip-repair-controllers',
  'poststarthook/rbac/bootstrap-roles',
  'poststarthook/scheduling/bootstrap-system-priority-classes',
  'poststarthook/priority-and-fairness-config-producer',
  'poststarthook/bootstrap-controller',
  'poststarthook/start-kubernetes-service-cidr-controller',
  'poststarthook/start-kube-aggregator-informers',
  'poststarthook/apiservice-status-local-available-controller',
  'poststarthook/apiservice-status-remote-available-controller',
  'poststarthook/apiservice-registration-controller',
  'poststarthook/apiservice-wait-for-first-sync',
  'poststarthook/apiservice-discovery-controller',
  'poststarthook/kube-apiserver-autoregistration',
  'autoregister-completion',
  'poststarthook/apiservice-openapi-controller',
  'poststarthook/apiservice-openapiv3-controller',
];

const checks: { readonly [endpoint: string]: readonly string[] } = {
  healthz: livez,
  livez,
  readyz: [...livez.slice(0, 2), 'informer-sync', ...livez.slice(4), 'shutdown'],
};

/** The text of `/healthz`, `/livez/ping` ...; undefined when there is no such check. */
export function healthText(path: string, isVerbose: boolean): string | undefined {
  const [endpoint = '', ...rest] = path.split('/').filter((part) => part !== '');
  const names = Object.hasOwn(checks, endpoint) ? checks[endpoint] : undefined;
  if (!names) return undefined;
  const one = rest.join('/');
  if (one !== '') return names.includes(one) ? 'ok' : undefined;
  if (!isVerbose) return 'ok';
  return `${names.map((name) => `[+]${name} ok\n`).join('')}${endpoint} check passed\n`;
}

export function healthPaths(): readonly string[] {
  return Object.entries(checks).flatMap(([endpoint, names]) => [
    `/${endpoint}`,
    ...names.map((name) => `/${endpoint}/${name}`),
  ]);
}
