import { KubectlError, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { lastAppliedOf } from '../last-applied.ts';
import { yamlText } from '../print/yaml.ts';
import { selectObjects } from '../selected.ts';
import type { Verb } from '../verb.ts';

/** `kubectl apply view-last-applied`. */
export const viewLastApplied: Verb = {
  name: 'apply view-last-applied',
  short: 'View the latest last-applied-configuration annotations of a resource/object',
  long: 'View the latest last-applied-configuration annotations by type/name or file.\n\n The default output will be printed to stdout in YAML format.',
  examples: '',
  usage: 'apply view-last-applied (TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME) [options]',
  flags: [
    flag('--all=false', 'Select all resources in the namespace of the specified resource types'),
    flag(
      '-f, --filename=[]',
      'Filename, directory, or URL to files that contains the last-applied-configuration annotations',
    ),
    flag("-l, --selector=''", 'Selector (label query) to filter on'),
  ],
  run(call) {
    const { objects, failures } = selectObjects(call);
    throwAll(failures);
    for (const { object, name } of objects) {
      const applied = lastAppliedOf(object);
      if (!applied)
        throw new KubectlError(
          `no last-applied-configuration annotation found on resource: ${name}`,
        );
      call.out(yamlText(applied));
    }
    return 0;
  },
};
