import { isObject, type JsonObject } from '../../lib/json.ts';
import { KubectlError } from '../failure.ts';
import { flag } from '../flags.ts';
import { unsortedJsonText } from '../print/json.ts';
import { yamlText } from '../print/yaml.ts';
import type { Verb } from '../verb.ts';

const clientVersion = {
  buildDate: '2026-02-26T20:05:34Z',
  compiler: 'gc',
  gitCommit: 'fdc9d74cbf2da6754ebf81d56f80ae2948cd6425',
  gitTreeState: 'clean',
  gitVersion: 'v1.35.2',
  goVersion: 'go1.25.7',
  major: '1',
  minor: '35',
  platform: 'linux/amd64',
};
const kustomizeVersion = 'v5.7.1';

/** `kubectl version`. */
export const version: Verb = {
  name: 'version',
  short: 'Print the client and server version information',
  long: 'Print the client and server version information for the current context.',
  examples: `  # Print the client and server versions for the current context
  kubectl version`,
  usage: 'version [flags] [options]',
  flags: [
    flag('--client=false', 'If true, shows client version only (no server required).'),
    flag("-o, --output=''", "One of 'yaml' or 'json'."),
  ],
  run(call) {
    const { args, cluster, out } = call;
    if (args.words.length > 0) throw new KubectlError(`extra arguments: [${args.words.join(' ')}]`);
    if (!['', 'yaml', 'json'].includes(args.text('output')))
      throw new KubectlError("--output must be 'yaml' or 'json'");
    const server = args.is('client') ? undefined : cluster.request('GET', '/version');
    const all = {
      clientVersion,
      kustomizeVersion,
      ...(server === undefined ? {} : { serverVersion: server }),
    };
    switch (args.text('output')) {
      case '':
        out(
          `Client Version: ${clientVersion.gitVersion}\nKustomize Version: ${kustomizeVersion}\n`,
        );
        if (server) out(`Server Version: ${String(server.gitVersion)}\n`);
        return 0;
      case 'yaml':
        out(`${yamlText(all)}\n`);
        return 0;
      case 'json':
        out(
          unsortedJsonText(inOrder(all)).replace(/^ +/gm, (indent) =>
            ' '.repeat(indent.length / 2),
          ),
        );
        return 0;
      default:
        return 0;
    }
  },
};

const order = [
  'major',
  'minor',
  'emulationMajor',
  'emulationMinor',
  'minCompatibilityMajor',
  'minCompatibilityMinor',
  'gitVersion',
  'gitCommit',
  'gitTreeState',
  'buildDate',
  'goVersion',
  'compiler',
  'platform',
];

/** Versions with their members in the order of Go's structs. */
function inOrder(all: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(all).map(([name, version]) => [
      name,
      isObject(version)
        ? Object.fromEntries(order.map((field) => [field, version[field]]))
        : version,
    ]),
  );
}
