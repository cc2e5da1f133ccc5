import type { JsonObject } from '../../../lib/json.ts';
import { KubectlError } from '../../failure.ts';
import { type Flag, flag } from '../../flags.ts';
import { helpText } from '../../help.ts';
import { entryOf, type Section } from '../../kubeconfig.ts';
import type { Call, Verb } from '../../verb.ts';
import { onlyWord, readConfig, withEntry, withoutEntry, writeConfig } from './file.ts';

export const getClusters: Verb = listing('get-clusters', 'clusters');
export const getUsers: Verb = listing('get-users', 'users');
export const deleteCluster: Verb = deleting('delete-cluster', 'cluster', 'clusters');
export const deleteUser: Verb = deleting('delete-user', 'user', 'users');

function listing(word: string, section: Section): Verb {
  return {
    name: `config ${word}`,
    short: `Display ${section} defined in the kubeconfig`,
    long: `Display ${section} defined in the kubeconfig.`,
    examples: `  # Their names\n  kubectl config ${word}`,
    usage: `config ${word} [flags] [options]`,
    flags: [],
    run(call) {
      const names = readConfig(call)[section].map(({ name }) => name);
      call.out(
        `NAME\n${names
          .sort()
          .map((name) => `${name}\n`)
          .join('')}`,
      );
      return 0;
    },
  };
}

function deleting(word: string, what: string, section: Section): Verb {
  return {
    name: `config ${word}`,
    short: `Delete the specified ${what} from the kubeconfig`,
    long: `Delete the specified ${what} from the kubeconfig.`,
    examples: `  # Forget a ${what}\n  kubectl config ${word} other`,
    usage: `config ${word} NAME [options]`,
    flags: [],
    run(call) {
      const { args, out, kubeconfig } = call;
      const [name, ...others] = args.words;
      if (name === undefined || others.length > 0) {
        out(helpText(call.verb, call.root));
        return 0;
      }
      const config = readConfig(call);
      if (!entryOf(config, section, name))
        throw new KubectlError(`cannot delete ${what} ${name}, not in ${kubeconfig.path}`);
      writeConfig(call, withoutEntry(config, section, name));
      out(`deleted ${what} ${name} from ${kubeconfig.path}\n`);
      return 0;
    },
  };
}

export const setCluster: Verb = {
  name: 'config set-cluster',
  short: 'Set a cluster entry in kubeconfig',
  long: 'Set a cluster entry in kubeconfig.\n\n Specifying a name that already exists will merge new fields on top of existing values for those fields.',
  examples: `  # Another address for a cluster
  kubectl config set-cluster other --server=https://other.example:6443`,
  usage:
    'config set-cluster NAME [--server=server] [--certificate-authority=path/to/certificate/authority] [--insecure-skip-tls-verify=true] [--tls-server-name=example.com] [options]',
  flags: [
    flag('--embed-certs=false', '', { isRefused: true }),
    flag("--proxy-url=''", 'proxy-url for the cluster entry in kubeconfig'),
  ],
  run(call) {
    return setEntry(call, 'clusters', 'Cluster', {
      server: 'server',
      'insecure-skip-tls-verify': 'insecure-skip-tls-verify',
      'proxy-url': 'proxy-url',
    });
  },
};

export const setCredentials: Verb = {
  name: 'config set-credentials',
  short: 'Set a user entry in kubeconfig',
  long: `Set a user entry in kubeconfig.

 Specifying a name that already exists will merge new fields on top of existing values.

        Bearer token flags:
        --token=bearer_token
        
        Basic auth flags:
        --username=basic_user --password=basic_password
        
 Bearer token and basic auth are mutually exclusive.`,
  examples: `  # A user who shows a token
  kubectl config set-credentials robot --token="$(kubectl create token robot)"`,
  usage:
    'config set-credentials NAME [--client-certificate=path/to/certfile] [--client-key=path/to/keyfile] [--token=bearer_token] [--username=basic_user] [--password=basic_password] [--auth-provider=provider_name] [--auth-provider-arg=key=value] [--exec-command=exec_command] [--exec-api-version=exec_api_version] [--exec-arg=arg] [--exec-env=key=value] [options]',
  flags: [
    flag("--username=''", 'username for the user entry in kubeconfig'),
    flag("--password=''", 'password for the user entry in kubeconfig'),
    ...[
      "--auth-provider=''",
      '--auth-provider-arg=[]',
      '--embed-certs=false',
      "--exec-api-version=''",
      '--exec-arg=[]',
      "--exec-command=''",
      '--exec-env=[]',
      "--exec-interactive-mode=''",
      '--exec-provide-cluster-info=false',
    ].map((notation): Flag => flag(notation, '', { isRefused: true })),
  ],
  run(call) {
    const { args } = call;
    if (args.has('token') && (args.has('username') || args.has('password')))
      throw new KubectlError(
        'you cannot specify more than one authentication method at the same time: [--token --username/--password]',
      );
    return setEntry(call, 'users', 'User', {
      token: 'token',
      username: 'username',
      password: 'password',
    });
  },
};

/** Puts what flags say into an entry, over what it had. */
function setEntry(
  call: Call,
  section: Section,
  what: string,
  fields: { readonly [flag: string]: string },
): number {
  const { args, out } = call;
  const name = onlyWord(call);
  const config = readConfig(call);
  const value: { [field: string]: JsonObject[string] } = { ...entryOf(config, section, name) };
  for (const [field, flagName] of Object.entries(fields)) {
    if (!args.has(flagName)) continue;
    const isSwitch = flagName.startsWith('insecure');
    value[field] = isSwitch ? args.is(flagName) || undefined : args.text(flagName) || undefined;
  }
  writeConfig(call, withEntry(config, section, { name, value }));
  out(`${what} "${name}" set.\n`);
  return 0;
}
