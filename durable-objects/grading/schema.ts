import { z } from 'zod';
import { gradingLimits } from './limits.ts';

/** A text in both languages of the platform. */
const text = z
  .strictObject({ ko: z.string().min(1), en: z.string().min(1) })
  .describe('What people read, in Korean and in English.');

const name = z.string().regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'not a name of an object');
const id = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower case words joined by hyphens');

/** Some object, as far as the lab cares. */
const partialObject = z
  .looseObject({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: z
      .looseObject({ name: name.optional(), namespace: name.optional() })
      .optional()
      .describe('Without a name any object of the kind may match; namespace: default.'),
  })
  .describe(
    'A partial object, matched as chainsaw does: every field named here has this value, null says that it is absent, lists have the same length and match item by item.',
  );
export type PartialObject = z.infer<typeof partialObject>;

const target = {
  apiVersion: z.string(),
  kind: z.string(),
  namespace: name.default('default'),
  name,
};

/** Fields of one object by name. */
const fieldsOf = z.strictObject({
  ...target,
  fields: z
    .array(z.string().regex(/^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/))
    .min(1)
    .describe('Paths as metadata.uid'),
});
export type FieldsOf = z.infer<typeof fieldsOf>;

const history = z
  .strictObject({
    sequence: z
      .array(partialObject)
      .min(1)
      .optional()
      .describe('States that objects reached in this order, each by a later write. Latches.'),
    after: partialObject
      .optional()
      .describe('The window opens when an object reaches this state, and anew each time.'),
    unchanged: z
      .array(fieldsOf)
      .min(1)
      .optional()
      .describe('Within the window these objects stayed, and so did these fields.'),
    never: z
      .array(partialObject)
      .min(1)
      .optional()
      .describe('No object was in such a state: within the window, or ever when there is none.'),
  })
  .refine((check) => !check.unchanged || check.after, {
    path: ['unchanged'],
    error: '`unchanged` needs `after`, which says when its window opens',
  })
  .refine((check) => check.sequence || check.after, {
    error: 'a history check needs `sequence` or `after`, or it would be met by doing nothing',
  })
  .refine((check) => check.sequence || check.unchanged || check.never, {
    path: ['after'],
    error: '`after` needs `unchanged` or `never`',
  });
export type HistorySpec = z.infer<typeof history>;

const command = z.array(z.coerce.string()).min(1);
const exec = z.strictObject({
  namespace: name.default('default'),
  pod: z.string().min(1),
  container: z.string().optional().describe("Default: the pod's first container."),
  command,
});
export type ExecSpec = z.infer<typeof exec>;

const later = (what: string) => z.never({ error: `${what} is not supported yet` }).optional();

const probe = z
  .strictObject({
    each: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('One probe for each, with $each replaced by it; points are shared out.'),
    exec: exec.describe('A command in a container, on a copy of the cluster.'),
    http: later('a probe by http'),
    dns: later('a probe by dns'),
    stdout: z
      .strictObject({ equals: z.string().optional(), contains: z.string().optional() })
      .refine((o) => (o.equals === undefined) !== (o.contains === undefined), {
        error: 'exactly one of `equals` and `contains`',
      })
      .optional()
      .describe('What it prints, without white space at the ends.'),
    exitCode: z.int().default(0),
    latch: z.boolean().default(false).describe('Once met it stays met.'),
  })
  .describe('What a request from inside the cluster gets for an answer.');
export type ProbeSpec = z.infer<typeof probe>;

const seconds = z.number().positive().max(gradingLimits.experimentSeconds);
const steps = {
  scale: z.strictObject({ ...target, replicas: z.int().min(0) }).optional(),
  delete: z.strictObject(target).optional(),
  apply: z
    .strictObject({ file: z.string().optional(), object: partialObject.optional() })
    .refine((o) => (o.file === undefined) !== (o.object === undefined), {
      error: 'exactly one of `file` and `object`',
    })
    .optional()
    .describe("A file of the lab's folder, or an object: created, or merged into what is there."),
  exec: exec.optional(),
  skip: z.strictObject({ seconds }).optional(),
  wait: z
    .strictObject({ seconds, for: partialObject })
    .optional()
    .describe('Lets time pass until an object matches, at most so many seconds.'),
};
export const stepKinds = ['scale', 'delete', 'apply', 'exec', 'skip', 'wait'] as const;
const step = z.strictObject(steps).superRefine(exactlyOne(stepKinds));
export type Step = z.infer<typeof step>;

const rehearsalStepKinds = [...stepKinds, 'check'] as const;
const rehearsalStep = z
  .strictObject({ ...steps, check: z.literal(true).optional() })
  .superRefine(exactlyOne(rehearsalStepKinds));

/** `solution/steps.yaml` and `mistakes/NAME/steps.yaml`: what a learner does. */
export const stepsSchema = z
  .array(rehearsalStep)
  .min(1)
  .max(gradingLimits.rehearsalSteps)
  .describe('What a learner does, in order; `check` presses the button.');
export type RehearsalStep = z.infer<typeof rehearsalStep>;

/** `mistakes/NAME/mistake.yaml`. */
export const mistakeSchema = z.strictObject({
  title: text,
  fails: z.array(id).min(1).describe('The checks that it fails: these and no other.'),
});
export type Mistake = z.infer<typeof mistakeSchema>;

const checkParts = {
  id,
  title: text,
  points: z.int().min(0),
  needs: z.array(id).min(1).optional().describe('Checks that must be met before this one counts.'),
  visibility: z.enum(['visible', 'hidden', 'after_due_date', 'after_published']).default('visible'),
  failure: text.optional().describe('Said first when the check is not met.'),
};
const objects = z.union([partialObject, z.array(partialObject).min(1)]);
const stateChecks = {
  assert: objects.optional().describe('Some object matches; of several, each of them.'),
  error: objects.optional().describe('No object matches; of several, none of them.'),
  probe: probe.optional(),
  cel: later('a check by `cel`'),
  question: later('a `question`'),
};

const experimentCheckKinds = ['assert', 'error', 'probe', 'same'] as const;
const experimentCheck = z
  .strictObject({
    ...checkParts,
    ...stateChecks,
    same: z.literal(true).optional().describe('What was remembered is the same.'),
  })
  .superRefine(exactlyOne(experimentCheckKinds));
export type ExperimentCheck = z.infer<typeof experimentCheck>;

const experiment = z
  .strictObject({
    remember: z.array(fieldsOf).min(1).optional().describe('Fields as they are before the steps.'),
    steps: z.array(step).min(1).max(gradingLimits.experimentSteps),
    checks: z.array(experimentCheck).min(1),
  })
  .refine((o) => o.remember || o.checks.every((check) => !check.same), {
    path: ['checks'],
    error: '`same` compares with `remember`, which is missing',
  });
export type ExperimentSpec = z.infer<typeof experiment>;

const checkKinds = ['assert', 'error', 'probe', 'history', 'experiment'] as const;
const check = z
  .strictObject({
    ...checkParts,
    ...stateChecks,
    history: history.optional(),
    experiment: experiment.optional().describe('On a copy of the cluster.'),
  })
  .superRefine(exactlyOne(checkKinds))
  .refine((o) => !o.experiment || sum(o.experiment.checks) === o.points, {
    path: ['points'],
    error: "not the sum of the experiment's checks",
  });
export type Check = z.infer<typeof check>;

const task = z
  .strictObject({
    id,
    title: text,
    short: text
      .optional()
      .describe('The title in a word or two, where there is no room for it: over a column.'),
    text: text.optional(),
    points: z.int().min(0),
    needs: z
      .array(id)
      .min(1)
      .optional()
      .describe('Tasks that come before: until they are met this one is not said to have failed.'),
    hints: z
      .array(z.strictObject({ text, cost: z.int().min(0).default(0) }))
      .default([])
      .describe('Cost in points.'),
    checks: z.array(check).min(1),
  })
  .refine((o) => sum(o.checks) === o.points, {
    path: ['points'],
    error: 'not the sum of its checks',
  });
export type TaskSpec = z.infer<typeof task>;

/** `lab.yaml`. */
export const labSchema = z.strictObject({
  id: id.describe("The folder's name."),
  uuid: z.uuid().describe('Stays when the folder is renamed.'),
  version: z.int().min(1),
  title: text,
  summary: text,
  minutes: z.int().min(1).describe('How long it takes.'),
  nodes: z.array(name).min(1).max(gradingLimits.nodes).optional(),
  tasks: z.array(task).min(1),
});
export type LabSpec = z.infer<typeof labSchema>;

/** Of several kinds of one thing, the one that it is. */
function exactlyOne(kinds: readonly string[]) {
  return (value: object, context: z.core.$RefinementCtx): void => {
    const named = kinds.filter((kind) => kind in value);
    if (named.length === 1) return;
    const list = kinds.map((kind) => `\`${kind}\``).join(', ');
    const found = named.length === 0 ? 'none' : named.join(' and ');
    context.addIssue({ code: 'custom', message: `exactly one of ${list}, not ${found}` });
  };
}

function sum(parts: readonly { readonly points: number }[]): number {
  return parts.reduce((total, part) => total + part.points, 0);
}
