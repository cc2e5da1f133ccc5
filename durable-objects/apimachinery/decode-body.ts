import { parse as parseYaml, type Tags } from 'yaml';
import { AssertionError } from '../lib/assert.ts';
import type { Json } from '../lib/json.ts';
import { decodeUtf8, fromUint8 } from '../lib/utf8.ts';
import { type Decoded, decode, decodeJson } from './decode.ts';
import { found } from './decode-scalar.ts';
import { type JsonNode, readJson } from './json-reader.ts';
import { protobufType, readEnvelope } from './protobuf/envelope.ts';
import { hasMessages, readMessage } from './protobuf/message.ts';
import { apiVersionOf, type Resource } from './resource.ts';
import type { ObjectSchema } from './schema.ts';
import { badRequest, StatusError } from './status-error.ts';

/** Bytes of a request's body; a longer one is answered with 413 before it is read. */
export const maxBodyBytes = 3 * 1024 * 1024;

type Identity = Pick<Resource, 'group' | 'version' | 'kind' | 'storedAs'>;

/** What a body is to be: a resource, or a kind that is only ever a body. */
export interface BodyKind<T> extends Identity {
  readonly schema: ObjectSchema<T>;
  /** Registered in every group, as DeleteOptions is. */
  readonly anyGroup?: true;
}

/**
 * Decodes the body of a POST, PUT or DELETE: JSON, YAML or protobuf by its content type ('' is
 * JSON). Missing apiVersion and kind are filled in. Throws StatusErrors in upstream's words
 * (endpoints/handlers transformDecodeError); `others` are all kinds that are served, so that a
 * known but wrong kind is told from an unknown one.
 */
export function decodeBody<T>(
  target: BodyKind<T>,
  contentType: string,
  body: Uint8Array,
  others: readonly Identity[] = [],
): Decoded<T> {
  switch (contentType.split(';')[0]?.trim().toLowerCase()) {
    case '':
    case 'application/json':
      return decodeText(target, decodeUtf8(body), others);
    case 'application/yaml':
      return decodeText(target, yamlToJson(target, body), others);
    case protobufType:
      if (!hasMessages(target.schema.name)) throw unknownFormat(target);
      return decodeProtobuf(target, body, others);
    default:
      throw unknownFormat(target);
  }
}

/** 415: kinds that objects define, and some others, have no protobuf form. */
function unknownFormat<T>({ schema }: BodyKind<T>): StatusError {
  const protobuf = hasMessages(schema.name) ? [protobufType] : [];
  const accepted = ['application/json', 'application/yaml', ...protobuf].join(', ');
  return new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted}`,
  );
}

/** `decodeBody` of JSON text. */
export function decodeText<T>(
  target: BodyKind<T>,
  body: string,
  others: readonly Identity[] = [],
): Decoded<T> {
  const read = readJson(body);
  if ('error' in read) throw unrecognized(target, body, read.error);
  const named = readKind(read.node, target);
  if ('error' in named) throw unrecognized(target, body, named.error);
  checkKind(named, target, others);
  return complete(target, named, decode(target.schema, read.node));
}

function decodeProtobuf<T>(
  target: BodyKind<T>,
  body: Uint8Array,
  others: readonly Identity[],
): Decoded<T> {
  const envelope = readEnvelope(body);
  if ('error' in envelope)
    throw badRequest(
      `the object provided is unrecognized (must be of type ${target.kind}): ${envelope.error} (${summary(fromUint8(body))})`,
    );
  const named = identify(envelope.apiVersion, envelope.kind, target);
  checkKind(named, target, others);
  let json: Json;
  try {
    json = readMessage(target.schema, envelope.message);
  } catch (error) {
    if (error instanceof AssertionError) throw error;
    throw unhandled(named, target, 'unexpected EOF');
  }
  return complete(target, named, decodeJson(target.schema, json));
}

/** As sigs.k8s.io/yaml reads: YAML 1.1, but a date is text. Aliases expand a hundredfold at most. */
const yamlOptions = {
  version: '1.1',
  maxAliasCount: 100,
  customTags: (tags: Tags): Tags => tags.filter((tag) => !isTimestamp(tag)),
} as const;

function isTimestamp(tag: Tags[number]): boolean {
  return typeof tag !== 'string' && tag.tag === 'tag:yaml.org,2002:timestamp';
}

function yamlToJson(target: Identity, body: Uint8Array): string {
  try {
    return JSON.stringify(parseYaml(decodeUtf8(body), yamlOptions) ?? null);
  } catch (error) {
    const first = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    // The parser has no limit of its own but the stack's.
    const why = first.startsWith('Maximum call stack') ? 'exceeded max depth' : first;
    throw unrecognized(target, decodeUtf8(body), `yaml: ${why}`);
  }
}

function complete<T>(
  target: BodyKind<T>,
  named: Identity,
  decoded: Decoded<T> | { readonly error: string },
): Decoded<T> {
  if ('error' in decoded) throw unhandled(named, target, decoded.error);
  const type = { apiVersion: apiVersionOf(target), kind: target.kind };
  return { ...decoded, object: { ...type, ...decoded.object, ...type } };
}

/** What `fieldValidation` makes of strict errors: Strict throws, Warn gives the warnings. */
export function validateFields(
  mode: 'Strict' | 'Warn' | 'Ignore',
  resource: Identity,
  strictErrors: readonly string[],
): readonly string[] {
  if (mode === 'Ignore' || strictErrors.length === 0) return [];
  if (mode === 'Warn') return strictErrors;
  throw unhandled(resource, resource, `strict decoding error: ${strictErrors.join(', ')}`);
}

/** apiVersion and kind of a document; what is missing is taken from the resource. */
function readKind(node: JsonNode, resource: Identity): Identity | { readonly error: string } {
  const type =
    'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
  if (node.kind !== 'object' && node.kind !== 'null')
    return { error: `json: cannot unmarshal ${found(node)} into Go value of type ${type}` };
  const texts = { apiVersion: '', kind: '' };
  for (const [name, member] of node.kind === 'object' ? node.members : []) {
    if ((name !== 'apiVersion' && name !== 'kind') || member.kind === 'null') continue;
    if (member.kind !== 'string')
      return {
        error: `json: cannot unmarshal ${found(member)} into Go struct field .${name} of type string`,
      };
    texts[name] = member.value;
  }
  return identify(texts.apiVersion, texts.kind, resource);
}

function identify(apiVersion: string, kind: string, target: Identity): Identity {
  const named = kind === '' ? target.kind : kind;
  if (apiVersion === '') return { group: target.group, version: target.version, kind: named };
  const slash = apiVersion.indexOf('/');
  return {
    group: apiVersion.slice(0, Math.max(slash, 0)),
    version: apiVersion.slice(slash + 1),
    kind: named,
  };
}

function checkKind(
  named: Identity,
  resource: Identity & { readonly anyGroup?: true },
  others: readonly Identity[],
): void {
  if (isSame(named, resource) || (resource.anyGroup && named.kind === resource.kind)) return;
  const other = others.find((one) => isSame(one, named));
  if (other && storedForm(other) === storedForm(resource))
    throw badRequest(
      `the API version in the data (${apiVersionOf(named)}) does not match the expected API version (${apiVersionOf(resource)})`,
    );
  if (!other)
    throw unhandled(
      named,
      resource,
      `no kind ${JSON.stringify(named.kind)} is registered for version ${JSON.stringify(apiVersionOf(named))} in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"`,
    );
  const target = resource.group === '' ? 'core' : resource.group.split('.')[0];
  throw unhandled(
    named,
    resource,
    `converting (${named.version}.${named.kind}) to (${target}.${resource.kind}): unknown conversion`,
  );
}

/** Two versions of one kind have one. */
function storedForm(one: Identity): Identity {
  return one.storedAs?.resource ?? one;
}

function isSame(a: Identity, b: Identity): boolean {
  return a.group === b.group && a.version === b.version && a.kind === b.kind;
}

function unhandled(named: Identity, resource: Identity, why: string): StatusError {
  return badRequest(
    `${named.kind} in version ${JSON.stringify(named.version)} cannot be handled as a ${resource.kind}: ${why}`,
  );
}

function unrecognized(target: Identity, body: string, why: string): StatusError {
  return badRequest(
    `the object provided is unrecognized (must be of type ${target.kind}): couldn't get version/kind; json parse error: ${why} (${summary(body)})`,
  );
}

/** The body's beginning, as upstream shows what it could not read. */
function summary(body: string): string {
  if (body === '') return '<empty>';
  const most = 30;
  const shown = body.startsWith('{') ? body.slice(0, most) : hex(body.slice(0, most));
  return body.length > most ? `${shown} ...` : shown;
}

function hex(text: string): string {
  return [...text].map((one) => (one.codePointAt(0) ?? 0).toString(16).padStart(2, '0')).join('');
}
