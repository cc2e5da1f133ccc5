import { KubectlError, throwAll } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { lastAppliedOf } from '../../last-applied.ts';
import { jsonIndented } from '../../print/json.ts';
import { yamlText } from '../../print/yaml.ts';
import { selectObjects } from '../../selected.ts';
import { filenameFlags, selectorFlag } from '../../shared-flags.ts';
import { usageOf, type Verb } from '../../verb.ts';

/** `kubectl apply view-last-applied`. */
export const viewLastApplied: Verb = {
  name: 'apply view-last-applied',
  short: 'View the latest last-applied-configuration annotations of a resource/object',
  long: `View the latest last-applied-configuration annotations by type/name or file.

 The default output will be printed to stdout in YAML format. You can use the -o option to change the output format.`,
  examples: `  # View the last-applied-configuration annotations by type/name in YAML
  kubectl apply view-last-applied deployment/nginx

  # View the last-applied-configuration annotations by file in JSON
  kubectl apply view-last-applied -f deploy.yaml -o json`,
  usage: 'apply view-last-applied (TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME) [options]',
  flags: [
    flag('--all=false', 'Select all resources in the namespace of the specified resource types'),
    ...filenameFlags(
      'Filename, directory, or URL to files that contains the last-applied-configuration annotations',
    ),
    flag("-o, --output='yaml'", 'Output format. Must be one of (yaml, json)'),
    selectorFlag,
  ],
  run(call) {
    const { objects, failures } = selectObjects(call);
    throwAll(failures);
    const form = call.args.text('output');
    for (const { object } of objects) {
      const applied = lastAppliedOf(object);
      if (!applied) continue;
      if (form !== 'yaml' && form !== 'json')
        throw new KubectlError(
          `Unexpected -o output mode: ${form}, the flag 'output' must be one of yaml|json\n${usageOf(call)}`,
        );
      call.out(form === 'json' ? jsonIndented(applied) : yamlText(applied));
    }
    return 0;
  },
};
