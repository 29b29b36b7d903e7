import type { FastifyInstance } from 'fastify';

import { parseBody } from './body';
import { Refusal } from './refusal';
import { checker } from './schema';
import type { Fault, RecordedRequest } from './types';

export const CONTROL_PREFIX = '/_sandbox/';

/** What a vendor can be told beyond what all vendors have: `POST /_sandbox/<name>` with a JSON body. */
export type Actions = Record<string, (body: unknown) => unknown>;

/** What a vendor can be asked beyond that: `GET /_sandbox/<name>`. */
export type Views = Record<string, () => unknown>;

export interface Controls {
	requests: RecordedRequest[];
	reset(): void;
	fault(fault: Fault): void;
	clearFaults(): void;
	setRateLimit(on: boolean): void;
	/** Seed ids, credentials and addresses. */
	describe(): unknown;
	actions: Actions;
	views: Views;
}

/** A fault as JSON: no regular expression (`pathPattern` holds its source) and no Infinity (`"always"`). */
interface JsonFault {
	kind: Fault['kind'];
	match?: { method?: string; path?: string; pathPattern?: string };
	times?: number | 'always';
}

const NUMBER = { type: 'number' };
const TEXT = { type: 'string' };
const STATUS = { type: 'integer', minimum: 200, maximum: 599 };

/** What each kind carries; a name that ends in ? is optional. */
const KINDS: Record<Fault['kind'], Record<string, object>> = {
	latency: { ms: NUMBER },
	status: { status: STATUS, 'body?': {}, 'headers?': { type: 'object', additionalProperties: TEXT } },
	resetBeforeStoring: {},
	resetAfterStoring: {},
	expiredToken: {},
	slowBody: { ms: NUMBER, 'chunks?': NUMBER },
	redirect: { status: { enum: [301, 302, 303, 307, 308] }, location: TEXT },
	body: { body: {}, 'contentType?': TEXT, 'status?': STATUS },
};

const checkKind = checker<JsonFault>({
	type: 'object',
	properties: { kind: { enum: Object.keys(KINDS) } },
	required: ['kind'],
});

const checks = Object.fromEntries(
	Object.entries(KINDS).map(([kind, fields]) => {
		const properties = Object.fromEntries(
			Object.entries(fields).map(([name, schema]) => [name.replace('?', ''), schema]),
		);
		const check = checker<JsonFault>({
			type: 'object',
			additionalProperties: false,
			required: ['kind', ...Object.keys(fields).filter((name) => !name.endsWith('?'))],
			properties: {
				...properties,
				kind: TEXT,
				times: { anyOf: [{ type: 'integer', minimum: 1 }, { enum: ['always'] }] },
				match: {
					type: 'object',
					additionalProperties: false,
					properties: { method: TEXT, path: TEXT, pathPattern: TEXT },
				},
			},
		});
		return [kind, check];
	}),
);

/** Reads a fault that came as JSON. */
export function readFault(json: unknown): Fault {
	const { match, times, ...effect } = checks[checkKind(json).kind](json);
	const path = match?.pathPattern === undefined ? match?.path : new RegExp(match.pathPattern);
	return {
		...effect,
		times: times === 'always' ? Infinity : times,
		match: { method: match?.method, path },
	} as Fault;
}

const checkSwitch = checker<{ on: boolean }>({
	type: 'object',
	additionalProperties: false,
	required: ['on'],
	properties: { on: { type: 'boolean' } },
});

/** The switchboard over HTTP, for tests in other processes. */
export function addControlRoutes(app: FastifyInstance, controls: Controls): void {
	const done = { ok: true };
	const json = (raw: unknown): unknown => {
		const body = Buffer.isBuffer(raw) && raw.length > 0 ? parseBody('application/json', raw) : {};
		if (body === undefined) throw new Refusal(400, 'The request body is not valid JSON');
		return body;
	};
	const post = (name: string, act: (body: unknown) => unknown) =>
		app.post(CONTROL_PREFIX + name, async (request) => (await act(json(request.body))) ?? done);

	app.get(CONTROL_PREFIX, async () => controls.describe());
	app.get(CONTROL_PREFIX + 'actions', async () => Object.keys(controls.actions));
	app.get(CONTROL_PREFIX + 'requests', async () => controls.requests);
	app.delete(CONTROL_PREFIX + 'requests', async () => {
		controls.requests.length = 0;
		return done;
	});
	app.delete(CONTROL_PREFIX + 'faults', async () => {
		controls.clearFaults();
		return done;
	});
	post('faults', (body) => {
		const faults = (Array.isArray(body) ? (body as unknown[]) : [body]).map(readFault);
		for (const fault of faults) controls.fault(fault);
	});
	post('reset', () => controls.reset());
	post('rate-limit', (body) => controls.setRateLimit(checkSwitch(body).on));
	for (const [name, act] of Object.entries(controls.actions)) post(name, act);
	for (const [name, view] of Object.entries(controls.views))
		app.get(CONTROL_PREFIX + name, async () => view());
}
