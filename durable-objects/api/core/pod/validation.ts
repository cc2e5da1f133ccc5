import {
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkImmutable } from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors, rangeErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import type { Container } from '../../pod-template/container.ts';
import { podSpecDiff } from '../../pod-template/internal-types.ts';
import type { PodSpec } from '../../pod-template/pod-spec.ts';
import { checkImageSpace } from '../../pod-template/validation/containers.ts';
import { checkPodAnnotations, checkPodSpec } from '../../pod-template/validation/pod-spec.ts';
import { checkOnlyAdded } from '../../pod-template/validation/tolerations.ts';
import { podWarnings as specWarnings } from '../../pod-template/warnings.ts';
import type { Pod } from './schema.ts';

type Read = Frozen<Pod>;

const specPath = FieldPath.of('spec');
const maxInt32 = 2_147_483_647;

/** Rules of every pod, new or changed; follows validatePodMetadataAndSpec. */
export function validatePod(pod: Read): readonly FieldError[] {
  const { metadata, spec } = pod;
  const containersAt = specPath.child('containers');
  const initAt = specPath.child('initContainers');
  return [
    ...checkPodAnnotations(metadata.annotations, FieldPath.of('metadata', 'annotations')),
    ...checkPodSpec(spec, metadata.name, specPath),
    ...spec.containers.flatMap((container, i) => checkImageSpace(container, containersAt.index(i))),
    ...(spec.initContainers ?? []).flatMap((container, i) =>
      checkImageSpace(container, initAt.index(i)),
    ),
    ...checkAssignment(pod),
  ];
}

/** What of a pod may change; follows ValidatePodUpdate. */
export function validatePodUpdate(pod: Read, old: Read): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const field of ['containers', 'initContainers'] as const) {
    const found = checkSameContainers(pod.spec[field] ?? [], old.spec[field] ?? [], field);
    errors.push(...found.errors);
    if (found.isOver) return errors;
  }
  const deadline = checkDeadline(pod.spec, old.spec);
  errors.push(...deadline.errors);
  if (deadline.isOver) return errors;
  const { tolerations } = pod.spec;
  errors.push(...checkOnlyAdded(tolerations, old.spec.tolerations, specPath.child('tolerations')));
  errors.push(...checkGates(pod.spec, old.spec));
  const restored = restoreMutable(pod.spec, old.spec);
  if (deepEqual(restored, old.spec)) return errors;
  const diff = podSpecDiff(old.spec, restored);
  const text = `pod updates may not change fields other than ${mutableFields.join(',')}\n${diff}`;
  return [...errors, forbiddenError(specPath, text)];
}

export function validatePodStatusUpdate(pod: Read, old: Read): readonly FieldError[] {
  return checkImmutable(
    pod.status.qosClass,
    old.status.qosClass,
    FieldPath.of('status', 'qosClass'),
  );
}

/** Warnings come with a new pod only. */
export function podWarnings(pod: Read, old?: Read): readonly string[] {
  if (old) return [];
  const texts = dns1123LabelErrors(pod.metadata.name);
  const hostname =
    "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended";
  return [
    ...(texts.length > 0 ? [`${hostname}: [${texts.join(' ')}]`] : []),
    ...specWarnings(pod.spec, pod.metadata, undefined),
  ];
}

const mutableFields = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
];

function checkAssignment({ spec }: Read): readonly FieldError[] {
  const gated = 'cannot be set until all schedulingGates have been cleared';
  return spec.nodeName && spec.schedulingGates?.length
    ? [forbiddenError(specPath.child('nodeName'), gated)]
    : [];
}

type Containers = readonly Frozen<Container>[];
interface Found {
  readonly errors: readonly FieldError[];
  /** Upstream looks no further. */
  readonly isOver?: true;
}

function checkSameContainers(now: Containers, old: Containers, field: string): Found {
  const at = specPath.child(field);
  if (now.length !== old.length) {
    const text = 'pod updates may not add or remove containers';
    return { errors: [forbiddenError(at, text)], isOver: true };
  }
  const errors = now.flatMap((container, i) => [
    ...(container.image === '' ? [requiredError(at.index(i).child('image'), '')] : []),
    ...checkImageSpace(container, at.index(i)),
  ]);
  return { errors };
}

function checkDeadline(spec: Frozen<PodSpec>, old: Frozen<PodSpec>): Found {
  const at = specPath.child('activeDeadlineSeconds');
  const { activeDeadlineSeconds: now } = spec;
  const before = old.activeDeadlineSeconds;
  if (now === undefined) {
    const text = 'must not update from a positive integer to nil value';
    return { errors: before === undefined ? [] : [invalidError(at, null, text)] };
  }
  const outside = rangeErrors(now, 0, maxInt32);
  if (outside.length > 0)
    return { errors: outside.map((text) => invalidError(at, now, text)), isOver: true };
  if (before !== undefined && before < now) {
    const text = 'must be less than or equal to previous value';
    return { errors: [invalidError(at, now, text)], isOver: true };
  }
  return { errors: [] };
}

function checkGates(spec: Frozen<PodSpec>, old: Frozen<PodSpec>): readonly FieldError[] {
  const before = new Set((old.schedulingGates ?? []).map(({ name }) => name));
  const at = specPath.child('schedulingGates');
  return (spec.schedulingGates ?? []).flatMap(({ name }, i) => {
    const text = `only deletion is allowed, but found new scheduling gate '${name}'`;
    return before.has(name) ? [] : [forbiddenError(at.index(i).child('name'), text)];
  });
}

/** The new spec with the old values of what may change. */
function restoreMutable(spec: Frozen<PodSpec>, old: Frozen<PodSpec>): Frozen<PodSpec> {
  const withOldImages = (now: Containers, before: Containers): Containers =>
    now.map((container, i) => ({ ...container, image: before[i]?.image ?? container.image }));
  const { activeDeadlineSeconds: _, tolerations: __, schedulingGates: ___, ...rest } = spec;
  const isRescued =
    old.terminationGracePeriodSeconds < 0 && spec.terminationGracePeriodSeconds === 1;
  const isGated = (old.schedulingGates ?? []).length > 0;
  return {
    ...rest,
    ...pick(old, ['activeDeadlineSeconds', 'tolerations', 'schedulingGates']),
    ...(isGated ? pick(old, ['nodeSelector', 'affinity']) : {}),
    containers: withOldImages(spec.containers, old.containers),
    ...(spec.initContainers
      ? { initContainers: withOldImages(spec.initContainers, old.initContainers ?? []) }
      : {}),
    ...(isRescued ? pick(old, ['terminationGracePeriodSeconds']) : {}),
  };
}

function pick<K extends keyof PodSpec>(
  spec: Frozen<PodSpec>,
  fields: readonly K[],
): Partial<Pick<Frozen<PodSpec>, K>> {
  const picked: Partial<Pick<Frozen<PodSpec>, K>> = {};
  for (const field of fields) if (spec[field] !== undefined) picked[field] = spec[field];
  return picked;
}
