import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fieldErrorText } from '../../apimachinery/field-error.ts';
import type { RequestContext } from '../../apimachinery/resource.ts';
import { freeze } from '../../lib/json.ts';
import { keyed } from '../../lib/random.ts';
import { cronJobs } from './cronjob/resource.ts';
import type { CronJob } from './cronjob/schema.ts';
import { jobs } from './job/resource.ts';
import type { Job } from './job/schema.ts';

const context: RequestContext = {
  apiVersion: 'batch/v1',
  now: 0,
  user: { name: 'tester', groups: [] },
  random: (purpose) => keyed('test', purpose),
};

const template = '{spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}';

function job(spec: string): Job {
  const own = parse(`{${spec}}`) as object;
  const draft = {
    metadata: { name: 'pi', uid: 'u' },
    spec: { template: parse(template) as object, ...own },
  } as Job;
  jobs.strategy.setDefaults(draft, context);
  jobs.strategy.prepareForCreate?.(draft, context);
  return draft;
}

function cronJob(spec: string): CronJob {
  const jobTemplate = { spec: { template: parse(template) as object } };
  const own = parse(`{${spec}}`) as object;
  const draft = {
    metadata: { name: 'cron' },
    spec: { schedule: '* * * * *', jobTemplate, ...own },
  } as CronJob;
  cronJobs.strategy.setDefaults(draft, context);
  return draft;
}

describe('a Job is refused for', () => {
  const rule = (text: string): string => `podFailurePolicy: {rules: [${text}]}`;
  test.each([
    ['parallelism: -1', 'spec.parallelism: Invalid value: -1: must be greater than or equal to 0'],
    [
      'completionMode: Odd',
      'spec.completionMode: Unsupported value: "Odd": supported values: "NonIndexed", "Indexed"',
    ],
    [
      'parallelism: 1, completionMode: Indexed',
      'spec.completions: Required value: when completion mode is Indexed',
    ],
    [
      'backoffLimitPerIndex: 1',
      'spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode',
    ],
    [
      'template: {spec: {containers: [{name: c, image: i}]}}',
      'spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
    ],
    [
      rule('{action: FailJob}'),
      'spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required',
    ],
    [
      rule('{action: "", onPodConditions: [{type: X}]}'),
      'spec.podFailurePolicy.rules[0].action: Required value: valid values: ["Count" "FailIndex" "FailJob" "Ignore"]',
    ],
    [
      rule('{action: FailIndex, onPodConditions: [{type: X}]}'),
      'spec.podFailurePolicy.rules[0].action: Invalid value: "FailIndex": requires the backoffLimitPerIndex to be set',
    ],
    [
      rule('{action: Count, onExitCodes: {operator: In, values: [3, 0]}}'),
      'spec.podFailurePolicy.rules[0].onExitCodes.values[1]: Invalid value: 0: must not be 0 for the In operator',
    ],
    [
      'successPolicy: {rules: [{succeededCount: 1}]}',
      'spec.successPolicy: Invalid value: {"Rules":[{"SucceededIndexes":null,"SucceededCount":1}]}: requires indexed completion mode',
    ],
    [
      'completions: 3, completionMode: Indexed, successPolicy: {rules: [{succeededIndexes: "1-5"}]}',
      'spec.successPolicy.rules[0].succeededIndexes: Invalid value: "1-5": error parsing succeededIndexes: too large index: "5"',
    ],
    [
      'podReplacementPolicy: Now',
      'spec.podReplacementPolicy: Unsupported value: "Now": supported values: "Failed", "TerminatingOrFailed"',
    ],
    [
      'managedBy: me',
      'spec.managedBy: Invalid value: "me": must be a domain-prefixed path (such as "acme.io/foo")',
    ],
    [
      'selector: {matchLabels: {a: b}}',
      'spec.selector: Invalid value: {"matchLabels":{"a":"b","batch.kubernetes.io/controller-uid":"u"}}: `selector` not auto-generated',
    ],
  ])('%s', (spec, error) => {
    const errors = jobs.strategy.validate(freeze(job(spec)), context).map(fieldErrorText);
    expect(errors).toContain(error);
  });
});

describe('of a Job may change', () => {
  test.each([
    ['completions: 1', 'completions: 1, parallelism: 3', []],
    [
      'completions: 1',
      'completions: 2',
      ['spec.completions: Invalid value: 2: field is immutable'],
    ],
    [
      'completions: 1, parallelism: 1, completionMode: Indexed',
      'completions: 2, parallelism: 2, completionMode: Indexed',
      [],
    ],
    [
      'completions: 1, completionMode: Indexed',
      'completions: 2, completionMode: Indexed',
      ['spec.completions: Invalid value: 2: can only be modified in tandem with spec.parallelism'],
    ],
    [
      '',
      'template: {spec: {restartPolicy: Never, nodeSelector: {a: b}, containers: [{name: c, image: i}]}}',
      [
        expect.stringMatching(
          /^spec.template: Invalid value: \{"labels":\{.*"Spec":\{"Volumes":null,.*\}: field is immutable$/,
        ),
      ],
    ],
    [
      'suspend: true',
      'suspend: true, template: {spec: {restartPolicy: Never, nodeSelector: {a: b}, containers: [{name: c, image: i}]}}',
      [],
    ],
    [
      'suspend: true',
      'suspend: true, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i, resources: {requests: {cpu: 1m}}}]}}',
      [],
    ],
    ['', 'backoffLimit: 3', []],
  ])('%s -> %s', (before, after, expected) => {
    const errors = jobs.strategy.validateUpdate(freeze(job(after)), freeze(job(before)), context);
    expect(errors.map(fieldErrorText)).toEqual(expected);
  });
});

describe("a Job's status", () => {
  const started = { startTime: '2026-11-20T12:00:00Z' };
  const is = (type: string) => ({ type, status: 'True' });
  test.each([
    [
      { conditions: [is('Failed')] },
      'status.conditions: Invalid value: cannot set Failed=True condition without the FailureTarget=true condition',
    ],
    [
      { conditions: [is('SuccessCriteriaMet'), is('Complete')] },
      'status.completionTime: Required value: completionTime is required for Complete jobs',
    ],
    [
      { active: 1, conditions: [is('FailureTarget'), is('Failed')] },
      'status.active: Invalid value: 1: active>0 is invalid for finished job',
    ],
    [
      { completedIndexes: '1' },
      'status.completedIndexes: Invalid value: "1": cannot set non-empty completedIndexes when non-indexed completion mode',
    ],
    [
      { ready: 2, active: 1 },
      'status.ready: Invalid value: 2: cannot set more ready pods than active',
    ],
  ])('%j', (status, error) => {
    const old = freeze(job('completions: 3'));
    const now = freeze({ ...job('completions: 3'), status: { ...started, ...status } });
    const errors = jobs.strategy.validateStatusUpdate?.(now as typeof old, old) ?? [];
    expect(errors.map(fieldErrorText)).toContain(error);
  });
});

describe('a CronJob is refused for', () => {
  test.each([
    ['schedule: ""', 'spec.schedule: Required value'],
    [
      'schedule: "* *"',
      'spec.schedule: Invalid value: "* *": expected exactly 5 fields, found 2: [* *]',
    ],
    [
      'schedule: "TZ=UTC * * * * *"',
      'spec.schedule: Invalid value: "TZ=UTC * * * * *": cannot use TZ or CRON_TZ in schedule, use timeZone field instead',
    ],
    [
      'timeZone: Moon/Base',
      'spec.timeZone: Invalid value: "Moon/Base": unknown time zone Moon/Base',
    ],
    ['timeZone: ../etc', 'spec.timeZone: Invalid value: "../etc": unknown time zone ../etc'],
    [
      'timeZone: Local',
      'spec.timeZone: Invalid value: "Local": timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones',
    ],
    [
      'concurrencyPolicy: Never',
      'spec.concurrencyPolicy: Unsupported value: "Never": supported values: "Allow", "Forbid", "Replace"',
    ],
    [
      `jobTemplate: {spec: {manualSelector: true, template: ${template}}}`,
      'spec.jobTemplate.spec.manualSelector: Unsupported value: true: supported values: "nil", "false"',
    ],
  ])('%s', (spec, error) => {
    const errors = cronJobs.strategy.validateCreate?.(freeze(cronJob(spec)), context) ?? [];
    expect(errors.map(fieldErrorText)).toContain(error);
  });
});
