import { describe, expect, test } from 'vitest';
import { flag, parseArguments, parseGoDuration } from './flags.ts';

const flags = [
  flag("-o, --output=''", 'a text'),
  flag("-n, --namespace=''", 'a text'),
  flag('-w, --watch=false', 'a switch'),
  flag('-A, --all=false', 'a switch'),
  flag('-f, --filename=[]', 'a list'),
  flag('--tail=-1', 'a number'),
  flag('--timeout=0s', 'a duration'),
  flag("--dry-run='none'", 'a text', { whenBare: 'unchanged' }),
  flag("--context=''", 'refused', { isRefused: true }),
];

describe('command lines that parse', () => {
  const table: readonly (readonly [line: string, words: string, values: object])[] = [
    ['pods -o yaml', 'pods', { output: 'yaml' }],
    ['-o yaml pods', 'pods', { output: 'yaml' }],
    ['pods -oyaml -n=x', 'pods', { output: 'yaml', namespace: 'x' }],
    ['pods --output=a=b', 'pods', { output: 'a=b' }],
    ['pods -wA', 'pods', { watch: 'true', all: 'true' }],
    ['pods -wo yaml', 'pods', { watch: 'true', output: 'yaml' }],
    ['pods --watch=false a', 'pods a', { watch: 'false' }],
    ['--dry-run pods', 'pods', { 'dry-run': 'unchanged' }],
    ['-o yaml -o json', '', { output: 'json' }],
    ['a - b', 'a - b', {}],
    ['', '', { tail: '-1', timeout: '0s', output: '' }],
  ];
  test.each(table)('%s', (line, words, values) => {
    const args = parseArguments(line.split(' ').filter(Boolean), flags);
    expect(args.words.join(' ')).toBe(words);
    for (const [name, value] of Object.entries(values)) expect(args.text(name)).toBe(value);
  });

  test('lists are gathered over repetitions and commas', () => {
    const args = parseArguments(['-f', 'a,b', '--filename=c'], flags);
    expect(args.list('filename')).toEqual(['a', 'b', 'c']);
  });

  test('nothing after -- is a flag', () => {
    const args = parseArguments(['web-0', '--', 'ls', '-o'], flags);
    expect([args.words, args.afterDash]).toEqual([['web-0'], ['ls', '-o']]);
  });
});

test.each([
  ['--nope', 'unknown flag: --nope'],
  ['-z', "unknown shorthand flag: 'z' in -z"],
  ['-wz', "unknown shorthand flag: 'z' in -wz"],
  ['--output', 'flag needs an argument: --output'],
  ['-o', "flag needs an argument: 'o' in -o"],
  [
    '--tail=x',
    'invalid argument "x" for "--tail" flag: strconv.ParseInt: parsing "x": invalid syntax',
  ],
  [
    '-w=x',
    'invalid argument "x" for "-w, --watch" flag: strconv.ParseBool: parsing "x": invalid syntax',
  ],
  ['--timeout=5', 'invalid argument "5" for "--timeout" flag: time: missing unit in duration "5"'],
  ['--context=x', 'the flag --context is not available in this terminal'],
])('%s is refused', (line, message) => {
  expect(() => parseArguments(line.split(' '), flags)).toThrow(message);
});

test.each([
  ['1m30s', 90_000],
  ['1.5h', 5_400_000],
  ['-2s', -2_000],
  ['0', 0],
  ['5', undefined],
  ['s', undefined],
])('the duration %s', (text, ms) => {
  expect(parseGoDuration(text)).toBe(ms);
});
