import { KubectlError } from '../failure.ts';
import { flag } from '../flags.ts';
import { buildKustomization } from '../kustomize/index.ts';
import { yamlText } from '../print/yaml.ts';
import type { Verb } from '../verb.ts';

/** What runs other programs, or reads what is not below the folder. */
const unavailable = [
  ...['as-current-user', 'enable-alpha-plugins', 'enable-helm', 'env', 'helm-api-versions'],
  ...['helm-command', 'helm-debug', 'helm-kube-version', 'mount', 'network', 'network-name'],
];

/** `kubectl kustomize`. */
export const kustomize: Verb = {
  name: 'kustomize',
  short: 'Build a kustomization target from a directory or URL',
  long: "Build a set of KRM resources using a 'kustomization.yaml' file. The DIR argument must be a path to a directory containing 'kustomization.yaml', or a git repository URL with a path suffix specifying same with respect to the repository root. If DIR is omitted, '.' is assumed.",
  examples: `  # What the kustomization of this folder makes
  kubectl kustomize

  # The same of another folder
  kubectl kustomize overlays/production`,
  usage: 'kustomize DIR [flags] [options]',
  flags: [
    flag(
      '--as-current-user=false',
      'use the uid and gid of the command executor to run the function in the container',
    ),
    flag('--enable-alpha-plugins=false', 'enable kustomize plugins'),
    flag('--enable-helm=false', 'Enable use of the Helm chart inflator generator.'),
    flag('-e, --env=[]', 'a list of environment variables to be used by functions'),
    flag(
      '--helm-api-versions=[]',
      'Kubernetes api versions used by Helm for Capabilities.APIVersions',
    ),
    flag("--helm-command='helm'", 'helm command (path to executable)'),
    flag('--helm-debug=false', 'Enable debug output from the Helm chart inflator generator.'),
    flag("--helm-kube-version=''", 'Kubernetes version used by Helm for Capabilities.KubeVersion'),
    flag(
      "--load-restrictor='LoadRestrictionsRootOnly'",
      "if set to 'LoadRestrictionsNone', local kustomizations may load files from outside their root. This does, however, break the relocatability of the kustomization.",
    ),
    flag('--mount=[]', 'a list of storage options read from the filesystem'),
    flag('--network=false', 'enable network access for functions that declare it'),
    flag("--network-name='bridge'", 'the docker network to run the container in'),
    flag("-o, --output=''", 'If specified, write output to this path.'),
  ],
  run(call) {
    const { args, files } = call;
    if (args.words.length > 1) throw new KubectlError('specify one path to kustomization.yaml');
    const flag = unavailable.find((name) => args.has(name));
    if (flag !== undefined || args.text('load-restrictor') !== 'LoadRestrictionsRootOnly')
      throw new KubectlError(
        `the flag --${flag ?? 'load-restrictor'} is not available in this terminal`,
      );
    const [folder = '.'] = args.words;
    const text = buildKustomization(call, folder).map(yamlText).join('---\n');
    const output = args.text('output');
    if (output === '') call.out(text);
    else if (files.type(output) === 'directory')
      throw new KubectlError(
        `kubectl kustomize -o with a folder is not available in this terminal`,
      );
    else files.write(output, text);
    return 0;
  },
};
