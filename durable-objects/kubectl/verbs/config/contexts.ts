import type { JsonObject } from '../../../lib/json.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { helpText } from '../../help.ts';
import { entryOf } from '../../kubeconfig.ts';
import { alignRemembering, newTableState } from '../../print/table.ts';
import type { Call, Verb } from '../../verb.ts';
import { onlyWord, readConfig, withEntry, withoutEntry, writeConfig, wrongWords } from './file.ts';

export const currentContext: Verb = {
  name: 'config current-context',
  short: 'Display the current-context',
  long: 'Display the current-context.',
  examples: '  # Which context is in use\n  kubectl config current-context',
  usage: 'config current-context [flags] [options]',
  flags: [],
  run(call) {
    const config = readConfig(call);
    if (config.currentContext === '') throw new KubectlError('current-context is not set');
    call.out(`${config.currentContext}\n`);
    return 0;
  },
};

export const getContexts: Verb = {
  name: 'config get-contexts',
  short: 'Describe one or many contexts',
  long: 'Display one or many contexts from the kubeconfig file.',
  examples: `  # All contexts
  kubectl config get-contexts

  # One of them
  kubectl config get-contexts labset`,
  usage: 'config get-contexts [(-o|--output=)name)] [options]',
  flags: [
    flag(
      '--no-headers=false',
      "When using the default or custom-column output format, don't print headers (default print headers).",
    ),
    flag("-o, --output=''", 'Output format. One of: (name).'),
  ],
  run(call) {
    const { args, out } = call;
    const config = readConfig(call);
    const output = args.text('output');
    if (output !== '' && output !== 'name')
      throw new KubectlError(
        `--output ${output} is not available in kubectl config get-contexts; resetting to default output format`,
      );
    const all = [...config.contexts].sort((a, b) => (a.name < b.name ? -1 : 1));
    const shown =
      args.words.length === 0 ? all : all.filter(({ name }) => args.words.includes(name));
    if (output === 'name') out(shown.map(({ name }) => `${name}\n`).join(''));
    else {
      const rows = shown.map(({ name, value }) => [
        name === config.currentContext ? '*' : '',
        name,
        ...[value.cluster, value.user, value.namespace].map((one) => String(one ?? '')),
      ]);
      const header = ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'];
      out(alignRemembering(args.is('no-headers') ? rows : [header, ...rows], newTableState()));
    }
    const missing = args.words.filter((name) => !all.some((one) => one.name === name));
    if (missing.length > 0)
      throw new KubectlError(missing.map((name) => `context ${name} not found`).join('\n'));
    return 0;
  },
};

export const useContext: Verb = {
  name: 'config use-context',
  aliases: ['use'],
  short: 'Set the current-context in a kubeconfig file',
  long: 'Set the current-context in a kubeconfig file.',
  examples: '  # From now on, use this context\n  kubectl config use-context labset',
  usage: 'config use-context CONTEXT_NAME [options]',
  flags: [],
  run(call) {
    const config = readConfig(call);
    const name = onlyWord(call);
    if (!entryOf(config, 'contexts', name))
      throw new KubectlError(`no context exists with the name: ${JSON.stringify(name)}`);
    writeConfig(call, { ...config, currentContext: name });
    call.out(`Switched to context "${name}".\n`);
    return 0;
  },
};

export const setContext: Verb = {
  name: 'config set-context',
  short: 'Set a context entry in kubeconfig',
  long: 'Set a context entry in kubeconfig.\n\n Specifying a name that already exists will merge new fields on top of existing values for those fields.',
  examples: `  # Look into another namespace from now on
  kubectl config set-context --current --namespace=shop`,
  usage:
    'config set-context [NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace] [options]',
  flags: [flag('--current=false', 'Modify the current context')],
  run(call) {
    const { args, out } = call;
    const config = readConfig(call);
    const name = nameToSet(call, config.currentContext);
    const known = entryOf(config, 'contexts', name);
    const value: { [field: string]: JsonObject[string] } = { ...known };
    for (const field of ['cluster', 'user', 'namespace'])
      if (args.has(field)) value[field] = args.text(field) || undefined;
    writeConfig(call, withEntry(config, 'contexts', { name, value }));
    out(`Context "${name}" ${known ? 'modified' : 'created'}.\n`);
    return 0;
  },
};

function nameToSet(call: Call, current: string): string {
  const { args } = call;
  const [name, ...others] = args.words;
  if (others.length > 0) throw wrongWords(call);
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

export const renameContext: Verb = {
  name: 'config rename-context',
  short: 'Rename a context from the kubeconfig file',
  long: 'Renames a context from the kubeconfig file.\n\n The current-context follows when it is the one that is renamed.',
  examples: '  # Another name for a context\n  kubectl config rename-context labset class',
  usage: 'config rename-context CONTEXT_NAME NEW_NAME [options]',
  flags: [],
  run(call) {
    const { args, out, kubeconfig } = call;
    const [name, next, ...others] = args.words;
    if (name === undefined || next === undefined || others.length > 0) throw wrongWords(call);
    const config = readConfig(call);
    const value = entryOf(config, 'contexts', name);
    const cannot = `cannot rename the context ${JSON.stringify(name)},`;
    if (!value) throw new KubectlError(`${cannot} it's not in ${kubeconfig.path}`);
    if (entryOf(config, 'contexts', next))
      throw new KubectlError(
        `${cannot} the context ${JSON.stringify(next)} already exists in ${kubeconfig.path}`,
      );
    const renamed = withEntry(withoutEntry(config, 'contexts', name), 'contexts', {
      name: next,
      value,
    });
    const isCurrent = config.currentContext === name;
    writeConfig(call, isCurrent ? { ...renamed, currentContext: next } : renamed);
    out(`Context "${name}" renamed to "${next}".\n`);
    return 0;
  },
};

export const deleteContext: Verb = {
  name: 'config delete-context',
  short: 'Delete the specified context from the kubeconfig',
  long: 'Delete the specified context from the kubeconfig.',
  examples: '  # Forget a context\n  kubectl config delete-context class',
  usage: 'config delete-context NAME [options]',
  flags: [],
  run(call) {
    const { args, out, err, kubeconfig } = call;
    const [name, ...others] = args.words;
    if (name === undefined || others.length > 0) {
      out(helpText(call.verb, call.root));
      return 0;
    }
    const config = readConfig(call);
    if (!entryOf(config, 'contexts', name))
      throw new KubectlError(`cannot delete context ${name}, not in ${kubeconfig.path}`);
    if (config.currentContext === name)
      err(
        'warning: this removed your active context, use "kubectl config use-context" to select a different one\n',
      );
    writeConfig(call, withoutEntry(config, 'contexts', name));
    out(`deleted context ${name} from ${kubeconfig.path}\n`);
    return 0;
  },
};
