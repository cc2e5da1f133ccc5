import { describe, expect, test } from 'vitest';
import { LabError, loadLab, loadSteps } from './load.ts';
import { labText } from './testing/lab.ts';

const service = '{apiVersion: v1, kind: Service, metadata: {name: web}}';

/** The error's text, without the file. */
function complaint(text: string): string {
  try {
    loadLab({ 'lab.yaml': text });
  } catch (error) {
    if (error instanceof LabError) return error.message.replaceAll('lab.yaml:', '');
    throw error;
  }
  return '';
}

describe('what is wrong with a lab', () => {
  const cases: readonly [string, string, string][] = [
    ['nothing', `assert: ${service}`, ''],
    ['an unknown field', `asert: ${service}`, '16: tasks[0].checks[0].asert: unknown field'],
    ['no kind of check', '', '13: tasks[0].checks[0]: exactly one of'],
    [
      'two kinds of check',
      `assert: ${service}\nerror: ${service}`,
      '13: tasks[0].checks[0]: exactly one of `assert`, `error`, `probe`, `history`, `experiment`, not assert and error',
    ],
    [
      'cel',
      'cel: object.spec',
      '16: tasks[0].checks[0].cel: a check by `cel` is not supported yet',
    ],
    ['question', 'question: {}', '16: tasks[0].checks[0].question: a `question` is not supported'],
    [
      'an unknown kind',
      'assert: {apiVersion: apps/v1, kind: StatetfulSet}',
      '16: tasks[0].checks[0].assert.kind: there is no StatetfulSet in apps/v1',
    ],
    [
      'a window that never opens',
      'history:\n  unchanged:\n  - {apiVersion: v1, kind: Pod, name: a, fields: [metadata.uid]}',
      '18: tasks[0].checks[0].history.unchanged: `unchanged` needs `after`',
    ],
    [
      'a check that is met by doing nothing',
      `history:\n  never: [${service}]`,
      '17: tasks[0].checks[0].history: a history check needs `sequence` or `after`',
    ],
    [
      'a need that comes later',
      `needs: [later]\nassert: ${service}`,
      '16: tasks[0].checks[0].needs[0]: later does not come before',
    ],
    [
      'points that do not add up',
      `experiment:\n  steps: [{skip: {seconds: 1}}]\n  checks: [{id: a, title: {ko: a, en: a}, points: 3, assert: ${service}}]`,
      "15: tasks[0].checks[0].points: not the sum of the experiment's checks",
    ],
    [
      'a skip beyond the limit',
      `experiment:\n  steps:\n  - skip: {seconds: 99999}\n  checks: [{id: a, title: {ko: a, en: a}, points: 10, assert: ${service}}]`,
      '18: tasks[0].checks[0].experiment.steps[0].skip.seconds: Too big',
    ],
  ];
  test.each(cases)('%s', (_, body, expected) => {
    const said = complaint(labText(body));
    if (expected === '') expect(said).toBe('');
    else expect(said).toContain(expected);
  });

  test('YAML that is none', () => {
    expect(complaint('id: [')).toMatch(/^1: /);
  });

  test('a file that is missing, and steps that are none', () => {
    expect(() => loadLab({})).toThrow('lab.yaml: there is no such file');
    const files = { 'solution/steps.yaml': '- jump: 1' };
    expect(() => loadSteps(files, 'solution/steps.yaml')).toThrow('solution/steps.yaml:1: [0]');
  });
});
