import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { toText } from '../../shell/index.ts';
import { parseDocuments } from '../documents.ts';
import { KubectlError } from '../failure.ts';
import type { Call } from '../verb.ts';

/** A kustomization with its folder. */
export interface Kustomization {
  readonly folder: string;
  readonly fields: JsonObject;
}

const fileNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Fields that are simulated. */
const known = [
  ...['apiVersion', 'kind', 'metadata', 'resources', 'bases', 'components', 'namespace'],
  ...['namePrefix', 'nameSuffix', 'commonLabels', 'labels', 'commonAnnotations', 'patches'],
  ...['patchesStrategicMerge', 'patchesJson6902', 'images', 'imageTags', 'replicas'],
  ...['configMapGenerator', 'secretGenerator', 'generatorOptions', 'sortOptions'],
];

/** Fields that kustomize has and that are refused here. */
const refused = [
  ...['openapi', 'replacements', 'vars', 'crds', 'helmGlobals', 'helmCharts', 'configurations'],
  ...['helmChartInflationGenerator', 'generators', 'transformers', 'validators', 'buildMetadata'],
];

const deprecated: readonly (readonly [field: string, instead: string])[] = [
  ['bases', 'resources'],
  ['commonLabels', 'labels'],
  ['imageTags', 'images'],
  ['patchesJson6902', 'patches'],
  ['patchesStrategicMerge', 'patches'],
];

/** Reads the kustomization of a folder, whose path is absolute. Throws KubectlError. */
export function readKustomization(call: Call, folder: string): Kustomization {
  const found = fileNames.filter((name) => call.files.type(`${folder}/${name}`) === 'file');
  const [name] = found;
  if (name === undefined)
    throw new KubectlError(
      `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${folder}'`,
    );
  if (found.length > 1)
    throw new KubectlError(`Found multiple kustomization files under: ${folder}\n`);
  const fields = fieldsOf(toText(call.files.readBytes(`${folder}/${name}`)));
  warn(call, fields);
  check(folder, fields);
  return { folder, fields: fixed(fields) };
}

function fieldsOf(text: string): JsonObject {
  const [fields] = parse(text);
  if (fields === undefined) return {};
  if (!isObject(fields))
    throw new KubectlError('invalid Kustomization: json: cannot unmarshal into a Kustomization');
  for (const field of Object.keys(fields)) {
    if (known.includes(field)) continue;
    throw new KubectlError(
      refused.includes(field)
        ? `the kustomization's field ${JSON.stringify(field)} is not available in this terminal`
        : `invalid Kustomization: json: unknown field ${JSON.stringify(field)}`,
    );
  }
  return fields;
}

function parse(text: string): readonly Json[] {
  try {
    return parseDocuments(text, 'kustomization.yaml');
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    const why = error.message.replace(/^.*?(?=yaml: )/s, '');
    throw new KubectlError(`invalid Kustomization: error converting YAML to JSON: ${why}`);
  }
}

function warn(call: Call, fields: JsonObject): void {
  for (const [field, instead] of deprecated)
    if (fields[field] !== undefined && fields[field] !== null)
      call.err(
        `# Warning: '${field}' is deprecated. Please use '${instead}' instead. Run 'kustomize edit fix' to update your Kustomization automatically.\n`,
      );
}

function check(folder: string, { apiVersion, kind, ...rest }: JsonObject): void {
  if (Object.keys(rest).length === 0) throw new KubectlError('kustomization.yaml is empty');
  const isComponent = kind === 'Component';
  const wanted = `kustomize.config.k8s.io/${isComponent ? 'v1alpha1' : 'v1beta1'}`;
  const wrong = [
    kind === undefined || kind === 'Kustomization' || isComponent
      ? ''
      : 'kind should be Kustomization or Component',
    apiVersion === undefined || apiVersion === wanted
      ? ''
      : `apiVersion for ${isComponent ? 'Component' : 'Kustomization'} should be ${wanted}`,
  ].filter((text) => text !== '');
  if (wrong.length > 0)
    throw new KubectlError(
      `Failed to read kustomization file under ${folder}:\n${wrong.join('\n')}`,
    );
}

/** Old fields stand for new ones. */
function fixed({ bases, imageTags, ...fields }: JsonObject): JsonObject {
  return {
    ...fields,
    resources: [...listIn(fields.resources), ...listIn(bases)],
    images: [...listIn(fields.images), ...listIn(imageTags)],
  };
}

/** A field that is a list, or an empty one. */
export function listIn(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
