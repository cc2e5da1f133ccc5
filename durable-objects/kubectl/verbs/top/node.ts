import { isObject, type JsonObject } from '../../../lib/json.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { type Call, usageError, type Verb } from '../../verb.ts';
import { selectorFlag } from '../get-flags.ts';
import {
  bytesText,
  cpuText,
  itemsOf,
  metadataOf,
  metricsPath,
  paddedTable,
  percentText,
  sorted,
  type Usage,
  usageOf,
} from './metrics.ts';

/** `kubectl top node`. Follows k8s.io/kubectl/pkg/cmd/top/top_node.go. */
export const topNode: Verb = {
  name: 'top node',
  aliases: ['nodes', 'no'],
  short: 'Display resource (CPU/memory) usage of nodes',
  long: 'Display resource (CPU/memory) usage of nodes.\n\n The top-node command allows you to see the resource consumption of nodes.',
  examples: `  # All nodes
  kubectl top node

  # One node
  kubectl top node node-1`,
  usage: 'top node [NAME | -l label] [options]',
  flags: [
    flag('--no-headers=false', 'If present, print output without headers'),
    selectorFlag,
    flag(
      '--show-capacity=false',
      'Print node resources based on Capacity instead of Allocatable(default) of the nodes.',
    ),
    flag('--show-swap=false', 'Print node resources related to swap memory.'),
    flag(
      "--sort-by=''",
      "If non-empty, sort nodes list using specified field. The field can be either 'cpu' or 'memory'.",
    ),
    flag('--use-protocol-buffers=true', 'Enables using protocol-buffers to access Metrics API.'),
  ],
  run(call) {
    const { args, cluster, kinds, out } = call;
    const [name, ...others] = args.words;
    const labelSelector = args.text('selector') || undefined;
    if (others.length > 0) throw usageError(call, 'node [NAME | -l label]');
    if (name !== undefined && labelSelector !== undefined)
      throw new KubectlError('only one of NAME or --selector can be provided');
    const path = `${metricsPath(call)}/nodes`;
    const metrics =
      name === undefined
        ? itemsOf(cluster.request('GET', path, { query: { labelSelector } }))
        : [cluster.request('GET', `${path}/${encodeURIComponent(name)}`)];
    if (metrics.length === 0) throw new KubectlError('metrics not available yet');
    const resource = kinds.require('nodes');
    const nodes =
      name === undefined
        ? cluster.list(resource, '', { labelSelector }).items
        : [cluster.get(resource, '', name)];
    out(tableOf(call, metrics, nodes));
    return 0;
  },
};

interface Row {
  readonly name: string;
  readonly usage: Usage;
  readonly has: Usage;
}

function tableOf(
  { args }: Call,
  metrics: readonly JsonObject[],
  nodes: readonly JsonObject[],
): string {
  const field = args.is('show-capacity') ? 'capacity' : 'allocatable';
  const available = new Map(
    nodes.map((node) => {
      const status = isObject(node.status) ? node.status : {};
      return [String(metadataOf(node).name), usageOf(status[field])] as const;
    }),
  );
  const measured = metrics.map((one): Row => {
    const name = String(metadataOf(one).name);
    return { name, usage: usageOf(one.usage), has: available.get(name) ?? {} };
  });
  const rows = sorted(measured, args.text('sort-by')).map(rowOf);
  const known = new Set(measured.map(({ name }) => name));
  const unknown = [...available.keys()]
    .filter((name) => !known.has(name))
    .map((name) => [name, ...Array<string>(4).fill('<unknown>')]);
  const swap = args.is('show-swap') ? ['SWAP(bytes)', 'SWAP(%)'] : [];
  const headers = ['NAME', 'CPU(cores)', 'CPU(%)', 'MEMORY(bytes)', 'MEMORY(%)', ...swap];
  const widened = [...rows, ...unknown].map((row) => [...row, ...swap.map(() => '<unknown>')]);
  return paddedTable(args.is('no-headers') ? widened : [headers, ...widened]);
}

function rowOf({ name, usage, has }: Row): readonly string[] {
  return [
    name,
    cpuText(usage),
    percentText(usage.cpu ?? 0, has.cpu ?? 0),
    bytesText(usage.memory),
    percentText(usage.memory ?? 0, has.memory ?? 0),
  ];
}
