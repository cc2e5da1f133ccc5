import { declare, method, type Overload, own, text, truth, whole } from '../declare.ts';
import { EvaluationError } from '../errors.ts';
import { OpaqueValue } from '../values.ts';

const name = 'kubernetes.Semver';
const semver = own(name);

interface Version {
  readonly numbers: readonly bigint[];
  readonly pre: readonly string[];
}

/** `semver('1.2.3').isLessThan(semver('1.10.0'))`. */
export const semvers: readonly Overload[] = [
  declare('semver', [text], semver, (value) => make(read(value))),
  declare('semver', [text, truth], semver, (value, lenient) =>
    make(read(lenient ? normal(value) : value)),
  ),
  declare('isSemver', [text], truth, (value) => pattern.test(value)),
  declare('isSemver', [text, truth], truth, (value, lenient) =>
    pattern.test(lenient ? normal(value) : value),
  ),
  method('isGreaterThan', [semver, semver], truth, (a, b) => compare(of(a), of(b)) > 0),
  method('isLessThan', [semver, semver], truth, (a, b) => compare(of(a), of(b)) < 0),
  method('compareTo', [semver, semver], whole, (a, b) => BigInt(compare(of(a), of(b)))),
  method('major', [semver], whole, (value) => of(value).numbers[0] ?? 0n),
  method('minor', [semver], whole, (value) => of(value).numbers[1] ?? 0n),
  method('patch', [semver], whole, (value) => of(value).numbers[2] ?? 0n),
];

const part = '(?:0|[1-9]\\d*)';
const label = '(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)';
const pattern = new RegExp(
  `^(${part})\\.(${part})\\.(${part})(?:-(${label}(?:\\.${label})*))?(?:\\+[0-9A-Za-z.-]+)?$`,
);

function read(value: string): Version {
  const match = pattern.exec(value);
  if (!match) {
    const parts = value.split(/[-+]/)[0]?.split('.') ?? [];
    throw new EvaluationError(
      parts.length < 3
        ? 'No Major.Minor.Patch elements found'
        : `Invalid character(s) found in version ${JSON.stringify(value)}`,
    );
  }
  return { numbers: match.slice(1, 4).map(BigInt), pre: match[4]?.split('.') ?? [] };
}

/** Without `v`, with all three numbers, without leading zeros. */
function normal(value: string): string {
  const [, core = '', rest = ''] = /^v?([^-+]*)(.*)$/.exec(value) ?? [];
  const parts = core.split('.').map((one) => one.replace(/^0+(?=\d)/, ''));
  while (parts.length < 3) parts.push('0');
  return parts.join('.') + rest;
}

function make(version: Version): OpaqueValue {
  return new OpaqueValue(name, version, `${version.numbers.join('.')}-${version.pre.join('.')}`);
}

function of({ data }: OpaqueValue): Version {
  return data as Version;
}

function compare(a: Version, b: Version): number {
  for (let i = 0; i < 3; i += 1) {
    const [left = 0n, right = 0n] = [a.numbers[i], b.numbers[i]];
    if (left !== right) return left < right ? -1 : 1;
  }
  if (a.pre.length === 0 || b.pre.length === 0) return Math.sign(b.pre.length - a.pre.length);
  for (let i = 0; i < Math.min(a.pre.length, b.pre.length); i += 1) {
    const order = comparePre(a.pre[i] ?? '', b.pre[i] ?? '');
    if (order !== 0) return order;
  }
  return Math.sign(a.pre.length - b.pre.length);
}

/** Numbers come before texts. */
function comparePre(a: string, b: string): number {
  const [x, y] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (x !== y) return x ? -1 : 1;
  if (x) return Math.sign(Number(a) - Number(b));
  return a === b ? 0 : a < b ? -1 : 1;
}
