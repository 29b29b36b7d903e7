import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';

import { parseBody } from './body';
import { addControlRoutes, CONTROL_PREFIX, type Actions, type Views } from './control';
import { answerInstead, resetConnection, slowBody } from './effects';
import { FaultSwitchboard } from './faults';
import { Pauses } from './pauses';
import type { Limiter } from './rateLimit';
import { Refusal } from './refusal';
import { addStreamedTypes } from './streaming';
import type { ErrorBody, Fault, FaultEffect, RecordedRequest } from './types';

/** What is particular to a vendor. */
export interface Vendor {
	errorBody: ErrorBody;
	/** Absent: the vendor limits nobody. */
	rateLimit?: {
		limiter: Limiter;
		/** Of the refusal. */
		headers: Record<string, string>;
		/** Whose limit a request counts against; undefined if it is not limited. */
		keyOf(path: string, headers: RecordedRequest['headers']): string | undefined;
		/** Headers that say where the key stands, on every answer while the limit is on (not on a fault's). */
		stateHeaders?(key: string, at: number): Record<string, string>;
	};
	/** Content types whose bodies reach the handlers as streams. */
	streamedTypes?: string[];
	addRoutes(app: FastifyInstance, origin: () => string): void;
	reset(): void;
	actions: Actions;
	views?: Views;
	describe(origin: string): unknown;
	/** Ends what the vendor does by itself. */
	close?(): void;
}

export interface VendorServer {
	origin: string;
	requests: RecordedRequest[];
	reset(): void;
	fault(fault: Fault): void;
	clearFaults(): void;
	setRateLimit(on: boolean): void;
	close(): Promise<void>;
}

export interface ServerOptions {
	/** 0 or absent: any free port. */
	port?: number;
	rateLimit?: boolean;
}

interface Visit {
	record: RecordedRequest;
	effect?: FaultEffect;
}

const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Starts one vendor on an origin of its own, on loopback only. */
export async function startVendor(vendor: Vendor, options: ServerOptions = {}): Promise<VendorServer> {
	const app = Fastify({ bodyLimit: MAX_BODY_BYTES, exposeHeadRoutes: false, forceCloseConnections: true });
	const requests: RecordedRequest[] = [];
	const visits = new WeakMap<FastifyRequest, Visit>();
	const faults = new FaultSwitchboard();
	const pauses = new Pauses();
	const { rateLimit } = vendor;
	let limited = options.rateLimit ?? true;
	let origin = '';

	const controls = {
		requests,
		reset() {
			pauses.cancelAll();
			faults.clear();
			rateLimit?.limiter.clear();
			limited = options.rateLimit ?? true;
			requests.length = 0;
			vendor.reset();
		},
		fault: (fault: Fault) => faults.add(fault),
		clearFaults: () => faults.clear(),
		setRateLimit(on: boolean) {
			limited = on;
			rateLimit?.limiter.clear();
		},
	};

	// Every body arrives as bytes: which content types are right is the vendor's to say, and a refused one is recorded.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	addStreamedTypes(app, vendor.streamedTypes ?? [], (request, bytes) => {
		const visit = visits.get(request);
		if (visit) visit.record.rawBytes += bytes;
	});

	app.addHook('onRequest', async (request) => {
		if (request.url.startsWith(CONTROL_PREFIX)) return;
		const record: RecordedRequest = {
			method: request.method,
			path: request.url.split('?')[0],
			query: { ...(request.query as RecordedRequest['query']) },
			headers: { ...request.headers },
			body: undefined,
			rawBytes: 0,
			at: Date.now(),
			status: 0,
		};
		requests.push(record);
		visits.set(request, { record });
	});

	app.addHook('preHandler', async (request, reply) => {
		const visit = visits.get(request);
		if (!visit) return;
		const { record } = visit;
		if (Buffer.isBuffer(request.body)) {
			record.rawBytes = request.body.length;
			record.body = parseBody(request.headers['content-type'], request.body);
		}
		const hasBearer = /^bearer /i.test(request.headers.authorization ?? '');
		const { latencyMs, effect } = faults.take({ ...record, hasBearer });
		visit.effect = effect;
		if (latencyMs > 0 && !(await pauses.wait(latencyMs))) return resetConnection(request, reply);
		if (effect && answerInstead(effect, request, reply, vendor.errorBody)) return reply;
		const key = limited ? rateLimit?.keyOf(record.path, record.headers) : undefined;
		if (rateLimit && key !== undefined) {
			const accepted = rateLimit.limiter.accept(key, record.at);
			reply.headers(rateLimit.stateHeaders?.(key, record.at) ?? {});
			if (!accepted) throw new Refusal(429, 'Too many requests', rateLimit.headers);
		}
	});

	app.addHook('onSend', async (request, reply, payload: unknown) => {
		const visit = visits.get(request);
		if (!visit) return payload;
		visit.record.status = reply.statusCode;
		if (visit.effect?.kind === 'resetAfterStoring') {
			visit.record.status = 0;
			request.raw.socket.resetAndDestroy();
		}
		if (visit.effect?.kind === 'slowBody' && (typeof payload === 'string' || Buffer.isBuffer(payload))) {
			const { ms, chunks = 10 } = visit.effect;
			return slowBody(payload, ms, chunks, pauses);
		}
		return payload;
	});

	app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
		const refusal = error instanceof Refusal ? error : new Refusal(error.statusCode ?? 500, error.message);
		return reply
			.code(refusal.status)
			.headers(refusal.headers)
			.send(refusal.body ?? vendor.errorBody(refusal.message, refusal.status, refusal.field));
	});

	addControlRoutes(app, {
		...controls,
		describe: () => vendor.describe(origin),
		actions: vendor.actions,
		views: vendor.views ?? {},
	});
	vendor.addRoutes(app, () => origin);
	await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	origin = `http://127.0.0.1:${app.addresses()[0].port}`;

	return {
		...controls,
		origin,
		async close() {
			pauses.cancelAll();
			vendor.close?.();
			await app.close();
		},
	};
}
