import type { JsonObject } from '../../../lib/json.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { type Call, usageError, type Verb } from '../../verb.ts';
import { allNamespacesFlag, selectorFlag } from '../get-flags.ts';
import {
  bytesText,
  cpuText,
  itemsOf,
  metadataOf,
  metricsPath,
  paddedTable,
  sorted,
  sumOf,
  type Usage,
  usageOf,
} from './metrics.ts';

/** `kubectl top pod`. Follows k8s.io/kubectl/pkg/cmd/top/top_pod.go. */
export const topPod: Verb = {
  name: 'top pod',
  aliases: ['pods', 'po'],
  short: 'Display resource (CPU/memory) usage of pods',
  long: "Display resource (CPU/memory) usage of pods.\n\n The 'top pod' command allows you to see the resource consumption of pods.\n\n Due to the metrics pipeline delay, they may be unavailable for a few minutes since pod creation.",
  examples: `  # Pods of this namespace
  kubectl top pod

  # The containers of one pod
  kubectl top pod web-0 --containers`,
  usage: 'top pod [NAME | -l label] [options]',
  flags: [
    allNamespacesFlag,
    flag('--containers=false', 'If present, print usage of containers within a pod.'),
    flag(
      "--field-selector=''",
      "Selector (field query) to filter on, supports '=', '==', and '!='.(e.g. --field-selector key1=value1,key2=value2). The server only supports a limited number of field queries per type.",
    ),
    flag('--no-headers=false', 'If present, print output without headers.'),
    selectorFlag,
    flag('--show-swap=false', 'Print pod resources related to swap memory.'),
    flag(
      "--sort-by=''",
      "If non-empty, sort pods list using specified field. The field can be either 'cpu' or 'memory'.",
    ),
    flag('--sum=false', 'Print the sum of the resource usage'),
    flag('--use-protocol-buffers=true', 'Enables using protocol-buffers to access Metrics API.'),
  ],
  run(call) {
    const { args, cluster, err, out } = call;
    const [name, ...others] = args.words;
    const query = {
      labelSelector: args.text('selector') || undefined,
      fieldSelector: args.text('field-selector') || undefined,
    };
    if (others.length > 0) throw usageError(call, 'pod [NAME | -l label]');
    if (name !== undefined && (query.labelSelector ?? query.fieldSelector) !== undefined)
      throw new KubectlError('only one of NAME or selector can be provided');
    const namespace = args.is('all-namespaces') ? '' : call.namespace;
    const place = namespace === '' ? '' : `/namespaces/${namespace}`;
    const path = `${metricsPath(call)}${place}/pods`;
    const metrics =
      name === undefined
        ? itemsOf(cluster.request('GET', path, { query }))
        : [cluster.request('GET', `${path}/${encodeURIComponent(name)}`)];
    if (metrics.length > 0) {
      out(tableOf(call, metrics));
      return 0;
    }
    const pods = cluster.list(call.kinds.require('pods'), namespace, query).items;
    if (pods.length > 0) throw new KubectlError('metrics not available yet');
    err(
      namespace === '' ? 'No resources found\n' : `No resources found in ${namespace} namespace.\n`,
    );
    return 0;
  },
};

interface Measured {
  readonly name: string;
  readonly namespace: string;
  readonly usage: Usage;
  readonly containers: readonly { readonly name: string; readonly usage: Usage }[];
}

function tableOf({ args }: Call, metrics: readonly JsonObject[]): string {
  const by = args.text('sort-by');
  const all = sorted(metrics.map(measured), by);
  const isWide = args.is('all-namespaces');
  const isDeep = args.is('containers');
  const swap = args.is('show-swap');
  const cells = (usage: Usage): readonly string[] => [
    cpuText(usage),
    bytesText(usage.memory),
    ...(swap ? [bytesText(usage.swap)] : []),
  ];
  const rows = all.flatMap((pod) => {
    const place = isWide ? [pod.namespace] : [];
    if (!isDeep) return [[...place, pod.name, ...cells(pod.usage)]];
    return sorted(pod.containers, by).map(({ name, usage }) => [
      ...place,
      pod.name,
      name,
      ...cells(usage),
    ]);
  });
  const names = [...(isWide ? ['NAMESPACE'] : []), ...(isDeep ? ['POD'] : []), 'NAME'];
  const headers = [...names, 'CPU(cores)', 'MEMORY(bytes)', ...(swap ? ['SWAP(bytes)'] : [])];
  const blank = names.map(() => '');
  const total = args.is('sum')
    ? [
        [...blank, '________', '________'],
        [...blank, ...cells(sumOf(all.map(({ usage }) => usage)))],
      ]
    : [];
  const body = [...rows, ...total];
  return paddedTable(args.is('no-headers') ? body : [headers, ...body]);
}

function measured(metrics: JsonObject): Measured {
  const { name, namespace = '' } = metadataOf(metrics);
  const containers = itemsOf({ items: metrics.containers ?? [] }).map((one) => ({
    name: String(one.name),
    usage: usageOf(one.usage),
  }));
  return {
    name: String(name),
    namespace: String(namespace),
    containers,
    usage: sumOf(containers.map(({ usage }) => usage)),
  };
}
