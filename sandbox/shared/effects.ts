/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { Readable } from 'node:stream';

import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Pauses } from './pauses';
import { Refusal } from './refusal';
import type { ErrorBody, FaultEffect } from './types';

/** The client sees ECONNRESET. */
export function resetConnection(request: FastifyRequest, reply: FastifyReply): FastifyReply {
	reply.hijack();
	request.raw.socket.resetAndDestroy();
	return reply;
}

/** True if the fault has answered and the vendor is not to see the request. */
export function answerInstead(
	effect: FaultEffect,
	request: FastifyRequest,
	reply: FastifyReply,
	errorBody: ErrorBody,
): boolean {
	switch (effect.kind) {
		case 'resetBeforeStoring':
			resetConnection(request, reply);
			return true;
		case 'status':
			throw new Refusal(
				effect.status,
				`The sandbox was told to answer ${effect.status}`,
				effect.headers,
				effect.body,
			);
		case 'expiredToken':
			void reply.code(401).send(errorBody('The access token has expired', 401));
			return true;
		case 'redirect':
			void reply.code(effect.status).header('location', effect.location).send();
			return true;
		case 'body': {
			const asItIs = typeof effect.body === 'string';
			void reply
				.code(effect.status ?? 200)
				.type(effect.contentType ?? 'application/json; charset=utf-8')
				.send(asItIs ? effect.body : JSON.stringify(effect.body));
			return true;
		}
		default:
			return false;
	}
}

/** The answer's body in `chunks` pieces, spread over `ms`. */
export function slowBody(payload: string | Buffer, ms: number, chunks: number, pauses: Pauses): Readable {
	const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
	return Readable.from(dribble(body, ms, chunks, pauses), { objectMode: false });
}

async function* dribble(body: Buffer, ms: number, chunks: number, pauses: Pauses): AsyncGenerator<Buffer> {
	const size = Math.max(1, Math.ceil(body.length / chunks));
	for (let start = 0; start < body.length; start += size) {
		if (!(await pauses.wait(ms / chunks))) throw new Error('The sandbox was reset');
		yield body.subarray(start, start + size);
	}
}
