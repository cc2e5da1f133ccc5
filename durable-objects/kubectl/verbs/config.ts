import { KubectlError } from '../failure.ts';
import { flag } from '../flags.ts';
import { kubeconfigText, readKubeconfig, writeKubeconfig } from '../kubeconfig.ts';
import { alignRemembering, newTableState } from '../print/table.ts';
import type { Call, Group, Verb } from '../verb.ts';

const currentContext: Verb = {
  ...named('current-context', 'Display the current-context'),
  run({ fs, home, out }) {
    const config = readKubeconfig(fs, home);
    if (config.currentContext === '') throw new KubectlError('current-context is not set');
    out(`${config.currentContext}\n`);
    return 0;
  },
};

const view: Verb = {
  ...named('view', 'Display merged kubeconfig settings or a specified kubeconfig file'),
  flags: [
    flag('--minify=false', 'Remove all information not used by current-context from the output'),
  ],
  run({ fs, home, args, out }) {
    const config = readKubeconfig(fs, home);
    const { contexts } = config;
    const used = contexts.filter(({ name }) => name === config.currentContext);
    out(kubeconfigText(args.is('minify') ? { ...config, contexts: used } : config));
    return 0;
  },
};

const getContexts: Verb = {
  ...named('get-contexts', 'Describe one or many contexts'),
  flags: [
    flag(
      '--no-headers=false',
      "When using the default or custom-column output format, don't print headers (default print headers).",
    ),
    flag("-o, --output=''", 'Output format. One of: (name).'),
  ],
  run({ fs, home, args, out }) {
    const config = readKubeconfig(fs, home);
    if (args.text('output') === 'name') {
      out(config.contexts.map(({ name }) => `${name}\n`).join(''));
      return 0;
    }
    const rows = config.contexts.map(({ name, namespace }) => [
      name === config.currentContext ? '*' : '',
      name,
      'labset',
      'student',
      namespace,
    ]);
    const header = ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'];
    out(alignRemembering(args.is('no-headers') ? rows : [header, ...rows], newTableState()));
    return 0;
  },
};

const useContext: Verb = {
  ...named('use-context', 'Set the current-context in a kubeconfig file'),
  run({ fs, home, args, out }) {
    const config = readKubeconfig(fs, home);
    const [name = ''] = args.words;
    if (!config.contexts.some((context) => context.name === name))
      throw new KubectlError(`no context exists with the name: "${name}"`);
    writeKubeconfig(fs, home, { ...config, currentContext: name });
    out(`Switched to context "${name}".\n`);
    return 0;
  },
};

const setContext: Verb = {
  ...named('set-context', 'Set a context entry in kubeconfig'),
  flags: [flag('--current=false', 'Modify the current context')],
  run(call) {
    const { fs, home, args, out } = call;
    const config = readKubeconfig(fs, home);
    const name = nameToSet(call, config.currentContext);
    const known = config.contexts.find((context) => context.name === name);
    const context = {
      name,
      namespace: args.has('namespace') ? args.text('namespace') : (known?.namespace ?? ''),
    };
    const others = config.contexts.filter((other) => other !== known);
    const contexts = known
      ? config.contexts.map((other) => (other === known ? context : other))
      : [...others, context];
    writeKubeconfig(fs, home, { ...config, contexts });
    out(`Context "${name}" ${known ? 'modified' : 'created'}.\n`);
    return 0;
  },
};

function nameToSet({ args }: Call, current: string): string {
  const [name] = args.words;
  if (args.is('current')) {
    if (name !== undefined)
      throw new KubectlError('you cannot specify both a context name and --current');
    if (current === '') throw new KubectlError('no current context is set');
    return current;
  }
  if (name === undefined)
    throw new KubectlError('you must specify a non-empty context name or --current');
  return name;
}

/** `kubectl config ...`: the file is the home folder's. */
export const config: Group = {
  name: 'config',
  short: 'Modify kubeconfig files',
  long: 'Modify the kubeconfig file in the home folder of this terminal.',
  examples: '',
  usage: 'config SUBCOMMAND [options]',
  flags: [],
  subcommands: [currentContext, getContexts, setContext, useContext, view],
};

function named(name: string, short: string): Omit<Verb, 'run'> {
  const usage = `config ${name} [options]`;
  return { name: `config ${name}`, short, long: `${short}.`, examples: '', usage, flags: [] };
}
