import { flag } from '../../flags.ts';
import { type Kubeconfig, kubeconfigObject, redacted } from '../../kubeconfig.ts';
import { newPrintState, parseOutput } from '../../print/output.ts';
import { usageError, type Verb } from '../../verb.ts';
import { printFlags } from '../get-flags.ts';
import { readConfig } from './file.ts';

export const view: Verb = {
  name: 'config view',
  short: 'Display merged kubeconfig settings or a specified kubeconfig file',
  long: 'Display merged kubeconfig settings or a specified kubeconfig file.\n\n You can use --output jsonpath={...} to extract specific values using a jsonpath expression.',
  examples: `  # The whole file, without secrets
  kubectl config view

  # The namespace of the current context
  kubectl config view --minify -o jsonpath='{..namespace}'`,
  usage: 'config view [flags] [options]',
  flags: [
    ...printFlags.filter(({ name }) => name !== 'no-headers' && name !== 'output'),
    flag(
      '--flatten=false',
      'Flatten the resulting kubeconfig file into self-contained output (useful for creating portable kubeconfig files)',
    ),
    flag('--merge=true', 'Merge the full hierarchy of kubeconfig files'),
    flag('--minify=false', 'Remove all information not used by current-context from the output'),
    flag(
      "-o, --output='yaml'",
      'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
    ),
    flag('--raw=false', 'Display raw byte data and sensitive data'),
  ],
  run(call) {
    const { args, files, out } = call;
    if (args.words.length > 0)
      throw usageError(call, `unexpected arguments: [${args.words.join(' ')}]`);
    const config = readConfig(call);
    const shown = args.is('minify') ? minified(config, args.text('context')) : config;
    const isPlain = args.is('raw') || args.is('flatten');
    const output = parseOutput(args.text('output'), {
      files,
      resourceOf: () => undefined,
      headers: true,
      managedFields: true,
      isForOneObject: true,
      template: args.text('template'),
      allowsMissingKeys: args.is('allow-missing-template-keys'),
    });
    const object = kubeconfigObject(isPlain ? shown : redacted(shown));
    if (output.form === 'objects') out(output.print(object, newPrintState()));
    return 0;
  },
};

function minified(config: Kubeconfig, named: string): Kubeconfig {
  const currentContext = named || config.currentContext;
  const contexts = config.contexts.filter(({ name }) => name === currentContext);
  const [context] = contexts;
  return {
    currentContext,
    contexts,
    clusters: config.clusters.filter(({ name }) => name === context?.value.cluster),
    users: config.users.filter(({ name }) => name === context?.value.user),
  };
}
