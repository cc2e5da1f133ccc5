import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import { controllerOf } from '../../../apimachinery/owner.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { ControllerRevision } from './schema.ts';

/** Columns of `kubectl get controllerrevisions`. */
export const controllerRevisionTable: TableConvertor<ControllerRevision> = {
  columns: [
    nameColumn,
    { name: 'Controller', type: 'string', description: 'Controller of the object' },
    ...textColumns('Revision'),
    ageColumn,
  ],
  cells: (revision, now) => [
    revision.metadata.name,
    controllerText(revision),
    revision.revision,
    ageOf(revision.metadata.creationTimestamp, now),
  ],
};

/** `statefulset.apps/web`. */
function controllerText(revision: Frozen<ControllerRevision>): string {
  const owner = controllerOf(revision);
  if (!owner) return '<none>';
  const slash = owner.apiVersion.indexOf('/');
  const group = slash < 0 ? '' : `.${owner.apiVersion.slice(0, slash)}`;
  const kind = `${owner.kind}${group}`.toLowerCase();
  return `${kind}/${owner.name}`;
}
