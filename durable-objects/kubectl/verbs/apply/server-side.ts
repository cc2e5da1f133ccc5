import { pathOf } from '../../cluster-client.ts';
import { dryRunOf } from '../../dry-run.ts';
import { KubectlError, StatusFailure } from '../../failure.ts';
import type { Manifest } from '../../manifest.ts';
import type { Call } from '../../verb.ts';
import { fieldValidation } from '../../while-doing.ts';
import { type Applied, warnIfDeleting } from './one.ts';

const resolution = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

/** Lets the server apply an object (`--server-side`). */
export function serverSideApply(call: Call, manifest: Manifest): Applied {
  const { args, cluster } = call;
  const { resource, namespace, name, object } = manifest;
  const path = pathOf(resource, namespace, name, args.text('subresource') || undefined);
  try {
    const applied = cluster.request('PATCH', path, {
      query: {
        ...dryRunOf(args).query,
        fieldManager: serverSideManager(call),
        fieldValidation: fieldValidation(call),
        force: String(args.is('force-conflicts')),
      },
      contentType: 'application/apply-patch+yaml',
      body: object,
    });
    warnIfDeleting(call, manifest, applied);
    return { object: applied, operation: 'serverside-applied' };
  } catch (error) {
    if (!(error instanceof StatusFailure) || error.reason !== 'Conflict') throw error;
    throw new KubectlError(`${error.message}\n${resolution}`);
  }
}

/** `--field-manager`, whose default is another one here than for the client's way. */
export function serverSideManager({ args }: Pick<Call, 'args'>): string {
  return args.has('field-manager') ? args.text('field-manager') : 'kubectl';
}
