/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
	NodeOperationError,
	sleep,
	type IDataObject,
	type IHookFunctions,
	type IN8nHttpFullResponse,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { ApiFailure } from '../../nodes/shared/errors/apiFailure';
import type { Door, receive as Receive } from '../../nodes/shared/webhook/gate';

/** Something that a vendor calls. */
export interface Registration {
	id: number;
	name: string;
	url: string;
}

/** A vendor of nowhere that keeps registrations: for the parts of the suite that few real vendors reach. */
export class ReferenceVendor {
	readonly registrations: Registration[] = [];
	origin = '';
	/** What the next requests are answered with. */
	readonly failures: number[] = [];
	private lastId = 0;

	private readonly server = createServer((request, response) => {
		const pieces: Buffer[] = [];
		request.on('data', (piece: Buffer) => pieces.push(piece));
		request.on('end', () => {
			const failure = this.failures.shift();
			const [status, body] = failure ? [failure, {}] : this.answer(request, Buffer.concat(pieces).toString());
			response.writeHead(status as number, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		});
	});

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	add(registration: Omit<Registration, 'id'>): Registration {
		this.lastId += 1;
		const added = { ...registration, id: this.lastId };
		this.registrations.push(added);
		return added;
	}

	private answer({ method, url }: { method?: string; url?: string }, body: string): [number, unknown] {
		if (method === 'GET') return [200, this.registrations];
		if (method === 'POST') return [201, this.add(JSON.parse(body) as Registration)];
		const at = this.registrations.findIndex(({ id }) => String(id) === url?.slice(1));
		if (at < 0) return [404, {}];
		this.registrations.splice(at, 1);
		return [200, {}];
	}
}

const urlOf = (hook: IHookFunctions) => String(hook.getNodeWebhookUrl('default'));

/** The name under which a trigger finds its own registrations again, whatever n8n has forgotten. */
function nameOf(hook: IHookFunctions): string {
	// n8n says `internal` when a test ends as well as when a workflow is unpublished.
	const use = urlOf(hook).includes('/webhook-test/') ? 'test' : 'live';
	return `n8n/${hook.getWorkflow().id}/${hook.getNode().id}/${use}`;
}

/** @throws when the vendor does not do it; that something is gone already is as good as deleted */
async function ask(
	hook: IHookFunctions,
	method: 'GET' | 'POST' | 'DELETE',
	path: string,
	body?: IDataObject,
): Promise<Registration[]> {
	const url = String(hook.getNodeParameter('origin')) + path;
	const { statusCode, body: answered } = (await hook.helpers.httpRequest({
		url,
		method,
		body,
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	})) as IN8nHttpFullResponse;
	if (statusCode < 300 || (method === 'DELETE' && statusCode === 404)) return answered as never;
	throw new NodeOperationError(hook.getNode(), `The vendor answered ${statusCode}`);
}

const mine = async (hook: IHookFunctions) =>
	(await ask(hook, 'GET', '/')).filter(({ name }) => name === nameOf(hook));

async function removeAll(hook: IHookFunctions, registrations: Registration[]): Promise<void> {
	for (const { id } of registrations) await ask(hook, 'DELETE', `/${id}`);
}

const webhookMethods: INodeType['webhookMethods'] = {
	default: {
		async checkExists(this: IHookFunctions) {
			const found = await mine(this);
			const [right] = found.filter(({ url }) => url === urlOf(this));
			await removeAll(
				this,
				found.filter((registration) => registration !== right),
			);
			return right !== undefined;
		},
		async create(this: IHookFunctions) {
			await ask(this, 'POST', '/', { name: nameOf(this), url: urlOf(this) });
			return true;
		},
		async delete(this: IHookFunctions) {
			await removeAll(this, await mine(this));
			return true;
		},
	},
};

interface Options {
	/** In hours. */
	maxAge?: number;
	/** How long it takes to put the events out, and whether that goes wrong. */
	takesMs?: number;
	fails?: boolean | 'answer' | 'address';
}

async function doorOf(context: IWebhookFunctions): Promise<Door<{ id: string }>> {
	const { secrets } = await context.getCredentials<{ secrets: string[] }>('reference');
	const { maxAge = 24, takesMs = 0, fails = false } = context.getNodeParameter('options') as Options;
	return {
		contentTypes: ['application/json', 'application/fhir+json'],
		secrets,
		claim: (delivery) => ({
			presented: delivery.header('authorization'),
			due: (secret) => [{ by: 'token', value: `Bearer ${secret}` }],
		}),
		replayWindow: {
			maxAge: maxAge * 3_600_000,
			sentAt(delivery) {
				const { sentAt } = delivery.object();
				return sentAt === undefined ? undefined : Date.parse(sentAt as string);
			},
		},
		read: async (delivery) => (delivery.object().events ?? []) as Array<{ id: string }>,
		async output(events) {
			await sleep(takesMs);
			if (fails === 'address') throw new ApiFailure('The address is another one');
			if (fails === 'answer') throw new ApiFailure('Zoë was not found', { statusCode: 404 });
			if (fails) throw new TypeError('Zoë is not a function');
			return events.map(({ id }) => ({ json: { id } }));
		},
	};
}

/**
 * A trigger that registers itself, is called with a token in a header, and gets several events at once as well as control
 * messages without any.
 *
 * @param receive of the process that the trigger is loaded into
 */
export const referenceTrigger = (receive: typeof Receive): INodeType => ({
	description: {
		name: 'referenceTrigger',
		displayName: 'Reference Trigger',
		credentials: [{ name: 'reference', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'reference' }],
		properties: [
			{ displayName: 'Origin', name: 'origin', type: 'string', default: '' },
			{ displayName: 'Options', name: 'options', type: 'json', default: {} },
		],
	} as unknown as INodeTypeDescription,
	webhookMethods,
	async webhook(this: IWebhookFunctions) {
		return await receive(this, async () => await doorOf(this));
	},
});
