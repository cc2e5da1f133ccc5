import type { JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { dryRunOf } from '../../dry-run.ts';
import { KubectlError, StatusFailure } from '../../failure.ts';
import type { Manifest } from '../../manifest.ts';
import type { Call } from '../../verb.ts';
import { fieldValidation } from '../../while-doing.ts';
import { defaultManager, migrate } from './migrate.ts';
import { type Applied, refuseGeneratedName, warnIfDeleting } from './one.ts';

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
  refuseGeneratedName(manifest);
  if (manifest.name === '') throw new KubectlError('resource name may not be empty');
  const manager = serverSideManager(call);
  const { object } = manifest;
  const force = call.args.is('force-conflicts');
  const apply = (config: JsonObject, by: string): JsonObject =>
    send(call, manifest, config, by, by === manager && force);
  try {
    const applied = migrate(call, manifest, apply(object, manager), manager, apply);
    warnIfDeleting(call, manifest, applied);
    return { object: applied, operation: 'serverside-applied' };
  } catch (error) {
    if (!(error instanceof StatusFailure) || error.reason !== 'Conflict') throw error;
    throw new KubectlError(`${error.message}\n${resolution}`);
  }
}

function send(
  call: Call,
  { resource, namespace, name }: Manifest,
  body: JsonObject,
  fieldManager: string,
  force: boolean,
): JsonObject {
  const { args, cluster } = call;
  const path = pathOf(resource, namespace, name, args.text('subresource') || undefined);
  return cluster.request('PATCH', path, {
    query: {
      ...dryRunOf(args).query,
      fieldManager,
      fieldValidation: fieldValidation(call),
      force: String(force),
    },
    contentType: 'application/apply-patch+yaml',
    body,
  });
}

/** `--field-manager`, whose default is another one here than for the client's way. */
export function serverSideManager({ args }: Pick<Call, 'args'>): string {
  return args.has('field-manager') ? args.text('field-manager') : defaultManager;
}
