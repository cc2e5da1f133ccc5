import {
  type FieldError,
  FieldPath,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkImmutable, checkLabelSelector } from '../../../apimachinery/field-rules.ts';
import { matchesLabels, selectorOf } from '../../../apimachinery/labels.ts';
import { dns1123LabelErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import { podTemplateJson } from '../../pod-template/internal-types.ts';
import type { PodTemplateSpec } from '../../pod-template/pod-spec.ts';
import { podNameWarnings } from '../../pod-template/warnings.ts';
import { checkJobSpec, jobSpecWarnings } from '../job-validation.ts';
import { podFailurePolicyJson, successPolicyJson } from './internal-form.ts';
import type { Job } from './schema.ts';
import { checkGeneratedSelector } from './selector.ts';

type Read = Frozen<Job>;
type Template = Frozen<PodTemplateSpec>;

const specPath = FieldPath.of('spec');

/** Rules of every Job; follows ValidateJob. */
export function validateJob(job: Read): readonly FieldError[] {
  const { metadata, spec } = job;
  const errors: FieldError[] = [
    ...checkGeneratedSelector(job),
    ...checkJobSpec(spec, specPath),
    ...checkSelector(job),
  ];
  const { completionMode, completions = 0 } = spec;
  if (completionMode !== 'Indexed' || completions <= 0) return errors;
  const hostname = `${metadata.name}-${completions - 1}`;
  if (dns1123LabelErrors(hostname).length === 0) return errors;
  const text = `will not able to create pod with invalid DNS label: ${hostname}`;
  return [...errors, invalidError(FieldPath.of('metadata', 'name'), metadata.name, text)];
}

/** What of a Job may change; follows ValidateJobSpecUpdate. */
export function validateJobUpdate(job: Read, old: Read): readonly FieldError[] {
  const { spec } = job;
  const fixed = (field: 'selector' | 'completionMode' | 'backoffLimitPerIndex' | 'managedBy') =>
    checkImmutable(spec[field], old.spec[field], specPath.child(field));
  return [
    ...checkCompletions(job, old),
    ...fixed('selector'),
    ...checkTemplate(job, old),
    ...fixed('completionMode'),
    ...checkPolicy(job, old, 'podFailurePolicy', podFailurePolicyJson(spec.podFailurePolicy)),
    ...fixed('backoffLimitPerIndex'),
    ...fixed('managedBy'),
    ...checkPolicy(job, old, 'successPolicy', successPolicyJson(spec.successPolicy)),
  ];
}

export function jobWarnings({ metadata, spec }: Read, old?: Read): readonly string[] {
  if (old && deepEqual(old.spec, spec)) return [];
  return [
    ...(old ? [] : podNameWarnings(dns1123LabelErrors(metadata.name))),
    ...jobSpecWarnings(spec, specPath),
  ];
}

function checkSelector({ spec }: Read): readonly FieldError[] {
  const at = specPath.child('selector');
  const { labels } = spec.template.metadata;
  const templateAt = specPath.child('template', 'metadata', 'labels');
  const isOwn = matchesLabels(selectorOf(spec.selector), labels);
  const text = '`selector` does not match template `labels`';
  return [
    ...(spec.selector ? checkLabelSelector(spec.selector, at) : [requiredError(at, '')]),
    ...(isOwn ? [] : [invalidError(templateAt, labels ?? {}, text)]),
  ];
}

/** An Indexed Job may be scaled, together with its parallelism. */
function checkCompletions({ spec }: Read, old: Read): readonly FieldError[] {
  const at = specPath.child('completions');
  const { completions, parallelism } = spec;
  if (spec.completionMode !== 'Indexed')
    return checkImmutable(completions, old.spec.completions, at);
  if (completions === old.spec.completions || completions === undefined) return [];
  const text = `can only be modified in tandem with ${specPath.child('parallelism').text}`;
  return completions === parallelism ? [] : [invalidError(at, completions, text)];
}

function checkPolicy(
  { spec }: Read,
  old: Read,
  field: 'podFailurePolicy' | 'successPolicy',
  shown: string,
): readonly FieldError[] {
  if (deepEqual(spec[field], old.spec[field])) return [];
  const body = `Invalid value: ${shown}: field is immutable`;
  return [{ type: 'Invalid', field: specPath.child(field).text, body }];
}

/** While a Job is suspended and nothing of it runs, what is asked of nodes may change. */
function checkTemplate({ spec }: Read, old: Read): readonly FieldError[] {
  const before = isAtRest(old) ? withMutable(old.spec.template, spec.template) : old.spec.template;
  if (deepEqual(spec.template, before)) return [];
  const body = `Invalid value: ${podTemplateJson(spec.template)}: field is immutable`;
  return [{ type: 'Invalid', field: specPath.child('template').text, body }];
}

function isAtRest({ spec, status }: Read): boolean {
  if (spec.suspend !== true) return false;
  if (status.startTime === undefined) return true;
  const isSuspended = status.conditions?.some(
    ({ type, status: value }) => type === 'Suspended' && value === 'True',
  );
  return isSuspended === true && (status.active ?? 0) === 0;
}

/** The old template with the new one's scheduling directives and resources. */
function withMutable(old: Template, template: Template): Template {
  const { nodeSelector: _, tolerations: __, schedulingGates: ___, affinity, ...rest } = old.spec;
  const { nodeSelector, tolerations, schedulingGates } = template.spec;
  const { annotations: ____, labels: _____, ...metadata } = old.metadata;
  const containers = (
    own: Template['spec']['containers'],
    other: Template['spec']['containers'] = [],
  ): Template['spec']['containers'] =>
    own.map((container, i) => ({ ...container, resources: other[i]?.resources ?? {} }));
  const { nodeAffinity: ______, ...others } = affinity ?? {};
  const nodeAffinity = template.spec.affinity?.nodeAffinity;
  const merged = { ...others, ...(nodeAffinity ? { nodeAffinity } : {}) };
  const hasAffinity = template.spec.affinity !== undefined || Object.keys(merged).length > 0;
  return {
    metadata: {
      ...metadata,
      ...defined({ annotations: template.metadata.annotations, labels: template.metadata.labels }),
    },
    spec: {
      ...rest,
      ...defined({ nodeSelector, tolerations, schedulingGates }),
      ...(hasAffinity ? { affinity: merged } : {}),
      containers: containers(old.spec.containers, template.spec.containers),
      ...(old.spec.initContainers
        ? { initContainers: containers(old.spec.initContainers, template.spec.initContainers) }
        : {}),
    },
  };
}

function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
