import { KubectlError } from '../failure.ts';
import { flag } from '../flags.ts';
import { jsonText } from '../print/json.ts';
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
  usage: 'version [options]',
  flags: [
    flag('--client=false', 'If true, shows client version only (no server required).'),
    flag("-o, --output=''", "One of 'yaml' or 'json'."),
  ],
  run({ args, cluster, out }) {
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
        out(jsonText(all).replace(/^ +/gm, (indent) => ' '.repeat(indent.length / 2)));
        return 0;
      default:
        throw new KubectlError("--output must be 'yaml' or 'json'");
    }
  },
};
