import type { Json, JsonObject } from '../../../lib/json.ts';
import { KubectlError, throwAll } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { lastAppliedOf } from '../../last-applied.ts';
import { hasFiles, selectObjects } from '../../selected.ts';
import { fieldManagerFlag, filenameFlags, printFlags, validateFlag } from '../../shared-flags.ts';
import type { Verb } from '../../verb.ts';
import { fieldValidation } from '../../while-doing.ts';
import { type EditWork, goOnEditing, startEditing } from '../edit/session.ts';

/** `kubectl apply edit-last-applied`. */
export const editLastApplied: Verb = {
  name: 'apply edit-last-applied',
  short: 'Edit latest last-applied-configuration annotations of a resource/object',
  long: `Edit the latest last-applied-configuration annotations of resources from the default editor.

 The edit-last-applied command allows you to directly edit any API resource you can retrieve via the command-line tools. It will open the editor defined by your KUBE_EDITOR, or EDITOR environment variables, or fall back to 'vi' for Linux or 'notepad' for Windows. You can edit multiple objects, although changes are applied one at a time. The command accepts file names as well as command-line arguments, although the files you point to must be previously saved versions of resources.

 The default format is YAML. To edit in JSON, specify "-o json".

 The flag --windows-line-endings can be used to force Windows line endings, otherwise the default for your operating system will be used.

 In the event an error occurs while updating, a temporary file will be created on disk that contains your unapplied changes. The most common error when updating a resource is another editor changing the resource on the server. When this occurs, you will have to apply your changes to the newer version of the resource, or update your temporary saved copy to include the latest resource version.`,
  examples: `  # Edit the last-applied-configuration annotations by type/name in YAML
  kubectl apply edit-last-applied deployment/nginx

  # Edit the last-applied-configuration annotations by file in JSON
  kubectl apply edit-last-applied -f deploy.yaml -o json`,
  usage: 'apply edit-last-applied (RESOURCE/NAME | -f FILENAME) [options]',
  flags: [
    fieldManagerFlag('kubectl-client-side-apply'),
    ...filenameFlags('Filename, directory, or URL to files to use to edit the resource'),
    ...printFlags,
    validateFlag,
    flag('--windows-line-endings=false', 'Defaults to the line ending native to your platform.'),
  ],
  run(call) {
    const { objects, failures } = hasFiles(call)
      ? selectObjects(call)
      : selectObjects(call, call.args.words, true);
    fieldValidation(call);
    throwAll(failures);
    const applied = objects.flatMap(({ object }): readonly JsonObject[] => {
      const found = lastAppliedOf(object);
      return found ? [found] : [];
    });
    if (applied.length === 0)
      throw new KubectlError(
        'no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`',
      );
    return startEditing(call, 'apply', applied);
  },
  // The work is what run left.
  resume: (work: Json, call) => goOnEditing(call, work as unknown as EditWork),
};
