import { parseTime } from '../lib/instant.ts';
import { isObject, type Json, type JsonObject } from '../lib/json.ts';
import { fromUint8, toUint8 } from '../lib/utf8.ts';
import { EvaluationError } from './errors.ts';
import { durationText, readDuration, timestampText } from './library/time.ts';
import { type CelType, dyn, type ObjectType } from './types.ts';
import {
  Duration,
  isList,
  MapValue,
  membersOf,
  ObjectValue,
  OptionalValue,
  Timestamp,
  Uint,
  type Value,
} from './values.ts';

/** JSON as a value of a type; where the type is dyn, as what it looks like. */
export function fromJson(json: Json, type: CelType = dyn): Value {
  if (json === null) return null;
  switch (type.kind) {
    case 'object':
      return isObject(json) ? objectOf(json, type) : fromJson(json);
    case 'list':
      return Array.isArray(json)
        ? json.map((item: Json) => fromJson(item, type.element))
        : fromJson(json);
    case 'map':
      return isObject(json) ? mapOf(json, type.value) : fromJson(json);
    case 'double':
      return typeof json === 'number' ? json : fromJson(json);
    case 'timestamp':
      return typeof json === 'string' ? moment(json) : fromJson(json);
    case 'duration':
      return typeof json === 'string' ? readDuration(json) : fromJson(json);
    case 'bytes':
      return typeof json === 'string' ? toUint8(atob(json)) : fromJson(json);
    default:
      return untyped(json);
  }
}

function untyped(json: Json): Value {
  if (typeof json === 'number') return Number.isInteger(json) ? BigInt(json) : json;
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map((item: Json) => fromJson(item));
  return mapOf(json as JsonObject, dyn);
}

function mapOf(json: JsonObject, type: CelType): MapValue {
  return new MapValue(
    Object.entries(json).flatMap(([key, member]): (readonly [Value, Value])[] =>
      member === undefined ? [] : [[key, fromJson(member, type)]],
    ),
  );
}

function objectOf(json: JsonObject, type: ObjectType): ObjectValue {
  const jsonName = type.jsonName ?? ((field: string) => field);
  return new ObjectValue(
    type,
    (field) => {
      const member = json[jsonName(field)];
      const fieldType = type.field(field);
      return member === undefined || !fieldType ? undefined : fromJson(member, fieldType);
    },
    () => Object.keys(json).filter((key) => json[key] !== undefined),
    json,
  );
}

function moment(text: string): Timestamp {
  const at = parseTime(text.includes('T') ? text : `${text}T00:00:00Z`);
  if (at === undefined) throw new EvaluationError(`invalid date-time: ${text}`);
  return new Timestamp(BigInt(Math.round(at * 1_000)) * 1_000n);
}

/** A value as JSON. Throws EvaluationError for what has no such form. */
export function toJson(value: Value): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint) return Number(value.value);
  if (value instanceof Uint8Array) return btoa(fromUint8(value));
  if (value instanceof Timestamp) return timestampText(value);
  if (value instanceof Duration) return durationText(value);
  if (value instanceof OptionalValue) return value.value === undefined ? null : toJson(value.value);
  if (isList(value)) return value.map(toJson);
  const members = membersOf(value);
  if (!members) throw new EvaluationError('type conversion error: the value has no JSON form');
  return Object.fromEntries(members.map(([key, member]) => [String(key), toJson(member)]));
}
