import type { Group } from '../../verb.ts';
import { topNode } from './node.ts';
import { topPod } from './pod.ts';

/** `kubectl top ...`. */
export const top: Group = {
  name: 'top',
  short: 'Display resource (CPU/memory) usage',
  long: `Display resource (CPU/memory) usage.

 This command provides a view of recent resource consumption for nodes and pods. It asks the Metrics API, which has to be there.`,
  examples: '',
  usage: 'top [flags] [options]',
  flags: [],
  alone: 'fails with an error',
  subcommands: [topNode, topPod],
};
