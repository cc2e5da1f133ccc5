import { BinaryWriter } from '@bufbuild/protobuf/wire';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';

/**
 * A document of version 2 in gnostic's protobuf form (openapi.v2.Document of
 * github.com/google/gnostic-models): title, version and definitions. kubectl finds kinds by their
 * extension in definitions and needs no paths.
 */
export function gnosticDocument(
  { title, version }: { readonly title: string; readonly version: string },
  definitions: JsonObject,
): Uint8Array {
  const info = new BinaryWriter();
  text(info, 1, title);
  text(info, 2, version);
  const named = new BinaryWriter();
  writeNamed(named, 1, definitions, schema);
  const document = new BinaryWriter();
  text(document, 1, '2.0');
  message(document, 2, info);
  message(document, 9, named);
  return document.finish();
}

/** Numbers of the members of openapi.v2.Schema that our documents have. */
function schema(value: Json): BinaryWriter {
  const writer = new BinaryWriter();
  if (!isObject(value)) return writer;
  text(writer, 1, value.$ref);
  text(writer, 2, value.format);
  text(writer, 4, value.description);
  if (value.default !== undefined) message(writer, 5, yamlValue(value.default));
  if (Array.isArray(value.required)) for (const name of value.required) text(writer, 19, name);
  if (Array.isArray(value.enum)) for (const one of value.enum) message(writer, 20, yamlValue(one));
  if (isObject(value.additionalProperties))
    message(writer, 21, holding(1, schema(value.additionalProperties)));
  if (typeof value.type === 'string') {
    const type = new BinaryWriter();
    text(type, 1, value.type);
    message(writer, 22, type);
  }
  if (isObject(value.items)) message(writer, 23, holding(1, schema(value.items)));
  if (isObject(value.properties)) {
    const properties = new BinaryWriter();
    writeNamed(properties, 1, value.properties, schema);
    message(writer, 25, properties);
  }
  const extensions = Object.entries(value).filter(([name]) => name.startsWith('x-'));
  writeNamed(writer, 31, Object.fromEntries(extensions), yamlValue);
  return writer;
}

/** Named values: a message of a name and what it stands for, each. */
function writeNamed(
  into: BinaryWriter,
  field: number,
  values: JsonObject,
  write: (value: Json) => BinaryWriter,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const pair = new BinaryWriter();
    text(pair, 1, name);
    message(pair, 2, write(value));
    message(into, field, pair);
  }
}

/** A value as YAML, which JSON is. */
function yamlValue(value: Json): BinaryWriter {
  const writer = new BinaryWriter();
  text(writer, 2, `${JSON.stringify(value)}\n`);
  return writer;
}

function holding(field: number, inner: BinaryWriter): BinaryWriter {
  const writer = new BinaryWriter();
  message(writer, field, inner);
  return writer;
}

const lengthDelimited = 2;

function text(writer: BinaryWriter, field: number, value: Json | undefined): void {
  if (typeof value === 'string') writer.tag(field, lengthDelimited).string(value);
}

function message(writer: BinaryWriter, field: number, inner: BinaryWriter): void {
  writer.tag(field, lengthDelimited).bytes(inner.finish());
}
