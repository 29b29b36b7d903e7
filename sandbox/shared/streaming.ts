/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { pipeline, Transform } from 'node:stream';

import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Bodies of these types reach the handler as a stream, whatever their size; their bytes are counted as they pass. */
export function addStreamedTypes(
	app: FastifyInstance,
	types: string[],
	count: (request: FastifyRequest, bytes: number) => void,
): void {
	if (types.length === 0) return;
	app.addContentTypeParser(types, (request, payload, done) => {
		const counted = new Transform({
			transform(chunk: Buffer, _encoding, next) {
				count(request, chunk.length);
				next(null, chunk);
			},
		});
		// A client that hangs up ends the stream with an error, which the reader sees.
		pipeline(payload, counted, () => {});
		done(null, counted);
	});
	// What a refused upload still sends is let run out: a client that is not read from would wait for ever.
	app.addHook('onResponse', async ({ body }) => {
		if (body instanceof Transform) body.resume();
	});
}
