import { createHash, createHmac } from 'node:crypto';

import { NodeOperationError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHookFunctions,
	INodeType,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { FhirClient } from '../fhir/client';
import { toNodeError } from '../shared/errors/nodeError';
import { DEFAULT_TIMEOUT } from '../shared/operation/description';
import { Api } from '../shared/request/api';
import { eventsSince, stateOf } from '../shared/trigger/polled';
import { dotHealth } from './api';
import { forgetSubscription } from './heard';
import { createSubscription, subscriptionOf, subscriptionsNamed } from './subscriptions';
import { clientFor, eventOf, requestFeed } from './watching';

type Context = IHookFunctions | IWebhookFunctions;

/** Taking in what is there may take so long, in milliseconds. */
const SEED_MS = 20_000;

/** How long registering may take in all, in seconds: a person is waiting. */
const MAX_WAIT = 20;

export async function openApi(context: Context): Promise<Api> {
	const authentication = context.getNodeParameter('authentication') as string;
	return await Api.open(context, dotHealth, authentication, { maxWait: MAX_WAIT, timeout: DEFAULT_TIMEOUT });
}

/** Known before anything is saved, because the handshake comes while the workflow is still being published. */
export const tokenFor = (secret: string, url: string): string =>
	`Bearer ${createHmac('sha256', secret).update(url).digest('base64url')}`;

export const secretsIn = ({ clientSecret }: ICredentialDataDecryptedObject): string[] =>
	typeof clientSecret === 'string' && clientSecret.trim() !== '' ? [clientSecret] : [];

/** By these names, and no others, the subscriptions of a node are found again; they say nothing about the installation. */
function namesOf(hook: IHookFunctions): { live: string; test: string } {
	const instance = createHash('sha256').update(hook.getInstanceId()).digest('hex').slice(0, 16);
	const name = ['n8n', instance, hook.getWorkflow().id, hook.getNode().id].join('/');
	return { live: `${name}/live`, test: `${name}/test` };
}

export function urlOf(context: Context): string {
	const url = context.getNodeWebhookUrl('default');
	if (url) return url;
	throw new NodeOperationError(context.getNode(), 'n8n does not know the address of this trigger', {
		description: 'Set WEBHOOK_URL of this n8n to the address under which it can be reached.',
	});
}

interface Registration {
	client: FhirClient;
	name: string;
	url: string;
	token: string;
}

async function registration(hook: IHookFunctions): Promise<Registration> {
	const api = await openApi(hook);
	const [secret] = secretsIn(api.credentials);
	if (!secret) {
		throw new NodeOperationError(hook.getNode(), "'Client Secret' of the credential is empty", {
			description: 'The trigger makes the token from it by which it knows that a call is real.',
		});
	}
	const url = urlOf(hook);
	const { live, test } = namesOf(hook);
	const name = hook.getMode() === 'manual' ? test : live;
	return { client: await clientFor(api), name, url, token: tokenFor(secret, url) };
}

/** Whether a subscription still does what it should. One that has ended or given up is made anew. */
function isRight({ endpoint, status, end, parameter }: IDataObject, { url, token }: Registration): boolean {
	const headers = [parameter ?? []].flat() as IDataObject[];
	const shown = headers.find(({ name }) => String(name).toLowerCase() === 'authorization')?.value;
	return (
		endpoint === url &&
		['active', 'requested', undefined].includes(status as string | undefined) &&
		(typeof end !== 'string' || Date.parse(end) > Date.now()) &&
		(shown === undefined || shown === token)
	);
}

/** Deletes subscriptions of this node; what is gone already is as good. */
async function removeAll(client: FhirClient, subscriptions: IDataObject[]): Promise<void> {
	for (const { id } of subscriptions) {
		const failure = await client.tryToDelete('Subscription', String(id));
		if (failure && ![404, 410].includes(failure.statusCode ?? 0)) throw failure;
	}
}

async function exists(hook: IHookFunctions): Promise<boolean> {
	const wanted = await registration(hook);
	const own = await subscriptionsNamed(wanted.client, wanted.name);
	const [kept] = own.filter((subscription) => isRight(subscription, wanted));
	// After a crash there may be several, or one for an address that is no longer ours.
	await removeAll(
		wanted.client,
		own.filter((subscription) => subscription !== kept),
	);
	return kept !== undefined;
}

async function subscribe(hook: IHookFunctions): Promise<boolean> {
	const { client, name, url, token } = await registration(hook);
	await seed(hook, client);
	await createSubscription(client, subscriptionOf({ name, endpoint: url, authorization: token }));
	return true;
}

/**
 * Takes in which requests are there, so that those can be found later that Dot Health does not call about. What is known
 * from before stays: a subscription that is made anew has missed something in between.
 */
async function seed(hook: IHookFunctions, client: FhirClient): Promise<void> {
	if (hook.getMode() === 'manual') return;
	if (stateOf(hook) !== undefined) return forgetSubscription(hook);
	const feed = await requestFeed(client, eventOf(hook), undefined);
	(await eventsSince(hook, feed, SEED_MS)).keep();
}

/** n8n does not say whether it is a test that ends or the workflow that is unpublished; the address does. */
async function unsubscribe(hook: IHookFunctions): Promise<boolean> {
	const { client, url } = await registration(hook);
	for (const name of Object.values(namesOf(hook))) {
		const own = await subscriptionsNamed(client, name);
		await removeAll(
			client,
			own.filter(({ endpoint }) => endpoint === url),
		);
	}
	return true;
}

/** What a person is told when registering does not work. */
const told = async (
	hook: IHookFunctions,
	task: (hook: IHookFunctions) => Promise<boolean>,
): Promise<boolean> => {
	const [done, error] = await task(hook).then(
		(result): [boolean, undefined] => [result, undefined],
		(failure: unknown): [boolean, unknown] => [false, failure],
	);
	if (error !== undefined) throw toNodeError(hook.getNode(), error);
	return done;
};

export const subscription: NonNullable<INodeType['webhookMethods']> = {
	default: {
		async checkExists(this: IHookFunctions) {
			return await told(this, exists);
		},
		async create(this: IHookFunctions) {
			return await told(this, subscribe);
		},
		async delete(this: IHookFunctions) {
			return await told(this, unsubscribe);
		},
	},
};
