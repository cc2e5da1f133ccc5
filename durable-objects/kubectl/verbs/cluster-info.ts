import { serverAddress } from '../kubeconfig.ts';
import type { Verb } from '../verb.ts';
import { notHere } from './not-here.ts';

/** `kubectl cluster-info`. */
export const clusterInfo: Verb = {
  name: 'cluster-info',
  short: 'Display cluster information',
  long: "Display addresses of the control plane and services with label kubernetes.io/cluster-service=true. To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.",
  examples: `  # Print the address of the control plane and cluster services
  kubectl cluster-info`,
  usage: 'cluster-info [options]',
  flags: [],
  subcommands: [
    notHere('cluster-info dump', 'Dump relevant information for debugging and diagnosis'),
  ],
  run({ out }) {
    out(
      `Kubernetes control plane is running at ${serverAddress}\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n`,
    );
    return 0;
  },
};
