import {
  dns1123SubdomainErrors,
  portNameErrors,
  portNumberErrors,
} from '../../../apimachinery/names.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import type { Call, Group } from '../../verb.ts';
import { generatorVerb, type KnownKind, metadataOf } from './generator.ts';

const service: KnownKind = {
  group: '',
  version: 'v1',
  kind: 'Service',
  plural: 'services',
  singular: 'service',
  namespaced: true,
};

const createClusterIp = generatorVerb({
  name: 'create service clusterip',
  short: 'Create a ClusterIP service',
  long: 'Create a ClusterIP service with the specified name.',
  examples: `  # Create a new ClusterIP service named my-cs
  kubectl create service clusterip my-cs --tcp=5678:8080

  # Create a new ClusterIP service named my-cs (in headless mode)
  kubectl create service clusterip my-cs --clusterip="None"`,
  usage:
    'create service clusterip NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none] [options]',
  flags: [
    flag(
      "--clusterip=''",
      "Assign your own ClusterIP or set to 'None' for a 'headless' service (no loadbalancing).",
    ),
    flag('--tcp=[]', "Port pairs can be specified as '<port>:<targetPort>'."),
  ],
  makes: service,
  failure: 'failed to create ClusterIP service: ',
  build(call, name) {
    const clusterIP = call.args.text('clusterip');
    if (clusterIP !== 'None') requirePort(call);
    return serviceOf(call, name, 'ClusterIP', clusterIP === '' ? {} : { clusterIP });
  },
});

const createNodePort = generatorVerb({
  name: 'create service nodeport',
  short: 'Create a NodePort service',
  long: 'Create a NodePort service with the specified name.',
  examples: `  # Create a new NodePort service named my-ns
  kubectl create service nodeport my-ns --tcp=5678:8080`,
  usage:
    'create service nodeport NAME [--tcp=port:targetPort] [--dry-run=server|client|none] [options]',
  flags: [
    flag('--node-port=0', 'Port used to expose the service on each node in a cluster.'),
    flag('--tcp=[]', "Port pairs can be specified as '<port>:<targetPort>'."),
  ],
  makes: service,
  failure: 'failed to create NodePort service: ',
  build(call, name) {
    requirePort(call);
    return serviceOf(call, name, 'NodePort', {});
  },
});

const createLoadBalancer = generatorVerb({
  name: 'create service loadbalancer',
  short: 'Create a LoadBalancer service',
  long: 'Create a LoadBalancer service with the specified name.',
  examples: `  # Create a new LoadBalancer service named my-lbs
  kubectl create service loadbalancer my-lbs --tcp=5678:8080`,
  usage:
    'create service loadbalancer NAME [--tcp=port:targetPort] [--dry-run=server|client|none] [options]',
  flags: [flag('--tcp=[]', "Port pairs can be specified as '<port>:<targetPort>'.")],
  makes: service,
  failure: 'failed to create LoadBalancer service: ',
  build(call, name) {
    requirePort(call);
    return serviceOf(call, name, 'LoadBalancer', {});
  },
});

const createExternalName = generatorVerb({
  name: 'create service externalname',
  short: 'Create an ExternalName service',
  long: `Create an ExternalName service with the specified name.

 ExternalName service references to an external DNS address instead of only pods, which will allow application authors to reference services that exist off platform, on other clusters, or locally.`,
  examples: `  # Create a new ExternalName service named my-ns
  kubectl create service externalname my-ns --external-name bar.com`,
  usage:
    'create service externalname NAME --external-name external.name [--dry-run=server|client|none] [options]',
  flags: [
    flag("--external-name=''", 'External name of service'),
    flag('--tcp=[]', "Port pairs can be specified as '<port>:<targetPort>'."),
  ],
  required: ['external-name'],
  makes: service,
  failure: 'failed to create ExternalName service: ',
  build(call, name) {
    const externalName = call.args.text('external-name');
    if (dns1123SubdomainErrors(externalName).length > 0)
      throw new KubectlError(`invalid service external name ${externalName}`);
    return serviceOf(call, name, 'ExternalName', { externalName });
  },
});

function requirePort({ args }: Call): void {
  if (args.list('tcp').length === 0)
    throw new KubectlError('at least one tcp port specifier must be provided');
}

function serviceOf(call: Call, name: string, type: string, more: JsonObject): JsonObject {
  const { args } = call;
  const nodePort = args.number('node-port');
  const ports = args.list('tcp').map((pair) => {
    const { port, targetPort } = portsOf(pair);
    return {
      name: pair.replaceAll(':', '-'),
      protocol: 'TCP',
      port,
      targetPort,
      ...(nodePort > 0 ? { nodePort } : {}),
    };
  });
  return {
    metadata: { ...metadataOf(call, name), labels: { app: name } },
    spec: {
      ...(ports.length === 0 ? {} : { ports }),
      selector: { app: name },
      ...(more.clusterIP === undefined ? {} : { clusterIP: more.clusterIP }),
      type,
      ...(more.externalName === undefined ? {} : { externalName: more.externalName }),
    },
    status: { loadBalancer: {} },
  };
}

/** `80`, `80:8080`, `80:http`. Throws KubectlError. */
function portsOf(pair: string): { port: number; targetPort: number | string } {
  const [own = '', target] = pair.split(':');
  const port = portNumber(own);
  if (target === undefined) return { port, targetPort: port };
  const isNumber = /^[+-]?\d+$/.test(target);
  const errors = isNumber ? portNumberErrors(Number(target)) : portNameErrors(target);
  if (errors.length > 0) throw new KubectlError(errors.join(','));
  return { port, targetPort: isNumber ? Number(target) : target };
}

/** Reads a port of 16 bits as Go does (k8s.io/utils/net ParsePort, 0 allowed). */
function portNumber(text: string): number {
  const quoted = JSON.stringify(text);
  if (!/^\d+$/.test(text))
    throw new KubectlError(`strconv.ParseUint: parsing ${quoted}: invalid syntax`);
  if (Number(text) > 65_535)
    throw new KubectlError(`strconv.ParseUint: parsing ${quoted}: value out of range`);
  return Number(text);
}

/** `kubectl create service`. */
export const createService: Group = {
  name: 'create service',
  aliases: ['svc'],
  short: 'Create a service using a specified subcommand',
  long: 'Create a service using a specified subcommand.',
  examples: '',
  usage: 'create service [flags] [options]',
  flags: [],
  alone: 'fails with an error',
  subcommands: [createClusterIp, createExternalName, createLoadBalancer, createNodePort],
};
