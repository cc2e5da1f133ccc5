/** Checks of names give the errors' texts, none when the name is good (util/validation). */
export type NameCheck = (value: string) => readonly string[];

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(\\.${label})*`;
const label1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const labelKey = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const labelValue = `(${labelKey})?`;
const configKey = '[-._a-zA-Z0-9]+';
const cIdentifier = '[A-Za-z_][A-Za-z0-9_]*';
const envName = '[-._a-zA-Z][-._a-zA-Z0-9]*';
const percent = '[0-9]+%';
const headerName = '[-A-Za-z0-9]+';

const labelRegexp = whole(label);
const subdomainRegexp = whole(subdomain);
const label1035Regexp = whole(label1035);
const labelKeyRegexp = whole(labelKey);
const labelValueRegexp = whole(labelValue);

export const maxLabelLength = 63;
export const maxSubdomainLength = 253;

/** `metadata.name` of most kinds. */
export const dns1123SubdomainErrors: NameCheck = (value) => [
  ...tooLong(value, maxSubdomainLength),
  ...(subdomainRegexp.test(value) ? [] : [regexError(subdomainMessage, subdomain, 'example.com')]),
];

/** Hosts that stand for all below a name: `*.example.com`. */
export const wildcardSubdomainErrors: NameCheck = (value) =>
  whole(`\\*\\.${subdomain}`).test(value)
    ? []
    : [regexError(wildcardMessage, `\\*\\.${subdomain}`, '*.example.com')];

/** Namespaces, container and volume names. */
export const dns1123LabelErrors: NameCheck = (value) => {
  const errors = tooLong(value, maxLabelLength);
  if (labelRegexp.test(value)) return errors;
  if (subdomainRegexp.test(value)) return [...errors, 'must not contain dots'];
  return [...errors, regexError(labelMessage, label, 'my-name', '123-abc')];
};

/** Service names. */
export const dns1035LabelErrors: NameCheck = (value) => [
  ...tooLong(value, maxLabelLength),
  ...(label1035Regexp.test(value)
    ? []
    : [regexError(label1035Message, label1035, 'my-name', 'abc-123')]),
];

/** Keys of labels, annotations, taints, resources: `[prefix/]name`. */
export const qualifiedNameErrors: NameCheck = (value) => {
  const parts = value.split('/');
  const example = (part: string): string =>
    `${part}${regexError(labelKeyMessage, labelKey, 'MyName', 'my.name', '123-abc')}`;
  if (parts.length > 2) {
    const rest = " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
    return [`${example('a valid label key ')}${rest}`];
  }
  const name = parts.at(-1) ?? '';
  const errors = parts.length === 2 ? prefixErrors(parts[0] ?? '') : [];
  if (name === '') errors.push('name part must be non-empty');
  else errors.push(...tooLong(name, maxLabelLength, 'bytes').map((text) => `name part ${text}`));
  if (!labelKeyRegexp.test(name)) errors.push(example('name part '));
  return errors;
};

export const labelValueErrors: NameCheck = (value) => [
  ...tooLong(value, maxLabelLength, 'bytes'),
  ...(labelValueRegexp.test(value)
    ? []
    : [regexError(labelValueMessage, labelValue, 'MyValue', 'my_value', '12345')]),
];

/** Keys of a ConfigMap's or Secret's data. */
export const configMapKeyErrors: NameCheck = (value) => [
  ...tooLong(value, maxSubdomainLength),
  ...(whole(configKey).test(value)
    ? []
    : [regexError(configKeyMessage, configKey, 'key.name', 'KEY_NAME', 'key-name')]),
  ...directoryErrors(value),
];

export const cIdentifierErrors: NameCheck = (value) =>
  whole(cIdentifier).test(value)
    ? []
    : [regexError(cIdentifierMessage, cIdentifier, 'my_name', 'MY_NAME', 'MyName')];

/** The strict rule for environment variables, which only warns since v1.34. */
export const envVarNameErrors: NameCheck = (value) => [
  ...(whole(envName).test(value)
    ? []
    : [regexError(envNameMessage, envName, 'my.env-name', 'MY_ENV.NAME', 'MyEnvName1')]),
  ...directoryErrors(value),
];

/** The rule for environment variables that is enforced. */
export const relaxedEnvVarNameErrors: NameCheck = (value) => [
  ...(value === '' ? ['environment variable name must be non-empty'] : []),
  ...(/^[\x20-\x3c\x3e-\x7e]*$/.test(value)
    ? []
    : [
        "a valid environment variable name must consist only of printable ASCII characters other than '='",
      ]),
];

/** Names of container and service ports (RFC 6335, lower case). */
export const portNameErrors: NameCheck = (value) => [
  ...tooLong(value, 15),
  ...(/^[-a-z0-9]+$/.test(value)
    ? []
    : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
  ...(/[a-z]/.test(value) ? [] : ['must contain at least one letter (a-z)']),
  ...(value.includes('--') ? ['must not contain consecutive hyphens'] : []),
  ...(/^-|-$/.test(value) ? ['must not begin or end with a hyphen'] : []),
];

export const portNumberErrors = (value: number): readonly string[] => rangeErrors(value, 1, 65_535);

export const rangeErrors = (value: number, low: number, high: number): readonly string[] =>
  value >= low && value <= high ? [] : [`must be between ${low} and ${high}, inclusive`];

export const percentErrors: NameCheck = (value) =>
  whole(percent).test(value) ? [] : [regexError(percentMessage, percent, '1%', '93%')];

export const headerNameErrors: NameCheck = (value) =>
  whole(headerName).test(value)
    ? []
    : [
        regexError(
          "a valid HTTP header must consist of alphanumeric characters or '-'",
          headerName,
          'X-Header-Name',
        ),
      ];

/** What may stand between two slashes of a URL. */
export const pathSegmentErrors: NameCheck = (value) => {
  if (value === '.' || value === '..') return [`may not be '${value}'`];
  return ['/', '%']
    .filter((part) => value.includes(part))
    .map((part) => `may not contain '${part}'`);
};

/** `example.com/name`: what names a controller. */
export const domainPrefixedPathErrors: NameCheck = (value) => {
  const slash = value.indexOf('/');
  const form = 'must be a domain-prefixed path (such as "acme.io/foo")';
  if (slash <= 0 || slash === value.length - 1) return [form];
  const path = value.slice(slash + 1);
  return [
    ...dns1123SubdomainErrors(value.slice(0, slash)),
    ...(/^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(path)
      ? []
      : [`Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')`]),
  ];
};

/** `must ... (e.g. 'a',  or 'b', regex used for validation is 'x')`. */
export function regexError(
  message: string,
  pattern: string,
  ...examples: readonly string[]
): string {
  const regex = `regex used for validation is '${pattern}'`;
  if (examples.length === 0) return `${message} (${regex})`;
  const list = examples.map((example) => `'${example}', `).join(' or ');
  return `${message} (e.g. ${list}${regex})`;
}

const characters = 'must consist of lower case alphanumeric characters';
const ends = 'and must start and end with an alphanumeric character';
const labelMessage = `a lowercase RFC 1123 label ${characters} or '-', ${ends}`;
const subdomainMessage = `a lowercase RFC 1123 subdomain ${characters}, '-' or '.', ${ends}`;
const wildcardMessage = `a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which ${characters}, '-' or '.' and end with an alphanumeric character`;
const label1035Message = `a DNS-1035 label ${characters} or '-', start with an alphabetic character, and end with an alphanumeric character`;
const labelKeyMessage = `must consist of alphanumeric characters, '-', '_' or '.', ${ends}`;
const labelValueMessage = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', ${ends}`;
const configKeyMessage =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";
const cIdentifierMessage =
  "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_'";
const envNameMessage =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit";
const percentMessage = "a valid percent string must be a numeric string followed by an ending '%'";

function prefixErrors(prefix: string): string[] {
  if (prefix === '') return ['prefix part must be non-empty'];
  const errors = [
    ...tooLong(prefix, maxSubdomainLength, 'bytes'),
    ...dns1123SubdomainErrors(prefix).filter((text) => !text.startsWith('must be no more')),
  ];
  return errors.map((text) => `prefix part ${text}`);
}

function tooLong(
  value: string,
  most: number,
  unit: 'bytes' | 'characters' = 'characters',
): string[] {
  return value.length > most ? [`must be no more than ${most} ${unit}`] : [];
}

function directoryErrors(value: string): string[] {
  if (value === '.' || value === '..') return [`must not be '${value}'`];
  return value.startsWith('..') ? ["must not start with '..'"] : [];
}

function whole(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}
