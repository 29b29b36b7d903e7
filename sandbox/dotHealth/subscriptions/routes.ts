import { Refusal } from '../../shared/refusal';
import { ALL_OK, issue, refuseIf, type Issue } from '../outcomes';
import type { NewResource, Resource } from '../resource';
import { noQuery, readResource, route, type Route } from '../route';
import { searchset } from '../search/searchset';
import { SUBSCRIPTION } from '../search/types';

const CONTENT_TYPES = ['application/json', 'application/fhir+json'];

/** A name of a header that may be chosen (RFC 9110); the others are the server's. */
const HEADER = /^(?!(?:host|content-length|content-type|transfer-encoding|connection)$)[!#$%&'*+.^`|~\w-]+$/i;

const isWebAddress = (text: unknown): boolean =>
	typeof text === 'string' && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** What R5 leaves open, and only one answer to it is documented. */
function ruleIssues(sent: NewResource): Issue[] {
	const at = (element: string) => `Subscription.${element}`;
	const unless = (fine: boolean, element: string, what: string, code = 'not-supported') =>
		fine ? [] : [issue(code, `${at(element)} must be ${what}`, at(element))];
	const { topic, channelType, content, contentType, end, filterBy = [], parameter = [], status } = sent;
	const headers = parameter as Array<{ name?: unknown }>;
	return [
		...unless(topic === 'communication-request', 'topic', 'communication-request'),
		...unless((channelType as { code?: unknown }).code === 'rest-hook', 'channelType.code', 'rest-hook'),
		...unless(content === 'id-only', 'content', 'id-only'),
		...unless(CONTENT_TYPES.includes(String(contentType)), 'contentType', CONTENT_TYPES.join(' or ')),
		...unless(isWebAddress(sent.endpoint), 'endpoint', 'an http or https address', 'value'),
		...unless(Date.parse(String(end)) > Date.now(), 'end', 'in the future', 'value'),
		...unless((filterBy as unknown[]).length === 0, 'filterBy', 'empty'),
		...unless(status === undefined || status === 'requested', 'status', 'requested'),
		...headers.flatMap(({ name }, index) =>
			unless(HEADER.test(String(name)), `parameter[${index}].name`, 'the name of a header', 'value'),
		),
	];
}

function locate(address: string, { id }: Resource, header: 'none' | 'location' | 'contentLocation') {
	const url = `${address}/Subscription/${id}`;
	if (header === 'none') return {};
	return header === 'location' ? { location: `${url}/_history/1` } : { 'content-location': url };
}

export const subscriptionRoutes: Route[] = [
	route('GET', '/Subscription', ({ world, query }) => {
		world.notifier.expire();
		return searchset(world, SUBSCRIPTION, query);
	}),
	route('POST', '/Subscription', async (call) => {
		const { world, reply } = call;
		noQuery(call);
		const sent = readResource(call, 'Subscription');
		refuseIf(ruleIssues(sent));
		const subscription = world.store.create({ ...sent, status: 'requested' });
		const { id } = subscription;
		const handshake = async () => await world.notifier.handshake(id);
		if (world.switches.handshake === 'beforeAnswer') await handshake();
		// The answer goes out first.
		if (world.switches.handshake === 'afterAnswer') reply.raw.once('close', () => void handshake());
		reply.code(201).headers(locate(world.base(), subscription, world.switches.subscriptionLocation));
		return ALL_OK;
	}),
	route('DELETE', '/Subscription/:id', (call) => {
		const { world, param } = call;
		noQuery(call);
		const id = param('id');
		if (!world.store.delete('Subscription', id)) throw new Refusal(404, `Subscription/${id} is not known`);
		world.notifier.forget(id);
		return ALL_OK;
	}),
];
