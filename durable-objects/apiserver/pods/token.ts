import type { ApiReply } from '../../apimachinery/api-client.ts';
import { tokenRequest } from '../../apimachinery/requests.ts';
import { badRequest } from '../../apimachinery/status-error.ts';
import { incoming } from '../clock-shift.ts';
import { reply } from '../present/reply.ts';
import { wireObject } from '../present/wire.ts';
import type { Connect } from './connect.ts';

/** POST of a TokenRequest: `kubectl create token`. */
export function createToken({ key, environment, authenticator, body }: Connect): ApiReply {
  const { tx: read, now, random, clockSkipped } = environment;
  const request = incoming(tokenRequest.schema, body(tokenRequest), clockSkipped);
  const named = request.metadata?.name;
  if (named && named !== key.name)
    throw badRequest(
      `the name of the object (${named}) does not match the name on the URL (${key.name})`,
    );
  const made = authenticator.issue(key, request, { read, now, random });
  const shown = wireObject(tokenRequest, made as never, clockSkipped);
  return reply(201, shown, { format: 'json', pretty: false });
}
