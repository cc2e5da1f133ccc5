import {
  type FieldError,
  FieldPath,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { matchesLabels, selectorOf } from '../../../apimachinery/labels.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Job } from './schema.ts';

/** Labels that tell a Job's pods from all others; those without a prefix are the old ones. */
export const controllerUidLabel = 'batch.kubernetes.io/controller-uid';
export const jobNameLabel = 'batch.kubernetes.io/job-name';
const oldControllerUidLabel = 'controller-uid';
const oldJobNameLabel = 'job-name';

/**
 * Gives a Job the selector that only its own pods match, and its template the labels for it
 * (pkg/registry/batch/job, generateSelector). What people wrote themselves stays, and is found
 * wrong later.
 */
export function generateSelector({ metadata, spec }: Job): void {
  const { name, uid } = metadata;
  if (spec.manualSelector !== true) {
    spec.template.metadata.labels = {
      [oldJobNameLabel]: name,
      [jobNameLabel]: name,
      [oldControllerUidLabel]: uid,
      [controllerUidLabel]: uid,
      ...spec.template.metadata.labels,
    };
    spec.selector ??= {};
    spec.selector.matchLabels = { [controllerUidLabel]: uid, ...spec.selector.matchLabels };
  }
  // A Job without labels of its own is shown with its template's.
  const { labels } = spec.template.metadata;
  if (labels && Object.keys(metadata.labels ?? {}).length === 0) metadata.labels = { ...labels };
}

/** Follows validateGeneratedSelector. */
export function checkGeneratedSelector({ metadata, spec }: Frozen<Job>): readonly FieldError[] {
  if (spec.manualSelector === true || !spec.selector) return [];
  const expected = {
    [oldControllerUidLabel]: metadata.uid,
    [oldJobNameLabel]: metadata.name,
    [controllerUidLabel]: metadata.uid,
    [jobNameLabel]: metadata.name,
  };
  const at = FieldPath.of('spec', 'template', 'metadata', 'labels');
  const { labels } = spec.template.metadata;
  const errors = Object.entries(expected).flatMap(([key, value]) => {
    const found = labels?.[key];
    if (found === undefined) return [requiredError(at.key(key), `must be '${value}'`)];
    return found === value ? [] : [invalidError(at.key(key), labels, `must be '${value}'`)];
  });
  if (matchesLabels(selectorOf(spec.selector), expected)) return errors;
  const place = FieldPath.of('spec', 'selector');
  return [...errors, invalidError(place, spec.selector, '`selector` not auto-generated')];
}
