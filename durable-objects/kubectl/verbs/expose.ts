import { isObject, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { attempt, KubectlError, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { requirementsText } from '../go-text.ts';
import { overridden } from '../overrides.ts';
import { atoi, labelMap } from '../pairs.ts';
import { type ResultPrinter, resultPrinter } from '../result.ts';
import { type Selected, selectObjects } from '../selected.ts';
import { fieldManagerFlag, filenameFlags, printFlags, saveConfigFlag } from '../shared-flags.ts';
import { typedAnnotated, typedObject } from '../typed.ts';
import type { Call, Verb } from '../verb.ts';

/** `kubectl expose`. Follows k8s.io/kubectl/pkg/cmd/expose. */
export const expose: Verb = {
  name: 'expose',
  short:
    'Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service',
  long: `Expose a resource as a new Kubernetes service.

 Looks up a deployment, service, replica set, replication controller or pod by name and uses the selector for that resource as the selector for a new service on the specified port. A deployment or replica set will be exposed as a service only if its selector is convertible to a selector that service supports, i.e. when the selector contains only the matchLabels component. Note that if no port is specified via --port and the exposed resource has multiple ports, all will be re-used by the new service. Also if no labels are specified, the new service will re-use the labels from the resource it exposes.

 Possible resources include (case insensitive):

 pod (po), service (svc), replicationcontroller (rc), deployment (deploy), replicaset (rs)`,
  examples: `  # Create a service for a replicated nginx, which serves on port 80 and connects to the containers on port 8000
  kubectl expose rc nginx --port=80 --target-port=8000

  # Create a service for a replication controller identified by type and name specified in "nginx-controller.yaml", which serves on port 80 and connects to the containers on port 8000
  kubectl expose -f nginx-controller.yaml --port=80 --target-port=8000

  # Create a service for a pod valid-pod, which serves on port 444 with the name "frontend"
  kubectl expose pod valid-pod --port=444 --name=frontend

  # Create a second service based on the above service, exposing the container port 8443 as port 443 with the name "nginx-https"
  kubectl expose service nginx --port=443 --target-port=8443 --name=nginx-https

  # Create a service for a replicated streaming application on port 4100 balancing UDP traffic and named 'video-stream'.
  kubectl expose rc streamer --port=4100 --protocol=UDP --name=video-stream

  # Create a service for a replicated nginx using replica set, which serves on port 80 and connects to the containers on port 8000
  kubectl expose rs nginx --port=80 --target-port=8000

  # Create a service for an nginx deployment, which serves on port 80 and connects to the containers on port 8000
  kubectl expose deployment nginx --port=80 --target-port=8000`,
  usage:
    'expose (-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type] [options]',
  flags: [
    flag(
      "--cluster-ip=''",
      "ClusterIP to be assigned to the service. Leave empty to auto-allocate, or set to 'None' to create a headless service.",
    ),
    dryRunFlag,
    flag(
      "--external-ip=''",
      'Additional external IP address (not managed by Kubernetes) to accept for the service. If this IP is routed to a node, the service can be accessed by this IP in addition to its generated service IP.',
    ),
    fieldManagerFlag('kubectl-expose'),
    ...filenameFlags(
      'Filename, directory, or URL to files identifying the resource to expose a service',
    ),
    flag("-l, --labels=''", 'Labels to apply to the service created by this call.'),
    flag(
      "--load-balancer-ip=''",
      'IP to assign to the LoadBalancer. If empty, an ephemeral IP will be created and used (cloud-provider specific).',
    ),
    flag("--name=''", 'The name for the newly created object.'),
    ...printFlags,
    flag(
      "--override-type='merge'",
      'The method used to override the generated object: json, merge, or strategic.',
    ),
    flag(
      "--overrides=''",
      'An inline JSON override for the generated object. If this is non-empty, it is used to override the generated object. Requires that the object supply a valid apiVersion field.',
    ),
    flag(
      "--port=''",
      'The port that the service should serve on. Copied from the resource being exposed, if unspecified',
    ),
    flag("--protocol=''", "The network protocol for the service to be created. Default is 'TCP'."),
    saveConfigFlag,
    flag(
      "--selector=''",
      'A label selector to use for this service. Only equality-based selector requirements are supported. If empty (the default) infer the selector from the resource being exposed.',
    ),
    flag(
      "--session-affinity=''",
      "If non-empty, set the session affinity for the service to this; legal values: 'None', 'ClientIP'",
    ),
    flag(
      "--target-port=''",
      'Name or number for the port on the container that the service should direct traffic to. Optional.',
    ),
    flag(
      "--type=''",
      "Type for this service: ClusterIP, NodePort, LoadBalancer, or ExternalName. Default is 'ClusterIP'.",
    ),
  ],
  run(call) {
    dryRunOf(call.args);
    const print = resultPrinter(call, true);
    const { objects, failures } = selectObjects(call);
    const own = attempt(objects, (object) => exposeOne(call, object, print));
    throwAll([...failures, ...own]);
    return 0;
  },
};

/** Kinds that have pods behind them that a Service can select. */
const exposable = [
  'ReplicationController',
  'Service',
  'Pod',
  'Deployment.apps',
  'ReplicaSet.apps',
  'Deployment.extensions',
  'ReplicaSet.extensions',
];

const longestName = 63;

function exposeOne(call: Call, selected: Selected, print: ResultPrinter): void {
  const { args, kinds, cluster, namespace, hasNamespaceFlag } = call;
  const { resource } = selected;
  const title = resource.group === '' ? resource.kind : `${resource.kind}.${resource.group}`;
  if (!exposable.includes(title)) throw new KubectlError(`cannot expose a ${title}`);
  const dryRun = dryRunOf(args);
  const service = typedObject(overridden(call, serviceOf(call, selected)), kinds);
  if (dryRun.mode === 'client') {
    const metadata = isObject(service.metadata) ? service.metadata : {};
    const placed = hasNamespaceFlag
      ? { ...service, metadata: { ...metadata, namespace } }
      : service;
    print({ singular: 'service', group: '' }, typedObject(placed, kinds), 'exposed');
    return;
  }
  const body = args.is('save-config') ? typedAnnotated(service, kinds) : service;
  const target = { group: '', version: 'v1', plural: 'services', namespaced: true };
  const query = { ...dryRun.query, fieldManager: args.text('field-manager') };
  const made = cluster.request('POST', pathOf(target, namespace), { query, body });
  print({ singular: 'service', group: '' }, typedObject(made, kinds), 'exposed');
}

function serviceOf(call: Call, selected: Selected): JsonObject {
  const { args } = call;
  const { object } = selected;
  const selector = args.text('selector') ? labelMap(args.text('selector')) : selectorOf(selected);
  const ports = portsOf(call, object);
  const labels = labelsOf(call, object);
  const name = args.text('name') || selected.name.slice(0, longestName);
  const [externalIp, type, affinity, clusterIP] = [
    'external-ip',
    'type',
    'session-affinity',
    'cluster-ip',
  ].map((word) => args.text(word));
  if (affinity && affinity !== 'None' && affinity !== 'ClientIP')
    throw new KubectlError(`unknown session affinity: ${affinity}`);
  const balancer = type === 'LoadBalancer' ? args.text('load-balancer-ip') : '';
  return {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: { name, ...labels },
    spec: {
      ...(ports.length === 0 ? {} : { ports }),
      selector,
      ...(clusterIP ? { clusterIP } : {}),
      ...(type ? { type } : {}),
      ...(externalIp ? { externalIPs: [externalIp] } : {}),
      ...(affinity ? { sessionAffinity: affinity } : {}),
      ...(balancer === '' ? {} : { loadBalancerIP: balancer }),
    },
    status: { loadBalancer: {} },
  };
}

function labelsOf({ args }: Call, object: JsonObject): JsonObject {
  const text = args.text('labels');
  if (text !== '') return { labels: labelMap(text) };
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const labels = isObject(metadata.labels) ? metadata.labels : {};
  return Object.keys(labels).length === 0 ? {} : { labels };
}

/** The labels that the exposed object finds its pods by. */
function selectorOf({ resource, object }: Selected): JsonObject {
  const wrong = (why: string): KubectlError =>
    new KubectlError(`couldn't retrieve selectors via --selector flag or introspection: ${why}`);
  const spec = isObject(object.spec) ? object.spec : {};
  if (isWithoutTemplate(object) && !isObject(spec.selector)) {
    const metadata = isObject(object.metadata) ? object.metadata : {};
    if (spec.containers === undefined) throw wrong('the service has no pod selector set');
    if (isObject(metadata.labels) && Object.keys(metadata.labels).length > 0)
      return metadata.labels;
    throw wrong('the pod has no labels and cannot be exposed');
  }
  const selector = isObject(spec.selector) ? spec.selector : {};
  if (resource.group === '') return selector;
  const { matchLabels, matchExpressions } = selector;
  if (!isObject(matchLabels) || Object.keys(matchLabels).length === 0)
    throw wrong(`invalid ${resource.singular}: no selectors, therefore cannot be exposed`);
  if (Array.isArray(matchExpressions) && matchExpressions.length > 0)
    throw wrong(
      `couldn't convert expressions - "${requirementsText(matchExpressions)}" to map-based selector format`,
    );
  return matchLabels;
}

function isWithoutTemplate({ spec }: JsonObject): boolean {
  return !isObject(spec) || spec.template === undefined;
}

function portsOf({ args }: Call, object: JsonObject): readonly JsonObject[] {
  const known = knownPorts(object);
  const distinct = [...new Set(known.map(({ port }) => String(port)))];
  const asked = args.text('port') === '' ? distinct : args.text('port').split(',');
  if (asked.length === 0 && args.text('cluster-ip') !== 'None')
    throw new KubectlError("couldn't find port via --port flag or introspection");
  const target = args.text('target-port');
  const targetOf = (port: number): number | string =>
    target === '' ? port : /^[+-]?\d+$/.test(target) ? Number(target) : target;
  return asked.flatMap((text, i) => {
    const port = atoi(text);
    const name = asked.length > 1 ? `port-${i + 1}` : '';
    const make = (own: string, protocol: string): JsonObject => ({
      ...(own === '' ? {} : { name: own }),
      protocol,
      port,
      targetPort: targetOf(port),
    });
    if (args.text('protocol') !== '') return [make(name, args.text('protocol'))];
    const protocols = known.filter((one) => String(one.port) === text).map((one) => one.protocol);
    if (protocols.length <= 1) return [make(name, protocols[0] ?? 'TCP')];
    return protocols.map((protocol) => make(`port-${i + 1}-${protocol.toLowerCase()}`, protocol));
  });
}

/** Ports of the object's containers, or of the Service that it is. */
function knownPorts(object: JsonObject): readonly { port: number; protocol: string }[] {
  const spec = isObject(object.spec) ? object.spec : {};
  const template = isObject(spec.template) ? spec.template : undefined;
  const pod = template ? (isObject(template.spec) ? template.spec : {}) : spec;
  const lists = Array.isArray(pod.containers)
    ? pod.containers.filter(isObject).map(({ ports }: JsonObject) => ports)
    : [spec.ports];
  return lists.flatMap((list): readonly { port: number; protocol: string }[] =>
    Array.isArray(list)
      ? list.filter(isObject).map(({ port, containerPort, protocol }: JsonObject) => ({
          port: Number(containerPort ?? port),
          protocol: String(protocol ?? 'TCP'),
        }))
      : [],
  );
}
