import type { Resource } from '../../../apimachinery/resource.ts';
import { isObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { dryRunOf } from '../../dry-run.ts';
import { KubectlError } from '../../failure.ts';
import { klogWarning } from '../../klog.ts';
import { lastApplied } from '../../last-applied.ts';
import { readManifests } from '../../manifest.ts';
import { resultPrinter } from '../../result.ts';
import { nameIn } from '../../selected.ts';
import type { Call } from '../../verb.ts';
import { propagation } from '../delete.ts';

/** What `--prune` looks at when nothing is said: group/version/kind. */
const pruned = [
  ...['ConfigMap', 'Endpoints', 'PersistentVolumeClaim', 'Pod', 'ReplicationController'].map(
    (kind) => `core/v1/${kind}`,
  ),
  ...['Secret', 'Service'].map((kind) => `core/v1/${kind}`),
  ...['Job', 'CronJob'].map((kind) => `batch/v1/${kind}`),
  'networking.k8s.io/v1/Ingress',
  ...['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'].map((kind) => `apps/v1/${kind}`),
  ...['Namespace', 'PersistentVolume'].map((kind) => `core/v1/${kind}`),
];

/** Throws the error for flags that don't go with `--prune`. */
export function checkPrune({ args }: Call): void {
  if (args.is('force')) throw new KubectlError('--force cannot be used with --prune');
  if (!args.is('all') && args.text('selector') === '')
    throw new KubectlError(
      'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector',
    );
  if (args.is('server-side'))
    throw new KubectlError(
      "--prune is in alpha and doesn't currently work on objects created by server-side apply",
    );
}

/** The kinds of `--prune-allowlist`, or the usual ones. Throws KubectlError. */
export function pruneKinds({ args, kinds }: Call): readonly Resource[] {
  const asked = args.all('prune-allowlist');
  return (asked.length > 0 ? asked : pruned).flatMap((text) => {
    const [group = '', version = '', kind, ...more] = text.split('/');
    if (kind === undefined || more.length > 0)
      throw new KubectlError(
        `invalid GroupVersionKind format: ${text}, please follow <group/version/kind>`,
      );
    const apiVersion = group === 'core' ? version : `${group}/${version}`;
    const found = kinds.ofManifest(apiVersion, kind);
    if (found) return [found];
    if (asked.length === 0) return [];
    throw new KubectlError(
      `no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}`,
    );
  });
}

/** Deletes what apply has made and the files no longer have. */
export function prune(call: Call, uids: readonly string[]): void {
  const { args, namespace, hasNamespaceFlag } = call;
  const all = pruneKinds(call);
  if (args.all('prune-allowlist').length === 0)
    call.err(
      klogWarning(
        call.now,
        call.pid,
        'prune.go:71',
        'Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.',
      ),
    );
  const places = new Set(
    readManifests(call)
      .manifests.filter(({ resource }) => resource.namespaced)
      .map((manifest) => manifest.namespace),
  );
  if (hasNamespaceFlag) places.add(namespace);
  for (const place of places)
    for (const resource of all.filter(({ namespaced }) => namespaced))
      pruneKind(call, resource, place, uids);
  for (const resource of all.filter(({ namespaced }) => !namespaced))
    pruneKind(call, resource, '', uids);
}

function pruneKind(call: Call, resource: Resource, place: string, uids: readonly string[]): void {
  const { cluster, args } = call;
  const print = resultPrinter(call);
  const dryRun = dryRunOf(args);
  const grace = args.number('grace-period');
  const { items } = cluster.list(resource, place, {
    labelSelector: args.text('selector') || undefined,
  });
  for (const item of items) {
    const metadata = isObject(item.metadata) ? item.metadata : {};
    const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
    if (annotations[lastApplied] === undefined) continue;
    if (uids.includes(String(metadata.uid))) continue;
    if (dryRun.mode !== 'client')
      cluster.request('DELETE', pathOf(resource, place, nameIn(item)), {
        body: {
          kind: 'DeleteOptions',
          apiVersion: 'v1',
          ...(grace < 0 ? {} : { gracePeriodSeconds: grace }),
          propagationPolicy: propagation(call),
          ...(dryRun.mode === 'server' ? { dryRun: ['All'] } : {}),
        },
      });
    print(resource, item, 'pruned');
  }
}
