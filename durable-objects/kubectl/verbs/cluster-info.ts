import { isObject, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { containersOf } from '../containers.ts';
import { isFailure } from '../failure.ts';
import { flag } from '../flags.ts';
import { serverAddress } from '../kubeconfig.ts';
import { unsortedJsonText } from '../print/json.ts';
import { newPrintState } from '../print/output.ts';
import type { Call, Verb } from '../verb.ts';
import { objectOutput, objectPrintFlags } from './object-output.ts';

const dump: Verb = {
  name: 'cluster-info dump',
  short: 'Dump relevant information for debugging and diagnosis',
  long: "Dump cluster information out suitable for debugging and diagnosing cluster problems.  By default, dumps everything to stdout. You can optionally specify a directory with --output-directory.  If you specify a directory, Kubernetes will build a set of files in that directory.  By default, only dumps things in the current namespace and 'kube-system' namespace, but you can switch to a different namespace with the --namespaces flag, or specify --all-namespaces to dump all namespaces.",
  examples: `  # Everything about this namespace and kube-system
  kubectl cluster-info dump

  # As files of a folder
  kubectl cluster-info dump --output-directory=state`,
  usage: 'cluster-info dump [flags] [options]',
  flags: [
    flag(
      '-A, --all-namespaces=false',
      'If true, dump all namespaces.  If true, --namespaces is ignored.',
    ),
    flag('--namespaces=[]', 'A comma separated list of namespaces to dump.'),
    ...objectPrintFlags.filter(({ name }) => name !== 'output'),
    flag(
      "-o, --output='json'",
      'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
    ),
    flag(
      "--output-directory=''",
      "Where to output the files.  If empty or '-' uses stdout, otherwise creates a directory hierarchy in that directory",
    ),
    flag(
      '--pod-running-timeout=20s',
      'The length of time (like 5s, 2m, or 3h, higher than zero) to wait until at least one pod is running',
    ),
  ],
  run(call) {
    const folder = call.args.text('output-directory');
    const write = writerOf(call, folder);
    writeList(call, write, 'nodes', '', 'nodes');
    for (const namespace of namespacesOf(call)) dumpNamespace(call, write, namespace);
    if (folder !== '' && folder !== '-') call.out(`Cluster info dumped to ${folder}\n`);
    return 0;
  },
};

/** Writes to a file of the folder, or one after the other to standard output. */
type Writer = (file: string, text: string) => void;

function writerOf({ fs, files, out }: Call, folder: string): Writer {
  if (folder === '' || folder === '-') return (_file, text) => out(text);
  return (file, text) => {
    const path = `${folder}/${file}`;
    const parts = path.split('/').slice(0, -1);
    for (const [i] of parts.entries()) {
      const above = parts.slice(0, i + 1).join('/');
      if (above !== '' && files.type(above) === undefined) fs.mkdir(files.resolve(above));
    }
    files.write(path, text);
  };
}

function namespacesOf({ args, cluster, kinds, namespace }: Call): readonly string[] {
  const named = args.list('namespaces');
  if (args.is('all-namespaces'))
    return cluster.list(kinds.require('namespaces'), '').items.map(nameOf);
  return named.length > 0 ? named : [...new Set(['kube-system', namespace])];
}

const dumped = [
  ['events', 'events'],
  ['replicationcontrollers', 'replication-controllers'],
  ['services', 'services'],
  ['daemonsets', 'daemonsets'],
  ['deployments', 'deployments'],
  ['replicasets', 'replicasets'],
  ['pods', 'pods'],
] as const;

function dumpNamespace(call: Call, write: Writer, namespace: string): void {
  for (const [type, file] of dumped)
    writeList(call, write, type, namespace, `${namespace}/${file}`);
  const pods = call.kinds.require('pods');
  for (const pod of call.cluster.list(pods, namespace).items)
    for (const { name } of containersOf(pod)) {
      const of = `container ${name} of pod ${namespace}/${nameOf(pod)}`;
      const path = pathOf(pods, namespace, nameOf(pod), 'log');
      const text = logText(call, path, name);
      write(
        `${namespace}/${nameOf(pod)}/logs.txt`,
        `==== START logs for ${of} ====\n${text}==== END logs for ${of} ====\n`,
      );
    }
}

function logText({ cluster }: Call, path: string, container: string): string {
  try {
    return cluster.rawText(path, `container=${encodeURIComponent(container)}`);
  } catch (error) {
    if (!isFailure(error)) throw error;
    return `Request log error: ${error.message}\n`;
  }
}

function writeList(call: Call, write: Writer, type: string, namespace: string, file: string): void {
  const resource = call.kinds.find(type);
  if (!resource) return;
  const list = call.cluster.request('GET', pathOf(resource, namespace));
  const output = call.args.text('output');
  const print = output === 'json' ? undefined : objectOutput(call);
  write(`${file}.${output}`, print ? print(list, newPrintState()) : unsortedJsonText(list));
}

function nameOf({ metadata }: JsonObject): string {
  return String(isObject(metadata) ? metadata.name : '');
}

/** `kubectl cluster-info`. */
export const clusterInfo: Verb = {
  name: 'cluster-info',
  short: 'Display cluster information',
  long: "Display addresses of the control plane and services with label kubernetes.io/cluster-service=true. To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.",
  examples: `  # Where the control plane is
  kubectl cluster-info`,
  usage: 'cluster-info [flags] [options]',
  flags: [],
  subcommands: [dump],
  run({ cluster, kinds, out }) {
    const services = cluster.list(kinds.require('services'), 'kube-system', {
      labelSelector: 'kubernetes.io/cluster-service=true',
    });
    const lines = services.items.map((service) => {
      const place = `/api/v1/namespaces/kube-system/services/${nameOf(service)}/proxy`;
      return `${nameOf(service)} is running at ${serverAddress}${place}\n`;
    });
    out(
      `Kubernetes control plane is running at ${serverAddress}\n${lines.join('')}\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n`,
    );
    return 0;
  },
};
