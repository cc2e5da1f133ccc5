import { type Flag, flag } from './flags.ts';

/** The printing flags of verbs that print the objects they handle (PrintFlags). */
export const printFlags: readonly Flag[] = [
  flag(
    '--allow-missing-template-keys=true',
    'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
  ),
  flag(
    "-o, --output=''",
    'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
  ),
  flag(
    '--show-managed-fields=false',
    'If true, keep the managedFields when printing objects in JSON or YAML format.',
  ),
  flag(
    "--template=''",
    'Template string or path to template file to use when -o=go-template, -o=go-template-file. The template format is golang templates [http://golang.org/pkg/text/template/#pkg-overview].',
  ),
];

/** `-f`, `-k` and `-R`; `usage` says what the files are for. */
export function filenameFlags(usage: string): readonly Flag[] {
  return [
    flag('-f, --filename=[]', usage),
    flag(
      "-k, --kustomize=''",
      usage.startsWith('Filename')
        ? "Process the kustomization directory. This flag can't be used together with -f or -R."
        : "Process a kustomization directory. This flag can't be used together with -f or -R.",
    ),
    flag(
      '-R, --recursive=false',
      'Process the directory used in -f, --filename recursively. Useful when you want to manage related manifests organized within the same directory.',
    ),
  ];
}

/** `--validate`. */
export const validateFlag = flag(
  "--validate='strict'",
  'Must be one of: strict (or true), warn, ignore (or false). "true" or "strict" will use a schema to validate the input and fail the request if invalid. It will perform server side validation if ServerSideFieldValidation is enabled on the api-server, but will fall back to less reliable client-side validation if not. "warn" will warn about unknown or duplicate fields without blocking the request if server-side field validation is enabled on the API server, and behave as "ignore" otherwise. "false" or "ignore" will not perform any schema validation, silently dropping any unknown or duplicate fields.',
  { whenBare: 'strict' },
);

/** `--save-config`. */
export const saveConfigFlag = flag(
  '--save-config=false',
  'If true, the configuration of current object will be saved in its annotation. Otherwise, the annotation will be unchanged. This flag is useful when you want to perform kubectl apply on this object in the future.',
);

/** `--field-manager` with the verb's own manager. */
export function fieldManagerFlag(manager: string): Flag {
  return flag(`--field-manager='${manager}'`, 'Name of the manager used to track field ownership.');
}

/** `-l`. */
export const selectorFlag = flag(
  "-l, --selector=''",
  "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.(e.g. -l key1=value1,key2=value2,key3 in (value3)). Matching objects must satisfy all of the specified label constraints.",
);
