import { type Flag, flag } from '../flags.ts';

/** `-o` for commands that print objects and tables; its companions go with it. */
export const printFlags: readonly Flag[] = [
  flag(
    '--allow-missing-template-keys=true',
    'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
  ),
  flag(
    '--no-headers=false',
    "When using the default or custom-column output format, don't print headers (default print headers).",
  ),
  flag(
    "-o, --output=''",
    'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file, custom-columns, custom-columns-file, wide). See custom columns [https://kubernetes.io/docs/reference/kubectl/#custom-columns], golang template [http://golang.org/pkg/text/template/#pkg-overview] and jsonpath template [https://kubernetes.io/docs/reference/kubectl/jsonpath/].',
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

/** Flags that say which objects a command is about. */
export const selectorFlag = flag(
  "-l, --selector=''",
  "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.(e.g. -l key1=value1,key2=value2,key3 in (value3)). Matching objects must satisfy all of the specified label constraints.",
);

export const allNamespacesFlag = flag(
  '-A, --all-namespaces=false',
  'If present, list the requested object(s) across all namespaces. Namespace in current context is ignored even if specified with --namespace.',
);

export const recursiveFlag = flag(
  '-R, --recursive=false',
  'Process the directory used in -f, --filename recursively. Useful when you want to manage related manifests organized within the same directory.',
);

export const kustomizeFlag = flag(
  "-k, --kustomize=''",
  "Process the kustomization directory. This flag can't be used together with -f or -R.",
);

export const chunkSizeFlag = flag(
  '--chunk-size=500',
  'Return large lists in chunks rather than all at once. Pass 0 to disable.',
);

/** Flags of `kubectl get`. */
export const getFlags: readonly Flag[] = [
  allNamespacesFlag,
  chunkSizeFlag,
  flag(
    "--field-selector=''",
    "Selector (field query) to filter on, supports '=', '==', and '!='.(e.g. --field-selector key1=value1,key2=value2). The server only supports a limited number of field queries per type.",
  ),
  flag(
    '-f, --filename=[]',
    'Filename, directory, or URL to files identifying the resource to get from a server.',
  ),
  flag(
    '--ignore-not-found=false',
    'If set to true, suppresses NotFound error for specific objects that do not exist. Using this flag with commands that query for collections of resources has no effect when no resources are found.',
  ),
  kustomizeFlag,
  flag(
    '-L, --label-columns=[]',
    'Accepts a comma separated list of labels that are going to be presented as columns. Names are case-sensitive. You can also use multiple flag options like -L label1 -L label2...',
  ),
  flag(
    '--output-watch-events=false',
    'Output watch event objects when --watch or --watch-only is used. Existing objects are output as initial ADDED events.',
  ),
  ...printFlags,
  flag(
    "--raw=''",
    'Raw URI to request from the server.  Uses the transport specified by the kubeconfig file.',
  ),
  recursiveFlag,
  selectorFlag,
  flag(
    '--server-print=true',
    'If true, have the server return the appropriate table output. Supports extension APIs and CRDs.',
  ),
  flag('--show-kind=false', 'If present, list the resource type for the requested object(s).'),
  flag(
    '--show-labels=false',
    'When printing, show all labels as the last column (default hide labels column)',
  ),
  flag(
    "--sort-by=''",
    "If non-empty, sort list types using this field specification.  The field specification is expressed as a JSONPath expression (e.g. '{.metadata.name}'). The field in the API resource specified by this JSONPath expression must be an integer or a string.",
  ),
  flag("--subresource=''", 'If specified, gets the subresource of the requested object.'),
  flag('-w, --watch=false', 'After listing/getting the requested object, watch for changes.'),
  flag(
    '--watch-only=false',
    'Watch for changes to the requested object(s), without listing/getting first.',
  ),
];
